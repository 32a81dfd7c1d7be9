import { type DType, isFloating, isInteger } from '../../base/dtype';
import type { GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { copiedView } from '../forgotten';
import { assertWithin, PythonError } from '../limits';
import { takeArray, work } from '../reading';
import type { Value } from '../values';
import { castNumber, promote, sumType } from './element-types';
import { allocate, forEachOffset, sizeOf } from './ndarray';
import { scalarOf } from './scalars';
import { asNumber, itemsOf } from '../read-value';

/** What axes can be reduced by. */
const reductions = [
  'sum',
  'mean',
  'max',
  'min',
  'prod',
  'std',
  'var',
  'argmax',
  'argmin',
  'median',
  'any',
  'all',
  'ptp',
] as const;

/** One of them. */
export type Reduction = (typeof reductions)[number];

/** NumPy's other names. */
export const reductionNames: Readonly<Record<string, Reduction>> = {
  ...Object.fromEntries(reductions.map((name) => [name, name])),
  amax: 'max',
  amin: 'min',
  product: 'prod',
  nanmean: 'mean',
  nansum: 'sum',
};

/** Reduces all of an array, or some axes of it. `freedom` is what the variance leaves out of its count (`ddof`). */
export function reduceArray(
  array: GraphArray,
  by: Reduction,
  axis: Value,
  { keepDims = false, freedom = 0 }: { readonly keepDims?: boolean; readonly freedom?: number } = {},
): Value {
  const dtype = dtypeOf(array.dtype, by);
  const rank = array.shape.length;
  const given = axis.kind === 'none' ? null : (itemsOf(axis)?.map(asNumber) ?? [asNumber(axis)]);
  const axes = new Set(
    (given ?? array.shape.map((_, at) => at)).map((at) => ((at ?? 0) < 0 ? (at ?? 0) + rank : (at ?? 0))),
  );
  const strides = array.shape.map((_, at) => sizeOf(array.shape.slice(at + 1)));
  const kept = array.shape.flatMap((_, at) => (axes.has(at) ? [] : [at]));
  const gone = array.shape.flatMap((_, at) => (axes.has(at) ? [at] : []));
  const keptShape = kept.map((at) => array.shape[at] ?? 1);
  const goneShape = gone.map((at) => array.shape[at] ?? 1);
  takeArray(array.shape, array.data.length);
  const inner = new Float64Array(sizeOf(goneShape));
  forEachOffset(goneShape, [gone.map((at) => strides[at] ?? 0)], (index, [offset = 0]) => {
    inner[index] = offset;
  });
  const data = new Float64Array(sizeOf(keptShape));
  const values = new Float64Array(inner.length);
  forEachOffset(keptShape, [kept.map((at) => strides[at] ?? 0)], (index, [start = 0]) => {
    work(inner.length * 8);
    for (let at = 0; at < inner.length; at++) values[at] = array.data[start + (inner[at] ?? 0)] ?? 0;
    data[index] = castNumber(isInteger(dtype) ? reduceIntegers(values, by) : reduce(values, by, freedom), dtype);
  });
  const shape = keepDims ? array.shape.map((length, at) => (axes.has(at) ? 1 : length)) : keptShape;
  return shape.length > 0 ? { kind: 'array', array: { dtype, shape, data } } : scalarOf({ dtype, shape, data });
}

function dtypeOf(dtype: DType, by: Reduction): DType {
  switch (by) {
    case 'argmax':
    case 'argmin':
      return 'int64';
    case 'any':
    case 'all':
      return 'bool';
    case 'mean':
    case 'std':
    case 'var':
    case 'median':
      return isFloating(dtype) ? dtype : 'float64';
    case 'sum':
    case 'prod':
      return sumType(dtype);
    default:
      return dtype;
  }
}

function reduce(values: Float64Array, by: Reduction, freedom: number): number {
  switch (by) {
    case 'sum':
      return sum(values, 0, values.length);
    case 'mean':
      return sum(values, 0, values.length) / values.length;
    case 'max':
      return values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    case 'min':
      return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
    case 'ptp':
      return reduce(values, 'max', 0) - reduce(values, 'min', 0);
    case 'prod':
      return values.reduce((product, value) => product * value, 1);
    case 'var': {
      const mean = reduce(values, 'mean', 0);
      const squares = values.map((value) => (value - mean) ** 2);
      return sum(squares, 0, squares.length) / (values.length - freedom);
    }
    case 'std':
      return Math.sqrt(reduce(values, 'var', freedom));
    case 'argmax':
      return values.indexOf(reduce(values, 'max', 0));
    case 'argmin':
      return values.indexOf(reduce(values, 'min', 0));
    case 'median': {
      const sorted = values.slice().sort();
      const middle = sorted.length / 2;
      return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
    }
    case 'any':
      return values.some((value) => value !== 0) ? 1 : 0;
    case 'all':
      return values.every((value) => value !== 0) ? 1 : 0;
  }
}

/** A sum or product of whole numbers goes by way of ints of any size where doubles may not be exact; it keeps the lowest 64 bits. */
function reduceIntegers(values: Float64Array, by: Reduction): number {
  const quick = reduce(values, by, 0);
  if (by === 'sum') {
    const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    if (most * values.length <= Number.MAX_SAFE_INTEGER) return quick;
    return Number(
      BigInt.asIntN(
        64,
        values.reduce((total, value) => total + BigInt(value), 0n),
      ),
    );
  }
  if (by !== 'prod' || Number.isSafeInteger(quick)) return quick;
  return Number(values.reduce((product, value) => BigInt.asIntN(64, product * BigInt(value)), 1n));
}

/** NumPy adds in halves above 128 numbers and in eight columns below, which rounds differently from adding in order. */
function sum(values: Float64Array, from: number, to: number): number {
  const count = to - from;
  if (count < 8) {
    let total = 0;
    for (let at = from; at < to; at++) total += values[at] ?? 0;
    return total;
  }
  if (count > 128) {
    const half = Math.floor(count / 2) - (Math.floor(count / 2) % 8);
    return sum(values, from, from + half) + sum(values, from + half, to);
  }
  const columns = new Float64Array(8);
  let at = from;
  for (; at + 8 <= to; at += 8)
    for (let column = 0; column < 8; column++) columns[column] = (columns[column] ?? 0) + (values[at + column] ?? 0);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = columns;
  let total = a + b + (c + d) + (e + f + (g + h));
  for (; at < to; at++) total += values[at] ?? 0;
  return total;
}

/** An array with its axes reversed. */
export function transpose(array: GraphArray): GraphArray {
  if (array.shape.length < 2) return array;
  const shape = [...array.shape].reverse();
  const strides = array.shape.map((_, axis) => sizeOf(array.shape.slice(axis + 1))).reverse();
  takeArray(shape, array.data.length);
  const data = new Float64Array(array.data.length);
  forEachOffset(shape, [strides], (index, [from = 0]) => {
    data[index] = array.data[from] ?? 0;
  });
  copiedView(data.buffer, array.data.buffer);
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
  assertWithin('products', rows * columns * depth, span);
  const dtype = promote(a.dtype, b.dtype);
  const shape = [...(a.shape.length === 1 ? [] : [rows]), ...(b.shape.length === 1 ? [] : [columns])];
  const result = allocate(shape, dtype, span);
  for (let row = 0; row < rows; row++) {
    work(columns * depth);
    for (let column = 0; column < columns; column++) {
      let total = 0;
      for (let k = 0; k < depth; k++) total += (a.data[row * depth + k] ?? 0) * (b.data[k * columns + column] ?? 0);
      result.data[row * columns + column] = castNumber(total, dtype);
    }
  }
  return shape.length > 0 ? { kind: 'array', array: result } : scalarOf(result);
}
