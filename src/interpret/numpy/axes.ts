import { message } from '../../base/message';
import type { NumpyArguments } from './arguments';
import type { GraphArray } from '../../base/graph-call';
import { none, unknown, type Value } from '../values';
import { arrayValue } from './array-value';
import type { Span } from '../../python/syntax';
import { shapeFrom } from './forms';
import { notKnown } from '../not-known';
import { transpose } from './reductions';
import { forEachOffset, sizeOf } from './ndarray';
import { takeArray } from '../reading';
import { copiedView } from '../forgotten';
import { indexArray } from '../indexing';

export function of(given: NumpyArguments, change: (array: GraphArray) => GraphArray): Value {
  const array = given.array(0, 'a');
  return array === null ? unknown(message('an array made of this'), given.span) : arrayValue(change(array));
}

/** An axis counted from the front. */
export function axisOf(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** The array without its axes of length 1, or without those. */
export function squeezed(array: GraphArray, axis: Value, span: Span): GraphArray {
  if (axis.kind === 'none') return { ...array, shape: array.shape.filter((length) => length !== 1) };
  const axes = shapeFrom([axis])?.map((at) => axisOf(at, array.shape.length));
  if (axes?.every((at) => array.shape[at] === 1) !== true) return notKnown(message('the axis of this'), span);
  return { ...array, shape: array.shape.filter((_, index) => !axes.includes(index)) };
}

/** The array with its axes in another order: reversed where none is given. */
export function transposed(array: GraphArray, axes: Value, span: Span): GraphArray {
  if (axes.kind === 'none') return transpose(array);
  const order = shapeFrom([axes])?.map((axis) => axisOf(axis, array.shape.length));
  const isOrder = order?.length === array.shape.length && array.shape.every((_, axis) => order.includes(axis));
  return isOrder ? permuted(array, order) : notKnown(message('the order of axes'), span);
}

export function permuted(array: GraphArray, order: readonly number[]): GraphArray {
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

export function withAxis(array: GraphArray, axis: number): GraphArray {
  const shape = [...array.shape];
  shape.splice(axis < 0 ? axis + shape.length + 1 : axis, 0, 1);
  return { ...array, shape };
}

export function flipped(array: GraphArray, axis: number | null, span: Span): GraphArray {
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

export const whole: Value & { kind: 'slice' } = { kind: 'slice', lower: none, upper: none, step: none };

/** Positions along one axis. */
export function takenAlong(array: GraphArray, positions: readonly number[], axis: number, span: Span): Value {
  const at = axisOf(axis, array.shape.length);
  const chosen = arrayValue({ dtype: 'int64', shape: [positions.length], data: Float64Array.from(positions) });
  const index = array.shape.map((_, own): Value => (own === at ? chosen : whole));
  return indexArray(array, { kind: 'tuple', items: index }, span);
}
