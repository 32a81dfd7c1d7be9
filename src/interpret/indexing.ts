import type { GraphArray } from '../base/graph-call';
import type { Span } from '../python/syntax';
import { PythonError } from './limits';
import { positionsOf } from './numpy/positions';
import { sliceBounds, sliceIndices } from './operators';
import { takeArray, takeItems, takeText } from './reading';
import type { Recorder } from './recorder';
import {
  asNumber,
  float,
  int,
  keyOf,
  list,
  rangeLength,
  str,
  tuple,
  unknown,
  type Value,
  withoutFormula,
} from './values';

/** `object[index]`. */
export function subscript(object: Value, index: Value, span: Span, recorder: Recorder): Value {
  if (object.kind === 'unknown') return withoutFormula(object);
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
    if (position === null) return index.kind === 'slice' ? slicedRange(object, index) : unknown('this index', span);
    const length = rangeLength(object);
    if (position >= length || position < -length)
      throw new PythonError('IndexError', 'range object index out of range', span);
    return int(object.start + object.step * (position < 0 ? position + length : position));
  }
  if (object.kind === 'str') return characterAt(object.value, index, span);
  const items =
    object.kind === 'list' || object.kind === 'tuple'
      ? object.items
      : // A shape, or a named tuple.
        object.kind === 'instance'
        ? (object.items?.() ?? null)
        : null;
  if (items === null) return unknown('this index', span);
  if (index.kind === 'slice') {
    const chosen = sliceIndices(index, items.length).flatMap((at) => {
      const item = items[at];
      return item === undefined ? [] : [item];
    });
    return object.kind === 'list' ? list(chosen) : tuple(chosen);
  }
  const position = asNumber(index);
  if (position === null) return unknown('this index', span);
  const item = items.at(position);
  if (item === undefined || position < -items.length) throw new PythonError('IndexError', 'index out of range', span);
  return item;
}

/** A character, or some, of a text; those beyond the basic plane are pairs in JavaScript and one in Python. */
function characterAt(text: string, index: Value, span: Span): Value {
  takeText(text.length);
  const isPlain = !/[\ud800-\udfff]/.test(text);
  if (!isPlain) takeItems(text.length);
  const characters: ArrayLike<string> = isPlain ? text : Array.from(text);
  const { length } = characters;
  if (index.kind === 'slice') {
    const { start, stop, step } = sliceBounds(index, length);
    if (step === 1 && isPlain) return str(text.slice(start, Math.max(start, stop)));
    return str(
      sliceIndices(index, length)
        .map((at) => characters[at] ?? '')
        .join(''),
    );
  }
  const position = asNumber(index);
  if (position === null) return unknown('this index', span);
  const character = characters[position < 0 ? position + length : position];
  if (character === undefined) throw new PythonError('IndexError', 'index out of range', span);
  return str(character);
}

/** `range(…)[first:last:step]`, which is a range again. */
function slicedRange(range: Value & { kind: 'range' }, slice: Value & { kind: 'slice' }): Value {
  const { start, stop, step } = sliceBounds(slice, rangeLength(range));
  const at = (place: number): number => range.start + place * range.step;
  return { kind: 'range', start: at(start), stop: at(stop), step: range.step * (step === 0 ? 1 : step) };
}

/** `array[first:last]`, which lies in one piece: every batch of a training is cut so. */
function rowsOf(array: GraphArray, { lower, upper, step }: Value & { kind: 'slice' }): GraphArray | null {
  const [length, ...rest] = array.shape;
  if (length === undefined || step.kind !== 'none') return null;
  const bound = (value: Value, otherwise: number): number | null => {
    if (value.kind === 'none') return otherwise;
    const given = asNumber(value);
    return given === null ? null : Math.min(Math.max(given < 0 ? given + length : given, 0), length);
  };
  const [first, last] = [bound(lower, 0), bound(upper, length)];
  if (first === null || last === null) return null;
  const width = rest.reduce((size, axis) => size * axis, 1);
  const count = Math.max(0, last - first);
  takeArray([count, ...rest], count * width);
  return {
    dtype: array.dtype,
    shape: [count, ...rest],
    data: array.data.slice(first * width, (first + count) * width),
  };
}

/** `array[index]`. */
export function indexArray(array: GraphArray, index: Value, span: Span): Value {
  const rows = index.kind === 'slice' ? rowsOf(array, index) : null;
  if (rows !== null) return { kind: 'array', array: rows };
  const positions = positionsOf(array.shape, index, span);
  if (positions === null) return index.kind === 'unknown' ? index : unknown('this array index', span);
  const { shape, offsets } = positions;
  const data = new Float64Array(offsets.length);
  for (let at = 0; at < data.length; at++) data[at] = array.data[offsets[at] ?? 0] ?? 0;
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
