import { message } from '../../base/message';
import { type DType, isFloating, isInteger } from '../../base/dtype';
import type { GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { limits, MemoryLimitError, PythonError } from '../limits';
import { notKnown } from '../not-known';
import { place, shapeText, takeArray, work } from '../reading';
import type { Value } from '../values';
import { castFloat, castNumber, isBeyond } from './element-types';

/** Elements in a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** Takes the memory of an array of that shape; its number of elements. Throws a limit, or what NumPy raises. */
export function take(shape: readonly number[], span: Span): number {
  if (shape.some((length) => length < 0))
    throw new PythonError('ValueError', 'negative dimensions are not allowed', span);
  if (!shape.every(Number.isInteger))
    throw new PythonError('TypeError', "'float' object cannot be interpreted as an integer", span);
  if (shape.length > limits.axes)
    throw new PythonError('ValueError', `maximum supported dimension for an ndarray is ${limits.axes}`, span);
  const size = sizeOf(shape);
  if (size > limits.elements) {
    const what = message('an array of shape {0}', shapeText(shape));
    throw new MemoryLimitError(
      what,
      (subject) => message('{0} has {1} elements, more than the {2} that are read', subject, size, limits.elements),
      span,
    );
  }
  takeArray(shape, size, span);
  return size;
}

/** An array of zeros. Throws a limit where it would be too large. */
export function allocate(shape: readonly number[], dtype: DType, span: Span): GraphArray {
  return { dtype, shape, data: new Float64Array(take(shape, span)) };
}

/** An array with its elements cast. Throws NotKnown where an integer type does not hold one of them in a known way. */
export function cast(array: GraphArray, dtype: DType): GraphArray {
  if (!isFloating(array.dtype) || !isInteger(dtype)) return map(array, dtype, (value) => value);
  takeArray(array.shape, array.data.length);
  return { dtype, shape: array.shape, data: array.data.map((value) => castFloat(value, dtype)) };
}

/** What a program gives for numbers, as an array of a dtype. Throws NotKnown for ints on which versions of NumPy differ. */
export function castGiven(given: Value, array: GraphArray, dtype: DType): GraphArray {
  if (isBeyond(given, array, dtype)) notKnown(message('{0} of a larger number', dtype), place());
  return cast(array, dtype);
}

/** The shape that two broadcast to. Throws Python's ValueError where they do not. */
export function broadcastShape(a: readonly number[], b: readonly number[], span: Span): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      const message = `operands could not be broadcast together with shapes (${a.join(',')}) (${b.join(',')})`;
      throw new PythonError('ValueError', message, span);
    }
    return left === 1 ? right : left;
  });
}

/** Row-major strides of an array seen in a larger shape: 0 along the axes that it is repeated in. */
export function broadcastStrides(shape: readonly number[], to: readonly number[]): number[] {
  const strides = to.map(() => 0);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] ?? 1;
    if (length !== 1) strides[axis + to.length - shape.length] = stride;
    stride *= length;
  }
  return strides;
}

/** Calls `visit` with the offsets of each element of `shape`, one an operand, in row-major order. */
export function forEachOffset(
  shape: readonly number[],
  strides: readonly (readonly number[])[],
  visit: (index: number, offsets: readonly number[]) => void,
): void {
  const size = sizeOf(shape);
  work(size);
  const offsets = strides.map(() => 0);
  const move = (axis: number, by: number): void => {
    for (let operand = 0; operand < offsets.length; operand++)
      offsets[operand] = (offsets[operand] ?? 0) + (strides[operand]?.[axis] ?? 0) * by;
  };
  const last = shape.length - 1;
  const width = shape[last] ?? 1;
  const position = shape.map(() => 0);
  for (let index = 0; index < size;) {
    for (let column = 0; column < width; column++, index++) {
      visit(index, offsets);
      move(last, 1);
    }
    move(last, -width);
    // The next line: the axes before the last count on, as digits do.
    for (let axis = last - 1; axis >= 0; axis--) {
      const next = (position[axis] ?? 0) + 1;
      const wraps = next === shape[axis];
      position[axis] = wraps ? 0 : next;
      move(axis, wraps ? 1 - next : 1);
      if (!wraps) break;
    }
  }
}

/** An operation on each pair of elements, with broadcasting. */
export function zip(
  a: GraphArray,
  b: GraphArray,
  dtype: DType,
  combine: (a: number, b: number) => number,
  span: Span,
): GraphArray {
  const result = allocate(broadcastShape(a.shape, b.shape, span), dtype, span);
  const isLike = ({ data }: GraphArray): boolean => data.length === 1 || data.length === result.data.length;
  if (isLike(a) && isLike(b)) {
    work(result.data.length);
    const [stepA, stepB] = [a.data.length === 1 ? 0 : 1, b.data.length === 1 ? 0 : 1];
    for (let at = 0; at < result.data.length; at++)
      result.data[at] = castNumber(combine(a.data[at * stepA] ?? 0, b.data[at * stepB] ?? 0), dtype);
    return result;
  }
  const strides = [broadcastStrides(a.shape, result.shape), broadcastStrides(b.shape, result.shape)];
  forEachOffset(result.shape, strides, (index, [left = 0, right = 0]) => {
    result.data[index] = castNumber(combine(a.data[left] ?? 0, b.data[right] ?? 0), dtype);
  });
  return result;
}

/** An operation on each element. */
export function map(array: GraphArray, dtype: DType, apply: (value: number) => number): GraphArray {
  takeArray(array.shape, array.data.length);
  return { dtype, shape: array.shape, data: array.data.map((value) => castNumber(apply(value), dtype)) };
}

/** The same elements in another shape; one length may be -1. */
export function reshape(array: GraphArray, wanted: readonly number[], span: Span): GraphArray {
  const known = sizeOf(wanted.filter((length) => length !== -1));
  const shape = wanted.map((length) => (length === -1 ? array.data.length / known : length));
  if (sizeOf(shape) !== array.data.length || !shape.every(Number.isInteger)) {
    const message = `cannot reshape array of size ${array.data.length} into shape (${wanted.join(',')})`;
    throw new PythonError('ValueError', message, span);
  }
  return { ...array, shape };
}
