import { message } from '../../base/message';
import type { GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { int, list, tuple, unknown, type Value } from '../values';
import { promote } from './element-types';
import { allocate, broadcastShape, broadcastStrides, forEachOffset, sizeOf, take } from './ndarray';
import { assertWithin } from '../limits';
import type { NumpyArguments } from './arguments';
import { wholeNumber } from '../slices';
import { itemsOf } from '../read-value';
import { notKnown } from '../not-known';
import { spend } from '../reading';
import { indexArray } from '../indexing';
import { arrayValue } from './array-value';
import { axisOf, whole } from './axes';

// Arrays made of several, or several of one: concatenation, tiles, splits, grids, padding.

/** Arrays joined along an axis. */
export function joined(parts: readonly GraphArray[] | null, axis: number, span: Span): Value {
  const [first] = parts ?? [];
  if (parts === null || first === undefined) return unknown(message('a join of these'), span);
  const at = axisOf(axis, first.shape.length);
  for (const part of parts) {
    const isFitting = part.shape.every((length, own) => own === at || length === first.shape[own]);
    if (part.shape.length !== first.shape.length || !isFitting)
      return unknown(message('a join of arrays whose shapes do not fit'), span);
  }
  const length = parts.reduce((sum, { shape }) => sum + (shape[at] ?? 1), 0);
  const outer = sizeOf(first.shape.slice(0, at));
  const shape = first.shape.map((own, index) => (index === at ? length : own));
  const data = new Float64Array(take(shape, span));
  let to = 0;
  for (let row = 0; row < outer; row++) {
    for (const part of parts) {
      const width = part.data.length / outer;
      data.set(part.data.subarray(row * width, (row + 1) * width), to);
      to += width;
    }
  }
  const dtype = parts.reduce((known, part) => promote(known, part.dtype), first.dtype);
  return arrayValue({ dtype, shape, data });
}

export function tiled(array: GraphArray, counts: readonly number[], span: Span): Value {
  const rank = Math.max(counts.length, array.shape.length);
  assertWithin(
    'elements',
    counts.reduce((size, count) => size * count, array.data.length),
    span,
  );
  const shape = [...Array.from({ length: rank - array.shape.length }, () => 1), ...array.shape];
  const times = [...Array.from({ length: rank - counts.length }, () => 1), ...counts];
  return times.reduce<Value>(
    (value, count, axis) =>
      value.kind === 'array' && count !== 1
        ? joined(
            Array.from({ length: count }, () => value.array),
            axis,
            span,
          )
        : value,
    arrayValue({ ...array, shape }),
  );
}

export function split(given: NumpyArguments, otherAxis = 0): Value {
  const array = given.array(0, 'ary');
  const where = given.at(1, 'indices_or_sections');
  const axis = given.whole(2, 'axis') ?? otherAxis;
  if (array === null) return unknown(message('{0} of this', 'np.split'), given.span);
  const length = array.shape[axisOf(axis, array.shape.length)] ?? 0;
  const sections = wholeNumber(where);
  if (sections !== null) assertWithin('items', sections, given.span);
  const places = where.kind === 'array' ? [...where.array.data] : itemsOf(where)?.map(wholeNumber);
  const cuts =
    sections === null
      ? (places ?? [null]).map((cut) => cut ?? notKnown(message('where an array is split'), given.span))
      : Array.from({ length: Math.max(0, sections - 1) }, (_, at) => {
          const size = Math.floor(length / sections);
          return (at + 1) * size + Math.min(at + 1, length % sections);
        });
  const edges = [0, ...cuts, length];
  return list(
    edges.slice(1).map((end, at) => {
      const start = edges[at] ?? 0;
      spend(1);
      const count = Math.max(0, Math.min(end, length) - start);
      const cut = axisOf(axis, array.shape.length);
      const index = array.shape.map((_, own): Value =>
        own === cut ? { ...whole, lower: int(start), upper: int(start + count) } : whole,
      );
      return indexArray(array, tuple(index), given.span);
    }),
  );
}

/** Grids of coordinates, one an axis. */
export function meshgrid(axes: readonly GraphArray[], isMatrix: boolean, span: Span): GraphArray[] {
  const lengths = axes.map(({ data }) => data.length);
  const isSwapped = !isMatrix && axes.length > 1;
  const placeOf = (at: number): number => (isSwapped && at < 2 ? 1 - at : at);
  const shape = lengths.map((_, at) => lengths[placeOf(at)] ?? 1);
  return axes.map((axis, at) => {
    const own = lengths.map((_, index) => (index === placeOf(at) ? axis.data.length : 1));
    return broadcastTo({ ...axis, shape: own }, shape, span);
  });
}

export function broadcastTo(array: GraphArray, shape: readonly number[], span: Span): GraphArray {
  const wide = broadcastShape(array.shape, shape, span);
  const data = new Float64Array(take(wide, span));
  forEachOffset(wide, [broadcastStrides(array.shape, wide)], (index, [from = 0]) => {
    data[index] = array.data[from] ?? 0;
  });
  return { dtype: array.dtype, shape: wide, data };
}

export function padded(array: GraphArray, pairs: Float64Array, value: number, span: Span): GraphArray {
  const before = array.shape.map((_, axis) => pairs[2 * axis] ?? 0);
  const shape = array.shape.map((length, axis) => length + (pairs[2 * axis] ?? 0) + (pairs[2 * axis + 1] ?? 0));
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const { data } = allocate(shape, array.dtype, span);
  data.fill(value);
  const first = before.reduce((sum, count, axis) => sum + count * (strides[axis] ?? 0), 0);
  forEachOffset(array.shape, [strides], (index, [to = 0]) => {
    data[first + to] = array.data[index] ?? 0;
  });
  return { dtype: array.dtype, shape, data };
}
