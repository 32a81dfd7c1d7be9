import type { GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { scalarOf } from '../indexing';
import { PythonError } from '../limits';
import { asNumber, truthOf, type Value } from '../values';
import { allocate, castNumber, promote } from './ndarray';

/** What an axis can be reduced by. */
export type Reduction = 'sum' | 'mean' | 'max' | 'min' | 'prod' | 'std' | 'var' | 'argmax' | 'argmin';

/** Reduces all of an array, or one axis of it. */
export function reduceArray(array: GraphArray, by: Reduction, axis: Value, keepDims?: Value): Value {
  const given = asNumber(axis);
  const isFloat = by === 'mean' || by === 'std' || by === 'var';
  const isIndex = by === 'argmax' || by === 'argmin';
  const counted = array.dtype === 'bool' && by === 'sum' ? 'int64' : array.dtype;
  const dtype = isIndex ? 'int64' : isFloat && !counted.startsWith('float') ? 'float64' : counted;
  if (given === null)
    return scalarOf({ dtype, shape: [], data: Float64Array.of(castNumber(reduce([...array.data], by), dtype)) });
  const at = given < 0 ? given + array.shape.length : given;
  const length = array.shape[at] ?? 1;
  const inner = array.shape.slice(at + 1).reduce((size, count) => size * count, 1);
  const outer = array.data.length / (length * inner || 1);
  const kept = keepDims !== undefined && truthOf(keepDims) === true ? [1] : [];
  const data = new Float64Array(outer * inner);
  for (let row = 0; row < outer; row++) {
    for (let column = 0; column < inner; column++) {
      const values = Array.from({ length }, (_, index) => array.data[(row * length + index) * inner + column] ?? 0);
      data[row * inner + column] = castNumber(reduce(values, by), dtype);
    }
  }
  const shape = [...array.shape.slice(0, at), ...kept, ...array.shape.slice(at + 1)];
  return shape.length > 0 ? { kind: 'array', array: { dtype, shape, data } } : scalarOf({ dtype, shape, data });
}

function reduce(values: readonly number[], by: Reduction): number {
  switch (by) {
    case 'sum':
      return values.reduce((sum, value) => sum + value, 0);
    case 'mean':
      return reduce(values, 'sum') / values.length;
    case 'max':
      return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    case 'min':
      return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
    case 'prod':
      return values.reduce((product, value) => product * value, 1);
    case 'var': {
      const mean = reduce(values, 'mean');
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    }
    case 'std':
      return Math.sqrt(reduce(values, 'var'));
    case 'argmax':
      return values.indexOf(reduce(values, 'max'));
    case 'argmin':
      return values.indexOf(reduce(values, 'min'));
  }
}

/** An array with its axes reversed. */
export function transpose(array: GraphArray): GraphArray {
  if (array.shape.length < 2) return array;
  const shape = [...array.shape].reverse();
  const data = new Float64Array(array.data.length);
  const strides = array.shape
    .map((_, axis) => array.shape.slice(axis + 1).reduce((size, length) => size * length, 1))
    .reverse();
  for (let index = 0; index < data.length; index++) {
    let rest = index;
    let offset = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const length = shape[axis] ?? 1;
      offset += (rest % length) * (strides[axis] ?? 0);
      rest = Math.floor(rest / length);
    }
    data[index] = array.data[offset] ?? 0;
  }
  return { dtype: array.dtype, shape, data };
}

/** The product of matrices and vectors: at most two axes each, or two vectors. */
export function matmul(a: GraphArray, b: GraphArray, span: Span): Value {
  const left = a.shape.length === 1 ? [1, ...a.shape] : a.shape;
  const right = b.shape.length === 1 ? [...b.shape, 1] : b.shape;
  const [rows = 1, depth = 1] = left;
  const [inner = 1, columns = 1] = right;
  if (depth !== inner || left.length > 2 || right.length > 2) {
    const message = `shapes (${a.shape.join(',')}) and (${b.shape.join(',')}) not aligned`;
    throw new PythonError('ValueError', message, span);
  }
  const dtype = promote(a.dtype, b.dtype);
  const shape = [...(a.shape.length === 1 ? [] : [rows]), ...(b.shape.length === 1 ? [] : [columns])];
  const result = allocate(shape, dtype, span);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let k = 0; k < depth; k++) sum += (a.data[row * depth + k] ?? 0) * (b.data[k * columns + column] ?? 0);
      result.data[row * columns + column] = castNumber(sum, dtype);
    }
  }
  return shape.length > 0 ? { kind: 'array', array: result } : scalarOf(result);
}
