import { message } from '../base/message';
import type { Span } from '../python/syntax';
import { str, unknown, type Value } from './values';

/** `dtype.name` of a dtype as a value of the program. */
export function dtypeAttribute(object: Extract<Value, { readonly kind: 'dtype' }>, name: string, span: Span): Value {
  if (name === 'name') return str(object.value);
  if (name === 'base_dtype' || name === 'as_numpy_dtype') return object;
  if (name === 'is_floating') return { kind: 'bool', value: object.value.startsWith('float') };
  return unknown(message('{0} of a dtype', name), span);
}
