import type { Span } from '../python/syntax';
import { type Reduction, transpose } from './numpy/reductions';
import { type DType, integerFormat, isFloating } from '../base/dtype';
import type { GraphArray, GraphValue } from '../base/graph-call';
import { promote } from './numpy/element-types';
import { allocate, cast, sizeOf } from './numpy/ndarray';

// The operations of a graph that are computed without training and are none on single numbers: reductions, and those that change a shape.

export const reductions: Readonly<Record<string, Reduction>> = {
  reduce_sum: 'sum',
  reduce_mean: 'mean',
  reduce_max: 'max',
  reduce_min: 'min',
  reduce_prod: 'prod',
};

/** The axes that a call is given; null where they are not known. */
export function axesOf(axis: GraphValue | undefined): readonly number[] | 'all' | null {
  if (axis === undefined || axis.kind === 'none') return 'all';
  const items = axis.kind === 'list' ? axis.items : [axis];
  const numbers = items.map((item) => (item.kind === 'int' ? item.value : null));
  return numbers.every((number) => number !== null) ? numbers : null;
}

export function castAs(a: GraphArray, dtype: GraphValue | undefined): GraphArray | null {
  if (dtype === undefined || dtype.kind === 'none') return a;
  return dtype.kind === 'dtype' ? castWithin(a, dtype.value) : null;
}

/** A cast; null where a float is beyond the integers of a type, which TensorFlow leaves to the processor. */
export function castWithin(a: GraphArray, dtype: DType): GraphArray | null {
  const format = isFloating(a.dtype) ? integerFormat(dtype) : null;
  const isBeyond = format !== null && a.data.some((value) => !(value > format.least - 1 && value < format.most + 1));
  return isBeyond ? null : cast(a, dtype);
}

/** A matrix, or its transpose where a flag says so; null where either is not known. */
export function turned(a: GraphArray | null, flag: GraphValue | undefined): GraphArray | null {
  if (flag === undefined || flag.kind === 'none') return a;
  if (a === null || flag.kind !== 'bool' || a.shape.length !== 2) return null;
  return flag.value ? transpose(a) : a;
}

export function squeezed(a: GraphArray, axis: GraphValue | undefined): GraphArray | null {
  const axes = axesOf(axis);
  if (axes === null) return null;
  const dropped = new Set(axes === 'all' ? a.shape.keys() : axes.map((at) => (at < 0 ? at + a.shape.length : at)));
  return { ...a, shape: a.shape.filter((length, at) => length !== 1 || !dropped.has(at)) };
}

/** Arrays of one shape as one array with another axis in front. */
export function stacked(parts: readonly GraphArray[], span: Span): GraphArray | null {
  const [first] = parts;
  if (first === undefined) return null;
  const size = sizeOf(first.shape);
  if (parts.some(({ shape }) => shape.join() !== first.shape.join())) return null;
  const dtype = parts.reduce((known, part) => promote(known, part.dtype), first.dtype);
  const made = allocate([parts.length, ...first.shape], dtype, span);
  parts.forEach((part, at) => {
    made.data.set(part.data, at * size);
  });
  return made;
}
