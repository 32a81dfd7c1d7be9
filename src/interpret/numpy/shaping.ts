import type { GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { copiedView } from '../forgotten';
import { indexArray } from '../indexing';
import { assertWithin } from '../limits';
import { toArray } from '../operators';
import { notKnown } from '../not-known';
import { wholeNumber } from '../operators';
import { spend, takeArray } from '../reading';
import { int, itemsOf, list, none, tuple, unknown, type Value } from '../values';
import type { NumpyArguments, NumpyFunction } from './arguments';
import { arrayValue } from './array-methods';
import { shapeFrom } from './forms';
import { allocate, broadcastShape, broadcastStrides, forEachOffset, promote, reshape, sizeOf, take } from './ndarray';
import { transpose } from './reductions';

/** Functions that join, cut, repeat and turn arrays. */
export const shapingFunctions: Readonly<Record<string, NumpyFunction>> = {
  reshape: (given) => {
    const array = given.array(0, 'a');
    const shape = given.shape(1, 'newshape') ?? given.shape(1, 'shape');
    return array === null || shape === null
      ? unknown('np.reshape of these', given.span)
      : arrayValue(reshape(array, shape, given.span));
  },
  ravel: (given) => of(given, (array) => ({ ...array, shape: [array.data.length] })),
  squeeze: (given) => of(given, (array) => squeezed(array, given.at(1, 'axis'), given.span)),
  transpose: (given) => of(given, (array) => transposed(array, given.at(1, 'axes'), given.span)),
  swapaxes: (given) =>
    of(given, (array) => {
      const axes = array.shape.map((_, axis) => axis);
      const [a, b] = [1, 2].map((at) =>
        axisOf(given.whole(at, `axis${at}`) ?? notKnown('the axes to swap', given.span), axes.length),
      );
      if (a !== undefined && b !== undefined) [axes[a], axes[b]] = [b, a];
      return permuted(array, axes);
    }),
  expand_dims: (given) => of(given, (array) => withAxis(array, given.whole(1, 'axis') ?? 0)),
  atleast_2d: (given) =>
    of(given, (array) => (array.shape.length >= 2 ? array : { ...array, shape: [1, array.data.length] })),
  atleast_1d: (given) => of(given, (array) => (array.shape.length >= 1 ? array : { ...array, shape: [1] })),
  flip: (given) => of(given, (array) => flipped(array, given.whole(1, 'axis'), given.span)),
  flipud: (given) => of(given, (array) => flipped(array, 0, given.span)),
  fliplr: (given) => of(given, (array) => flipped(array, 1, given.span)),
  concatenate: (given) => {
    return joined(given.arrays(0, 'arrays'), given.whole(1, 'axis') ?? 0, given.span);
  },
  stack: (given) => {
    const axis = given.whole(1, 'axis') ?? 0;
    return joined(given.arrays(0, 'arrays')?.map((part) => withAxis(part, axis)) ?? null, axis, given.span);
  },
  vstack: (given) => joined(given.arrays(0, 'tup')?.map(asRow) ?? null, 0, given.span),
  row_stack: (given) => joined(given.arrays(0, 'tup')?.map(asRow) ?? null, 0, given.span),
  hstack: (given) => {
    const parts = given.arrays(0, 'tup')?.map((part) => (part.shape.length === 0 ? { ...part, shape: [1] } : part));
    return joined(parts ?? null, (parts?.[0]?.shape.length ?? 1) > 1 ? 1 : 0, given.span);
  },
  column_stack: (given) => joined(given.arrays(0, 'tup')?.map(asColumn) ?? null, 1, given.span),
  dstack: (given) => {
    const parts = given.arrays(0, 'tup')?.map(asRow) ?? null;
    return joined(parts?.map((part) => (part.shape.length < 3 ? withAxis(part, 2) : part)) ?? null, 2, given.span);
  },
  append: (given) => {
    const [array, values] = [given.array(0, 'arr'), given.array(1, 'values')];
    if (array === null || values === null) return unknown('np.append of these', given.span);
    const axis = given.whole(2, 'axis');
    const parts =
      axis === null ? [array, values].map((part) => ({ ...part, shape: [part.data.length] })) : [array, values];
    return joined(parts, axis ?? 0, given.span);
  },
  repeat: (given) => {
    const array = given.array(0, 'a');
    const counts = given.array(1, 'repeats');
    if (array === null || counts === null) return unknown('np.repeat of these', given.span);
    const axis = given.whole(2, 'axis');
    const flat = axis === null ? { ...array, shape: [array.data.length] } : array;
    const length = flat.shape[axisOf(axis ?? 0, flat.shape.length)] ?? 1;
    const most = counts.data.reduce((sum, count) => sum + count, 0) * (counts.data.length === 1 ? length : 1);
    assertWithin('elements', most * (flat.data.length / (length || 1)), given.span);
    const positions: number[] = [];
    for (let at = 0; at < length; at++) {
      const count = (counts.data.length === 1 ? counts.data[0] : counts.data[at]) ?? 0;
      for (let time = 0; time < count; time++) positions.push(at);
    }
    return takenAlong(flat, positions, axis ?? 0, given.span);
  },
  tile: (given) => {
    const array = given.array(0, 'A');
    const counts = given.shape(1, 'reps');
    return array === null || counts === null
      ? unknown('np.tile of these', given.span)
      : tiled(array, counts, given.span);
  },
  take: (given) => {
    const [array, positions] = [given.array(0, 'a'), given.array(1, 'indices')];
    if (array === null || positions === null) return unknown('np.take of these', given.span);
    const axis = given.whole(2, 'axis');
    const flat = axis === null ? { ...array, shape: [array.data.length] } : array;
    return takenAlong(flat, [...positions.data], axis ?? 0, given.span);
  },
  delete: (given) => {
    const [array, positions] = [given.array(0, 'arr'), given.array(1, 'obj')];
    // Without an axis it is taken flat.
    if (array === null || positions === null || (!given.has(2, 'axis') && array.shape.length > 1))
      return unknown('np.delete of these', given.span);
    const axis = given.whole(2, 'axis') ?? 0;
    const length = array.shape[axisOf(axis, array.shape.length)] ?? 0;
    const gone = new Set([...positions.data].map((at) => (at < 0 ? at + length : at)));
    const kept = Array.from({ length }, (_, at) => at).filter((at) => !gone.has(at));
    return takenAlong(array, kept, axis, given.span);
  },
  roll: (given) => {
    const array = given.array(0, 'a');
    const by = given.whole(1, 'shift');
    if (array === null || by === null) return unknown('np.roll of these', given.span);
    const axis = given.whole(2, 'axis');
    const flat = axis === null ? { ...array, shape: [array.data.length] } : array;
    const length = flat.shape[axisOf(axis ?? 0, flat.shape.length)] ?? 1;
    const order = Array.from({ length }, (_, at) => (((at - by) % length) + length) % length);
    const rolled = takenAlong(flat, order, axis ?? 0, given.span);
    return rolled.kind === 'array' ? arrayValue({ ...rolled.array, shape: array.shape }) : rolled;
  },
  split: (given) => split(given),
  array_split: (given) => split(given),
  vsplit: (given) => split(given),
  hsplit: (given) => split(given, 1),
  meshgrid: (given) => {
    const axes = given.positional.map(toArray);
    if (!axes.every((axis): axis is GraphArray => axis !== null)) return unknown('np.meshgrid of these', given.span);
    const isMatrix = given.word(-1, 'indexing', ['xy', 'ij']) === 'ij';
    return list(meshgrid(axes, isMatrix, given.span).map(arrayValue));
  },
  broadcast_to: (given) => {
    const array = given.array(0, 'array');
    const shape = given.shape(1, 'shape');
    return array === null || shape === null
      ? unknown('np.broadcast_to of these', given.span)
      : arrayValue(broadcastTo(array, shape, given.span));
  },
  pad: (given) => {
    const array = given.array(0, 'array');
    const widths = given.array(1, 'pad_width');
    given.word(2, 'mode', ['constant']);
    if (array === null || widths === null) return unknown('np.pad of these', given.span);
    const pairs = broadcastTo(widths, [array.shape.length, 2], given.span).data;
    return arrayValue(padded(array, pairs, given.number(3, 'constant_values') ?? 0, given.span));
  },
};

function of(given: NumpyArguments, change: (array: GraphArray) => GraphArray): Value {
  const array = given.array(0, 'a');
  return array === null ? unknown('an array made of this', given.span) : arrayValue(change(array));
}

/** An axis counted from the front. */
export function axisOf(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** The array without its axes of length 1, or without those. */
function squeezed(array: GraphArray, axis: Value, span: Span): GraphArray {
  if (axis.kind === 'none') return { ...array, shape: array.shape.filter((length) => length !== 1) };
  const axes = shapeFrom([axis])?.map((at) => axisOf(at, array.shape.length));
  if (axes?.every((at) => array.shape[at] === 1) !== true) return notKnown('the axis of this', span);
  return { ...array, shape: array.shape.filter((_, index) => !axes.includes(index)) };
}

/** The array with its axes in another order: reversed where none is given. */
export function transposed(array: GraphArray, axes: Value, span: Span): GraphArray {
  if (axes.kind === 'none') return transpose(array);
  const order = shapeFrom([axes])?.map((axis) => axisOf(axis, array.shape.length));
  const isOrder = order?.length === array.shape.length && array.shape.every((_, axis) => order.includes(axis));
  return isOrder ? permuted(array, order) : notKnown('the order of axes', span);
}

function permuted(array: GraphArray, order: readonly number[]): GraphArray {
  const shape = order.map((axis) => array.shape[axis] ?? 1);
  const own = array.shape.map((_, axis) => sizeOf(array.shape.slice(axis + 1)));
  takeArray(shape, array.data.length);
  const data = new Float64Array(array.data.length);
  forEachOffset(shape, [order.map((axis) => own[axis] ?? 0)], (index, [from = 0]) => {
    data[index] = array.data[from] ?? 0;
  });
  copiedView(data.buffer, array.data.buffer);
  return { dtype: array.dtype, shape, data };
}

function withAxis(array: GraphArray, axis: number): GraphArray {
  const shape = [...array.shape];
  shape.splice(axis < 0 ? axis + shape.length + 1 : axis, 0, 1);
  return { ...array, shape };
}

function asRow(array: GraphArray): GraphArray {
  return array.shape.length < 2 ? { ...array, shape: [1, array.data.length] } : array;
}

function asColumn(array: GraphArray): GraphArray {
  return array.shape.length < 2 ? { ...array, shape: [array.data.length, 1] } : array;
}

function flipped(array: GraphArray, axis: number | null, span: Span): GraphArray {
  const axes = axis === null ? array.shape.map((_, at) => at) : [axisOf(axis, array.shape.length)];
  return axes.reduce((turned, at) => {
    const length = turned.shape[at] ?? 1;
    const taken = takenAlong(
      turned,
      Array.from({ length }, (_, index) => length - 1 - index),
      at,
      span,
    );
    if (taken.kind !== 'array') return turned;
    copiedView(taken.array.data.buffer, array.data.buffer);
    return taken.array;
  }, array);
}

const whole: Value & { kind: 'slice' } = { kind: 'slice', lower: none, upper: none, step: none };

/** Positions along one axis. */
export function takenAlong(array: GraphArray, positions: readonly number[], axis: number, span: Span): Value {
  const at = axisOf(axis, array.shape.length);
  const chosen = arrayValue({ dtype: 'int64', shape: [positions.length], data: Float64Array.from(positions) });
  const index = array.shape.map((_, own): Value => (own === at ? chosen : whole));
  return indexArray(array, { kind: 'tuple', items: index }, span);
}

/** Arrays joined along an axis. */
export function joined(parts: readonly GraphArray[] | null, axis: number, span: Span): Value {
  const [first] = parts ?? [];
  if (parts === null || first === undefined) return unknown('a join of these', span);
  const at = axisOf(axis, first.shape.length);
  for (const part of parts) {
    const isFitting = part.shape.every((length, own) => own === at || length === first.shape[own]);
    if (part.shape.length !== first.shape.length || !isFitting)
      return unknown('a join of arrays whose shapes do not fit', span);
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

function tiled(array: GraphArray, counts: readonly number[], span: Span): Value {
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

function split(given: NumpyArguments, otherAxis = 0): Value {
  const array = given.array(0, 'ary');
  const where = given.at(1, 'indices_or_sections');
  const axis = given.whole(2, 'axis') ?? otherAxis;
  if (array === null) return unknown('np.split of this', given.span);
  const length = array.shape[axisOf(axis, array.shape.length)] ?? 0;
  const sections = wholeNumber(where);
  if (sections !== null) assertWithin('items', sections, given.span);
  const places = where.kind === 'array' ? [...where.array.data] : itemsOf(where)?.map(wholeNumber);
  const cuts =
    sections === null
      ? (places ?? [null]).map((cut) => cut ?? notKnown('where an array is split', given.span))
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

function broadcastTo(array: GraphArray, shape: readonly number[], span: Span): GraphArray {
  const wide = broadcastShape(array.shape, shape, span);
  const data = new Float64Array(take(wide, span));
  forEachOffset(wide, [broadcastStrides(array.shape, wide)], (index, [from = 0]) => {
    data[index] = array.data[from] ?? 0;
  });
  return { dtype: array.dtype, shape: wide, data };
}

function padded(array: GraphArray, pairs: Float64Array, value: number, span: Span): GraphArray {
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
