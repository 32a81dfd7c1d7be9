import { message } from '../base/message';
import { unknown, type Value } from './values';
import type { GraphArray } from '../base/graph-call';
import { asNumber, settled } from './read-value';
import { assertWithin, limits, PythonError } from './limits';
import { place, spend, takeArray } from './reading';
import { castNumber, map, promote, zip } from './numpy/ndarray';
import type { BinaryOperator, ComparisonOperator, Span } from '../python/syntax';
import { isMatrix, matrixProduct, matrixResult } from './numpy/matrices';
import { matmul } from './numpy/reductions';
import { elementOperator } from './numpy/element-operators';
import { scalarOf } from './numpy/scalars';
import { holdsFor } from './arithmetic';

// Operators of which one operand is an array: NumPy's, with its dtypes.

/** A number or a nested list as an array, as NumPy makes one; null where it is neither. */
export function toArray(given: Value): GraphArray | null {
  const value = settled(given);
  if (value.kind === 'array') return value.array;
  const number = asNumber(value);
  if (number !== null) {
    const dtype = value.kind === 'bool' ? 'bool' : value.kind === 'int' ? 'int64' : 'float64';
    return { dtype, shape: [], data: Float64Array.of(number) };
  }
  return value.kind === 'list' || value.kind === 'tuple' ? nestedArray(value) : null;
}

/** Lists within lists as an array; null where they are no numbers, or of different lengths. Throws a limit where it is too large. */
function nestedArray(value: Value): GraphArray | null {
  // The first items tell the shape, and the shape whether it can be made at all: lists may stand in themselves many times.
  const shape: number[] = [];
  let first: Value | undefined = value;
  while (first?.kind === 'list' || first?.kind === 'tuple') {
    shape.push(first.items.length);
    if (shape.length > limits.axes) return null;
    [first] = first.items;
  }
  if (first?.kind === 'array') shape.push(...first.array.shape);
  const size = shape.reduce((product, length) => product * length, 1);
  assertWithin('elements', size, place());
  takeArray(shape, size);
  const data = new Float64Array(size);
  let [dtype, isFirst]: [GraphArray['dtype'], boolean] = ['float64', true];
  const fill = (part: Value, axis: number, at: number, width: number): boolean => {
    if (part.kind === 'list' || part.kind === 'tuple') {
      const { length } = part.items;
      if (length !== shape[axis]) return false;
      spend(length);
      return part.items.every((item, index) => fill(item, axis + 1, at + (index * width) / length, width / length));
    }
    const array = toArray(part);
    if (array === null || array.shape.join() !== shape.slice(axis).join()) return false;
    data.set(array.data, at);
    dtype = isFirst ? array.dtype : promote(dtype, array.dtype);
    isFirst = false;
    return true;
  };
  return fill(value, 0, 0, size) ? { dtype, shape, data } : null;
}

/** An operator on arrays, or on scalars as NumPy has it. */
export function arrayBinary(operator: BinaryOperator, left: Value, right: Value, span: Span): Value {
  const a = toArray(left);
  const b = toArray(right);
  if (operator === '@' && a !== null && b !== null) return matmul(a, b, span);
  if (a === null || b === null) return unknown(message('this array operation with {0}', operator), span);
  const areMatrices = isMatrix(a) || isMatrix(b);
  const product = areMatrices ? matrixProduct(operator, a, b, span) : null;
  if (product !== null) return matrixResult(product);
  const common = commonDtype(left, right, a, b);
  const combine = elementOperator(operator, common);
  if (combine === null) return unknown(message('this array operation with {0}', operator), span);
  const dtype = operator === '/' && !common.startsWith('float') ? 'float64' : common;
  const made = exactly(zip(a, b, dtype, combine, span), span);
  return areMatrices ? matrixResult(made) : made;
}

/** The dtype of an operation: a Python number takes the array's own precision, and so does a scalar of NumPy's beside an array. */
export function commonDtype(left: Value, right: Value, a: GraphArray, b: GraphArray): GraphArray['dtype'] {
  const isScalar = (value: Value): boolean =>
    (value.kind === 'int' || value.kind === 'float') && value.dtype !== undefined;
  const areScalars = a.shape.length === 0 && b.shape.length === 0;
  if (left.kind !== 'array' && !(areScalars && isScalar(left))) return weak(b.dtype, a.dtype);
  if (right.kind !== 'array' && !(areScalars && isScalar(right))) return weak(a.dtype, b.dtype);
  return promote(a.dtype, b.dtype);
}

/** An array as a value, one without axes as a scalar; unknown where an int of it is beyond what is held exactly. */
export function exactly(array: GraphArray, span: Span): Value {
  if (array.dtype === 'int64' && array.data.some(Number.isNaN))
    return unknown(message('an array of whole numbers beyond 2 ** 53'), span);
  return array.shape.length === 0 ? scalarOf(array) : { kind: 'array', array };
}

function weak(array: GraphArray['dtype'], number: GraphArray['dtype']): GraphArray['dtype'] {
  if (array.startsWith('float') || number === 'bool') return array;
  return number.startsWith('float') ? 'float64' : array === 'bool' ? number : array;
}

export function arrayUnary(operator: '-' | '+' | '~', array: GraphArray, span: Span): Value {
  const { dtype } = array;
  if (operator === '~') {
    if (dtype.startsWith('float')) return unknown(message('this operation with {0}', operator), span);
    return exactly(
      map(array, dtype, (value) => (dtype === 'bool' ? 1 - value : -value - 1)),
      span,
    );
  }
  if (operator === '-' && dtype === 'bool')
    throw new PythonError(
      'TypeError',
      'The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.',
      span,
    );
  // A whole number has no negative zero.
  const signed = (value: number): number => (operator === '+' ? value : dtype.startsWith('float') ? -value : 0 - value);
  return exactly(map(array, dtype, signed), span);
}

export function arrayCompare(operator: ComparisonOperator, left: Value, right: Value, span: Span): Value {
  const a = toArray(left);
  const b = toArray(right);
  if (a === null || b === null) return unknown(message('a comparison of arrays'), span);
  const common = commonDtype(left, right, a, b);
  const narrow = (value: number): number => (common.startsWith('float') ? castNumber(value, common) : value);
  const test = (x: number, y: number): number =>
    Number(
      holdsFor(
        operator,
        narrow(x) < narrow(y) ? -1 : narrow(x) > narrow(y) ? 1 : narrow(x) === narrow(y) ? 0 : Number.NaN,
      ),
    );
  return exactly(zip(a, b, 'bool', test, span), span);
}
