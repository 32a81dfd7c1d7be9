import { asList } from './fields';
import { ListValue } from './mutable-values';
import { join } from './join';
import { noTrace, plainTensor, someNumber, traceOf, unknown, unknownOf, type Value } from './values';

/** What `value[at]` gives. */
export function itemOf(of: Value, at: Value, isSlice: boolean): Value {
  const value = asList(of);
  if (value.kind === 'list') {
    if (isSlice) return new ListValue(value.items, true);
    if (at.kind === 'number' && at.value !== null && !value.isOpen) return value.items.at(at.value) ?? unknown;
    return elementOf(value);
  }
  if (value.kind === 'dict') {
    const key = at.kind === 'string' ? at.value : at.kind === 'number' && at.value !== null ? String(at.value) : null;
    const known = key === null ? undefined : value.entries.get(key);
    if (known !== undefined) return known;
    if (key !== null) return value.rest ?? unknown;
    const all = value.rest === null ? [...value.entries.values()] : [...value.entries.values(), value.rest];
    return all.length === 0 ? unknown : all.reduce(join);
  }
  if (value.kind === 'unknown') return value.trace === noTrace ? unknown : value;
  const trace = traceOf(value);
  return trace === noTrace ? unknown : { ...plainTensor, trace };
}

/** Any one of the items of what can be iterated over. */
export function elementOf(of: Value): Value {
  const value = asList(of);
  if (value.kind === 'list') {
    if (value.items.length > 0) return value.items.reduce(join);
    return unknown;
  }
  if (value.kind === 'dict') return { kind: 'string', value: null };
  if (value.kind === 'union') return value.options.map(elementOf).reduce(join);
  if (value.kind === 'number') return someNumber;
  // Of several tensors that one operation gives, each is computed from what it is computed from.
  if (value.kind === 'tensor' && value.trace.reads.length > 0)
    return { ...plainTensor, trace: { ...value.trace, moves: [] } };
  return unknownOf(traceOf(value));
}
