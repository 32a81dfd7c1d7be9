import type { Message } from '../../base/message';
import type { Span } from '../../python/syntax';
import { PythonError } from '../limits';
import { type DictValue, type ListValue, none, unknown, type UnknownValue, type Value } from '../values';
import { forget } from '../forget';
import { holdsUnknown } from '../not-known';

/** Raises an exception of Python, as an expression. */
export function raise(type: string, message: string, span: Span): never {
  throw new PythonError(type, message, span);
}

/** A list or a dictionary is not known any more. */
export function lose(self: ListValue | DictValue, value: Value, otherwise: Message, span: Span): Value {
  forget([self], reasonOf(value, otherwise, span));
  return none;
}

/** Why a value is not known, or otherwise what it would be. */
export function reasonOf(value: Value, otherwise: Message, span: Span): UnknownValue {
  return holdsUnknown([value]) ?? unknown(otherwise, span);
}
