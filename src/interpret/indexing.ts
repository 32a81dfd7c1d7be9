import type { GraphArray } from '../base/graph-call';
import type { Span } from '../python/syntax';
import { PythonError } from './limits';
import { positionsOf } from './numpy/positions';
import { sliceIndices } from './operators';
import type { Recorder } from './recorder';
import { asNumber, float, int, keyOf, list, rangeLength, str, tuple, unknown, type Value } from './values';

/** `object[index]`. */
export function subscript(object: Value, index: Value, span: Span, recorder: Recorder): Value {
  if (object.kind === 'unknown') return object;
  if (object.kind === 'indexed') return object.at(index, span);
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

/** `array[index]`. */
export function indexArray(array: GraphArray, index: Value, span: Span): Value {
  const positions = positionsOf(array.shape, index, span);
  if (positions === null) return index.kind === 'unknown' ? index : unknown('this array index', span);
  const { shape, offsets } = positions;
  const data = Float64Array.from(offsets, (from) => array.data[from] ?? 0);
  return shape.length > 0
    ? { kind: 'array', array: { dtype: array.dtype, shape, data } }
    : scalarOf({ dtype: array.dtype, shape, data });
}

/** An array of no axes as the Python number that NumPy's scalar acts like; its dtype is kept where it matters. */
export function scalarOf(array: GraphArray): Value {
  const value = array.data[0] ?? 0;
  if (array.dtype === 'float64') return float(value);
  if (array.dtype === 'int64') return int(value);
  if (array.dtype === 'bool') return { kind: 'bool', value: value !== 0 };
  return { kind: 'array', array };
}
