import { message } from '../../base/message';
import type { GraphArray } from '../../base/graph-call';
import { assertWithin } from '../limits';
import { notKnown } from '../not-known';
import { list, unknown } from '../values';
import type { NumpyFunction } from './arguments';
import { reshape } from './ndarray';
import { toArray } from '../array-operators';
import { broadcastTo, joined, meshgrid, padded, split, tiled } from './joining';
import { arrayValue } from './array-value';
import { axisOf, flipped, of, permuted, squeezed, takenAlong, transposed, withAxis } from './axes';

/** Functions that join, cut, repeat and turn arrays. */
export const shapingFunctions: Readonly<Record<string, NumpyFunction>> = {
  reshape: (given) => {
    const array = given.array(0, 'a');
    const shape = given.shape(1, 'newshape') ?? given.shape(1, 'shape');
    return array === null || shape === null
      ? unknown(message('{0} of these', 'np.reshape'), given.span)
      : arrayValue(reshape(array, shape, given.span));
  },
  ravel: (given) => of(given, (array) => ({ ...array, shape: [array.data.length] })),
  squeeze: (given) => of(given, (array) => squeezed(array, given.at(1, 'axis'), given.span)),
  transpose: (given) => of(given, (array) => transposed(array, given.at(1, 'axes'), given.span)),
  swapaxes: (given) =>
    of(given, (array) => {
      const axes = array.shape.map((_, axis) => axis);
      const [a, b] = [1, 2].map((at) =>
        axisOf(given.whole(at, `axis${at}`) ?? notKnown(message('the axes to swap'), given.span), axes.length),
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
    if (array === null || values === null) return unknown(message('{0} of these', 'np.append'), given.span);
    const axis = given.whole(2, 'axis');
    const parts =
      axis === null ? [array, values].map((part) => ({ ...part, shape: [part.data.length] })) : [array, values];
    return joined(parts, axis ?? 0, given.span);
  },
  repeat: (given) => {
    const array = given.array(0, 'a');
    const counts = given.array(1, 'repeats');
    if (array === null || counts === null) return unknown(message('{0} of these', 'np.repeat'), given.span);
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
      ? unknown(message('{0} of these', 'np.tile'), given.span)
      : tiled(array, counts, given.span);
  },
  take: (given) => {
    const [array, positions] = [given.array(0, 'a'), given.array(1, 'indices')];
    if (array === null || positions === null) return unknown(message('{0} of these', 'np.take'), given.span);
    const axis = given.whole(2, 'axis');
    const flat = axis === null ? { ...array, shape: [array.data.length] } : array;
    return takenAlong(flat, [...positions.data], axis ?? 0, given.span);
  },
  delete: (given) => {
    const [array, positions] = [given.array(0, 'arr'), given.array(1, 'obj')];
    // Without an axis it is taken flat.
    if (array === null || positions === null || (!given.has(2, 'axis') && array.shape.length > 1))
      return unknown(message('{0} of these', 'np.delete'), given.span);
    const axis = given.whole(2, 'axis') ?? 0;
    const length = array.shape[axisOf(axis, array.shape.length)] ?? 0;
    const gone = new Set([...positions.data].map((at) => (at < 0 ? at + length : at)));
    const kept = Array.from({ length }, (_, at) => at).filter((at) => !gone.has(at));
    return takenAlong(array, kept, axis, given.span);
  },
  roll: (given) => {
    const array = given.array(0, 'a');
    const by = given.whole(1, 'shift');
    if (array === null || by === null) return unknown(message('{0} of these', 'np.roll'), given.span);
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
    if (!axes.every((axis): axis is GraphArray => axis !== null))
      return unknown(message('{0} of these', 'np.meshgrid'), given.span);
    const isMatrix = given.word(-1, 'indexing', ['xy', 'ij']) === 'ij';
    return list(meshgrid(axes, isMatrix, given.span).map(arrayValue));
  },
  broadcast_to: (given) => {
    const array = given.array(0, 'array');
    const shape = given.shape(1, 'shape');
    return array === null || shape === null
      ? unknown(message('{0} of these', 'np.broadcast_to'), given.span)
      : arrayValue(broadcastTo(array, shape, given.span));
  },
  pad: (given) => {
    const array = given.array(0, 'array');
    const widths = given.array(1, 'pad_width');
    given.word(2, 'mode', ['constant']);
    if (array === null || widths === null) return unknown(message('{0} of these', 'np.pad'), given.span);
    const pairs = broadcastTo(widths, [array.shape.length, 2], given.span).data;
    return arrayValue(padded(array, pairs, given.number(3, 'constant_values') ?? 0, given.span));
  },
};

function asRow(array: GraphArray): GraphArray {
  return array.shape.length < 2 ? { ...array, shape: [1, array.data.length] } : array;
}

function asColumn(array: GraphArray): GraphArray {
  return array.shape.length < 2 ? { ...array, shape: [array.data.length, 1] } : array;
}
