import { message } from '../../base/message';
import { type Arguments, int, unknown, type Value } from '../values';
import { PythonError } from '../limits';
import { typeName } from '../type-name';
import { asNumber, rangeLength } from '../read-value';
import type { CallSpecial } from './conversions';
import { iterate } from '../iteration';

/** `range(…)`. Throws what Python raises for what is no int, and for a step of 0. */
export function makeRange({ positional, span }: Arguments): Value {
  const missing = positional.find(({ kind }) => kind === 'unknown');
  if (missing !== undefined) return missing;
  if (positional.length === 0 || positional.length > 3) {
    const [bound, plural] = positional.length === 0 ? ['least 1', ''] : ['most 3', 's'];
    throw new PythonError('TypeError', `range expected at ${bound} argument${plural}, got ${positional.length}`, span);
  }
  const numbers: number[] = [];
  for (const value of positional) {
    const isWhole = value.kind === 'array' && value.array.shape.length === 0 && !value.array.dtype.startsWith('float');
    const type = typeName(value);
    if (value.kind === 'int' || value.kind === 'bool' || isWhole) numbers.push(asNumber(value) ?? 0);
    else if (type === null || value.kind === 'instance' || value.kind === 'array')
      return unknown(message('this range'), span);
    else throw new PythonError('TypeError', `'${type}' object cannot be interpreted as an integer`, span);
  }
  const [first = 0, second, step = 1] = numbers;
  if (step === 0) throw new PythonError('ValueError', 'range() arg 3 must not be zero', span);
  return { kind: 'range', start: second === undefined ? 0 : first, stop: second ?? first, step };
}

/** `len(…)`. Throws Python's TypeError for what has no length. */
export function lengthOf({ positional, span }: Arguments, special: CallSpecial): Value {
  const [value] = positional;
  if (value === undefined || positional.length > 1)
    throw new PythonError('TypeError', `len() takes exactly one argument (${positional.length} given)`, span);
  const length = iterate(value)?.length ?? null;
  if (length !== null) return int(length);
  if (['none', 'bool', 'int', 'float', 'function', 'ellipsis', 'slice'].includes(value.kind))
    throw new PythonError('TypeError', `object of type '${typeName(value) ?? value.kind}' has no len()`, span);
  return value.kind === 'unknown' ? value : (special(value, ['__len__'], span) ?? unknown(message('a length'), span));
}

export function sumOfRange(range: Value & { kind: 'range' }): bigint {
  const count = BigInt(rangeLength(range));
  // As many times the middle of its first and its last number.
  return (count * (2n * BigInt(range.start) + (count - 1n) * BigInt(range.step))) / 2n;
}
