import type { GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { PythonError } from '../limits';
import { takeArray } from '../reading';
import type { Value } from '../values';
import { broadcastShape, broadcastStrides, castGiven, forEachOffset, sizeOf, take } from './ndarray';
import { asNumber } from '../read-value';
import { isKnownSlice, sliceIndices, wholeNumber } from '../slices';
import { toArray } from '../array-operators';

/** What an index takes of an array: the shape of the result, and where each of its elements lies. */
export interface Positions {
  readonly shape: readonly number[];
  readonly offsets: Float64Array;
}

/** A part of an index that takes positions along one axis of the array. */
interface AxisIndex {
  readonly stride: number;
  readonly length: number;
  readonly part: Value;
}

const everything: Value = { kind: 'slice', lower: { kind: 'none' }, upper: { kind: 'none' }, step: { kind: 'none' } };

/** Where `array[index]` lies, as NumPy's basic and advanced indexing say; null where the index is not known. */
export function positionsOf(shape: readonly number[], index: Value, span: Span): Positions | null {
  const parts = expand(shape, index, span);
  if (parts === null) return null;
  const arrays = parts.map((part) => (isAdvanced(part) ? toArray(part) : null));
  const isAny = arrays.some((array) => array !== null);
  const placed = place(shape, parts, span);
  return isAny ? advancedPositions(placed, span) : basicPositions(placed, span);
}

function isAdvanced(part: Value): boolean {
  return part.kind === 'list' || (part.kind === 'array' && part.array.shape.length > 0);
}

/** The index as a part an axis: the ellipsis and what is left out are whole axes, masks the positions where they are true. */
function expand(shape: readonly number[], index: Value, span: Span): Value[] | null {
  const given = index.kind === 'tuple' ? [...index.items] : [index];
  const parts: Value[] = [];
  for (const part of given) {
    const array = isAdvanced(part) ? toArray(part) : null;
    if (array === null) {
      const isKnown =
        part.kind === 'none' ||
        part.kind === 'ellipsis' ||
        (part.kind === 'slice' ? isKnownSlice(part) : wholeNumber(part) !== null);
      if (!isKnown) return null;
      parts.push(part);
    } else if (array.dtype === 'bool') parts.push(...whereTrue(array));
    else if (array.data.every(Number.isInteger)) parts.push({ kind: 'array', array });
    else return null;
  }
  const used = parts.filter(({ kind }) => kind !== 'none' && kind !== 'ellipsis').length;
  if (used > shape.length) throw new PythonError('IndexError', 'too many indices for array', span);
  const rest = Array.from({ length: shape.length - used }, () => everything);
  const at = parts.findIndex(({ kind }) => kind === 'ellipsis');
  if (at >= 0) parts.splice(at, 1, ...rest);
  else parts.push(...rest);
  return parts;
}

function whereTrue(mask: GraphArray): Value[] {
  takeArray(mask.shape, mask.data.length);
  const found: number[] = [];
  for (let place0 = 0; place0 < mask.data.length; place0++) if (mask.data[place0] !== 0) found.push(place0);
  return mask.shape.map((length, axis) => {
    const inner = sizeOf(mask.shape.slice(axis + 1));
    const data = Float64Array.from(found, (at) => Math.floor(at / inner) % length);
    return { kind: 'array', array: { dtype: 'int64', shape: [found.length], data } };
  });
}

function place(shape: readonly number[], parts: readonly Value[], span: Span): (AxisIndex | null)[] {
  let axis = 0;
  return parts.map((part) => {
    if (part.kind === 'none') return null;
    const length = shape[axis];
    if (length === undefined) throw new PythonError('IndexError', 'too many indices for array', span);
    axis += 1;
    return { stride: sizeOf(shape.slice(axis)), length, part };
  });
}

function at(position: number, length: number, span: Span): number {
  if (position >= length || position < -length)
    throw new PythonError('IndexError', `index ${position} is out of bounds for axis with size ${length}`, span);
  return position < 0 ? position + length : position;
}

/** Integers drop an axis, slices keep it, None adds one. */
function basicPositions(placed: readonly (AxisIndex | null)[], span: Span): Positions {
  const shape: number[] = [];
  const steps: number[] = [];
  let first = 0;
  for (const axis of placed) {
    if (axis === null) {
      shape.push(1);
      steps.push(0);
    } else if (axis.part.kind === 'slice') {
      const taken = sliceIndices(axis.part, axis.length) ?? [];
      shape.push(taken.length);
      steps.push(axis.stride * (asNumber(axis.part.step) ?? 1));
      first += axis.stride * (taken[0] ?? 0);
    } else first += axis.stride * at(asNumber(axis.part) ?? 0, axis.length, span);
  }
  const offsets = offsetsFor(shape, span);
  forEachOffset(shape, [steps], (index, [from = 0]) => {
    offsets[index] = first + from;
  });
  return { shape, offsets };
}

/** Index arrays are broadcast together; their axes stand where they did if they stood side by side, else first. */
function advancedPositions(placed: readonly (AxisIndex | null)[], span: Span): Positions {
  const isFancy = (axis: AxisIndex | null): axis is AxisIndex => axis !== null && axis.part.kind !== 'slice';
  const fancy = placed.filter(isFancy).map(({ stride, length, part }) => {
    const array = toArray(part);
    const data = Float64Array.from(array?.data ?? [], (position) => stride * at(position, length, span));
    return { shape: array?.shape ?? [], data };
  });
  const together = fancy.reduce<readonly number[]>((shape, { shape: own }) => broadcastShape(shape, own, span), []);
  const sums = new Float64Array(take(together, span));
  const strides = fancy.map(({ shape }) => broadcastStrides(shape, together));
  forEachOffset(together, strides, (index, offsets) => {
    sums[index] = fancy.reduce((sum, { data }, operand) => sum + (data[offsets[operand] ?? 0] ?? 0), 0);
  });
  const firstAt = placed.findIndex(isFancy);
  const lastAt = placed.findLastIndex(isFancy);
  const isTogether = placed.slice(firstAt, lastAt + 1).every(isFancy);
  const before = isTogether ? placed.slice(0, firstAt) : [];
  const after = placed.filter((axis, index) => !isFancy(axis) && !(isTogether && index < firstAt));
  const left = basicPositions(before, span);
  const right = basicPositions(after, span);
  const shape = [...left.shape, ...together, ...right.shape];
  const offsets = offsetsFor(shape, span);
  let index = 0;
  for (const outer of left.offsets)
    for (const middle of sums) for (const inner of right.offsets) offsets[index++] = outer + middle + inner;
  return { shape, offsets };
}

function offsetsFor(shape: readonly number[], span: Span): Float64Array {
  return new Float64Array(take(shape, span));
}

/** `array[index] = value`, with the value broadcast and cast; false where the index or the value is not known. Throws NotKnown where a cast is not. */
export function assignAt(array: GraphArray, index: Value, value: Value, span: Span): boolean {
  const positions = positionsOf(array.shape, index, span);
  const given = toArray(value);
  if (positions === null || given === null) return false;
  const cast = castGiven(value, given, array.dtype);
  const dropped = Math.max(0, given.shape.length - positions.shape.length);
  const from = { ...cast, shape: given.shape.slice(dropped) };
  broadcastShape(from.shape, positions.shape, span);
  forEachOffset(positions.shape, [broadcastStrides(from.shape, positions.shape)], (at0, [source = 0]) => {
    array.data[positions.offsets[at0] ?? 0] = from.data[source] ?? 0;
  });
  return true;
}
