import type { GraphArray } from '../base/graph-call';
import type { Span } from '../python/syntax';
import { PythonError } from './limits';
import { allocate, forEachOffset } from './numpy/ndarray';
import { toArray } from './operators';
import type { Recorder } from './recorder';
import { asNumber, float, int, keyOf, list, rangeLength, str, tuple, unknown, type Value } from './values';

/** `object[index]`. */
export function subscript(object: Value, index: Value, span: Span, recorder: Recorder): Value {
  if (object.kind === 'unknown') return object;
  if (object.kind === 'tensor') return recorder.record('getitem', [object, index], new Map(), span);
  if (index.kind === 'unknown') return index;
  if (object.kind === 'dict') {
    const key = keyOf(index);
    const entry = key === null ? undefined : object.entries.get(key);
    if (entry === undefined) throw new PythonError('KeyError', key ?? 'unhashable', span);
    return entry.value;
  }
  if (object.kind === 'array') return indexArray(object.array, index, span);
  if (object.kind === 'range') {
    const position = asNumber(index);
    if (position === null) return unknown('a slice of a range', span);
    return int(object.start + object.step * (position < 0 ? position + rangeLength(object) : position));
  }
  const items =
    object.kind === 'str'
      ? Array.from(object.value, str)
      : object.kind === 'list' || object.kind === 'tuple'
        ? object.items
        : null;
  if (items === null) return unknown('this index', span);
  if (index.kind === 'slice') {
    const chosen = sliceIndices(index, items.length).flatMap((at) => {
      const item = items[at];
      return item === undefined ? [] : [item];
    });
    if (object.kind === 'str') return str(chosen.map((item) => (item.kind === 'str' ? item.value : '')).join(''));
    return object.kind === 'list' ? list(chosen) : tuple(chosen);
  }
  const position = asNumber(index);
  if (position === null) return unknown('this index', span);
  const item = items.at(position);
  if (item === undefined || position < -items.length) throw new PythonError('IndexError', 'index out of range', span);
  return item;
}

/** The positions that a slice takes of a sequence of `length`. */
export function sliceIndices(slice: Value & { kind: 'slice' }, length: number): number[] {
  const step = asNumber(slice.step) ?? 1;
  const clamp = (value: Value, otherwise: number): number => {
    const given = asNumber(value);
    if (given === null) return otherwise;
    const position = given < 0 ? given + length : given;
    return step > 0 ? Math.min(Math.max(position, 0), length) : Math.min(Math.max(position, -1), length - 1);
  };
  const start = clamp(slice.lower, step > 0 ? 0 : length - 1);
  const stop = clamp(slice.upper, step > 0 ? length : -1);
  const indices: number[] = [];
  if (step !== 0) for (let at = start; step > 0 ? at < stop : at > stop; at += step) indices.push(at);
  return indices;
}

function indexArray(array: GraphArray, index: Value, span: Span): Value {
  const parts = index.kind === 'tuple' ? [...index.items] : [index];
  const mask = parts.length === 1 && parts[0] !== undefined ? toArray(parts[0]) : null;
  if (mask !== null && mask.shape.length > 0) return takeRows(array, mask, span);
  const given = parts.filter(({ kind }) => kind !== 'none' && kind !== 'ellipsis').length;
  const at = parts.findIndex(({ kind }) => kind === 'ellipsis');
  const everything: Value = { kind: 'slice', lower: { kind: 'none' }, upper: { kind: 'none' }, step: { kind: 'none' } };
  const rest = Array.from({ length: Math.max(0, array.shape.length - given) }, () => everything);
  if (at >= 0) parts.splice(at, 1, ...rest);
  else parts.push(...rest);
  return pickArray(array, parts, span);
}

/** Integers drop an axis, slices keep it, None adds one. */
function pickArray(array: GraphArray, parts: readonly Value[], span: Span): Value {
  const strides = array.shape.map((_, axis) => array.shape.slice(axis + 1).reduce((size, length) => size * length, 1));
  const shape: number[] = [];
  const steps: number[] = [];
  let offset = 0;
  let axis = 0;
  for (const part of parts) {
    if (part.kind === 'none') {
      shape.push(1);
      steps.push(0);
      continue;
    }
    const length = array.shape[axis];
    const stride = strides[axis] ?? 0;
    axis += 1;
    if (length === undefined) throw new PythonError('IndexError', 'too many indices for array', span);
    if (part.kind === 'slice') {
      const taken = sliceIndices(part, length);
      shape.push(taken.length);
      steps.push(stride * (asNumber(part.step) ?? 1));
      offset += stride * (taken[0] ?? 0);
      continue;
    }
    const position = asNumber(part);
    if (position === null) return unknown('this array index', span);
    if (position >= length || position < -length)
      throw new PythonError('IndexError', `index ${position} is out of bounds`, span);
    offset += stride * (position < 0 ? position + length : position);
  }
  const result = allocate(shape, array.dtype, span);
  forEachOffset(shape, [steps], (index, [from = 0]) => {
    result.data[index] = array.data[offset + from] ?? 0;
  });
  return shape.length > 0 ? { kind: 'array', array: result } : scalarOf(result);
}

/** Rows by a list of indices or by a mask. */
function takeRows(array: GraphArray, chosen: GraphArray, span: Span): Value {
  const rows =
    chosen.dtype === 'bool' ? [...chosen.data].flatMap((is, row) => (is !== 0 ? [row] : [])) : [...chosen.data];
  if (chosen.shape.length > 1) return unknown('an index by an array of several axes', span);
  const [length = 0, ...rest] = array.shape;
  const width = rest.reduce((size, axis) => size * axis, 1);
  const result = allocate([rows.length, ...rest], array.dtype, span);
  rows.forEach((row, index) => {
    const from = (row < 0 ? row + length : row) * width;
    if (from < 0 || from >= array.data.length)
      throw new PythonError('IndexError', `index ${row} is out of bounds`, span);
    result.data.set(array.data.subarray(from, from + width), index * width);
  });
  return { kind: 'array', array: result };
}

/** An array of no axes as the Python number that NumPy's scalar acts like; its dtype is kept where it matters. */
export function scalarOf(array: GraphArray): Value {
  const value = array.data[0] ?? 0;
  if (array.dtype === 'float64') return float(value);
  if (array.dtype === 'int64') return int(value);
  if (array.dtype === 'bool') return { kind: 'bool', value: value !== 0 };
  return { kind: 'array', array };
}
