import { type Arguments, float, type Value } from '../values';
import { PythonError } from '../limits';
import type { Span } from '../../python/syntax';
import { asFloat, isNumber, type NumberValue } from '../arithmetic';
import { typeName } from '../type-name';

/** Functions whose infinite results of finite numbers are too large, rather than outside of the domain. */
const overflowing = new Set(['exp', 'expm1', 'sinh', 'cosh', 'degrees', 'pow', 'hypot']);

/** Thrown within, where an argument is not known to be a number. */
export class NotANumber extends Error {
  constructor(readonly value: Value) {
    super('not a number');
  }
}

export function countOf(name: string, { positional, span }: Arguments, count: number): void {
  if (positional.length === count) return;
  throw new PythonError(
    'TypeError',
    count === 1
      ? `math.${name}() takes exactly one argument (${positional.length} given)`
      : `${name} expected ${count} arguments, got ${positional.length}`,
    span,
  );
}

/** Arguments as floats. Throws what Python raises for those that are no numbers. */
export function numbers(name: string, given: Arguments, count: number): [number, ...number[]] {
  countOf(name, given, count);
  const [first = Number.NaN, ...rest] = given.positional.map((value) => numberIn(value, given.span));
  return [first, ...rest];
}

export function numberIn(value: Value, span: Span): number {
  return asFloat(pythonNumber(value, span), span);
}

/** A number of Python's or NumPy's. Throws Python's TypeError. */
export function pythonNumber(value: Value, span: Span): NumberValue {
  if (isNumber(value)) return value;
  const [only] = value.kind === 'array' && value.array.data.length === 1 ? value.array.data : [];
  if (only !== undefined) return float(only);
  const type = typeName(value);
  if (type === null || value.kind === 'instance' || value.kind === 'array') throw new NotANumber(value);
  throw new PythonError('TypeError', `must be real number, not ${type}`, span);
}

/** A result within C's rules. Throws Python's ValueError or OverflowError for one that is not. */
export function checked(name: string, result: number, given: readonly number[], span: Span): number {
  if (Number.isNaN(result) && !given.some(Number.isNaN)) throw new PythonError('ValueError', 'math domain error', span);
  if (!Number.isFinite(result) && !Number.isNaN(result) && given.every(Number.isFinite)) {
    if (overflowing.has(name)) throw new PythonError('OverflowError', 'math range error', span);
    throw new PythonError('ValueError', 'math domain error', span);
  }
  return result;
}
