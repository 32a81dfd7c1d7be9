import { counted } from '../../base/counted';
import { message } from '../../base/message';
import type { DType, GraphArray } from '../../base/graph-call';
import { castNumber } from './element-types';
import { allocate, broadcastShape, broadcastStrides, forEachOffset, sizeOf } from './ndarray';
import { takeArray, work } from '../reading';
import { whole } from './along-axis';
import type { Span } from '../../python/syntax';
import { unknown, type Value } from '../values';
import { result } from './scalars';
import type { NumpyArguments } from './arguments';

export function nonzero(array: GraphArray): GraphArray[] {
  const found = nonzeroPlaces(array.data);
  return array.shape.map((length, axis) => {
    const inner = sizeOf(array.shape.slice(axis + 1));
    takeArray([found.length], found.length);
    return whole(Float64Array.from(found, (at) => Math.floor(at / inner) % length));
  });
}

/** Where the elements are that are not zero. */
export function nonzeroPlaces(data: Float64Array): number[] {
  takeArray([data.length], data.length);
  const found: number[] = [];
  for (let at = 0; at < data.length; at++) if (data[at] !== 0) found.push(at);
  return found;
}

/** How often each of the sorted values is among the numbers. */
export function countsOf(numbers: Float64Array, values: Float64Array): Float64Array {
  const counts = counted(numbers);
  return values.map((value) => counts.get(value) ?? 0);
}

/** Where a value belongs among sorted numbers: before those that equal it, or behind them. */
export function placeIn(sorted: Float64Array, value: number, isBehind: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const held = sorted[middle] ?? 0;
    if (held < value || (isBehind && held === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function select(condition: GraphArray, x: GraphArray, y: GraphArray, dtype: DType, span: Span): Value {
  const shape = broadcastShape(condition.shape, broadcastShape(x.shape, y.shape, span), span);
  const made = allocate(shape, dtype, span);
  const strides = [condition, x, y].map((array) => broadcastStrides(array.shape, shape));
  forEachOffset(shape, strides, (index, [at = 0, left = 0, right = 0]) => {
    made.data[index] = castNumber((condition.data[at] !== 0 ? x.data[left] : y.data[right]) ?? 0, made.dtype);
  });
  return result(made);
}

export function percentile(given: NumpyArguments, whole0: number): Value {
  const [array, wanted] = [given.array(0, 'a'), given.array(1, 'q')];
  if (array === null || wanted === null || given.has(2, 'axis'))
    return unknown(message('a percentile of this'), given.span);
  work(array.data.length * 16);
  const sorted = array.data.slice().sort();
  const value = (q: number): number => {
    const at = (q / whole0) * (sorted.length - 1);
    const low = sorted[Math.floor(at)] ?? Number.NaN;
    return low + ((sorted[Math.ceil(at)] ?? Number.NaN) - low) * (at - Math.floor(at));
  };
  return result({ dtype: 'float64', shape: wanted.shape, data: wanted.data.map(value) });
}

export function interpolate(x: number, xs: Float64Array, ys: Float64Array): number {
  const after = placeIn(xs, x, true);
  if (after === 0) return ys[0] ?? Number.NaN;
  if (after >= xs.length) return ys.at(-1) ?? Number.NaN;
  const [x0 = 0, x1 = 1, y0 = 0, y1 = 0] = [xs[after - 1], xs[after], ys[after - 1], ys[after]];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}
