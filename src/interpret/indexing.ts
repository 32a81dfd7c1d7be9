import { message, say } from '../base/message';
import type { GraphArray } from '../base/graph-call';
import type { Span } from '../python/syntax';
import { hashKey } from './compare-values';
import { copiedView } from './forgotten';
import { PythonError } from './limits';
import { holdsUnknown } from './not-known';
import { positionsOf } from './numpy/positions';
import { isMatrix, matrixIndex, matrixResult } from './numpy/matrices';
import { scalarOf } from './numpy/scalars';
import { takeItems, takeText } from './reading';
import type { Recorder } from './record/recorder';
import { reprOf } from './text/representation';
import { typeName } from './type-name';
import { int, list, str, tuple, unknown, type UnknownValue, type Value } from './values';
import { asNumber, describe, rangeLength } from './read-value';
import { withoutFormula } from './formula-values';
import { isTall, partOfTall } from './tall-arrays';
import { isKnownSlice, sliceBounds, sliceIndices } from './slices';

/** `object[index]`. */
export function subscript(object: Value, index: Value, span: Span, recorder: Recorder): Value {
  if (object.kind === 'unknown') return partOfUnknown(object, index, span);
  if (object.kind === 'indexed') return object.at(index, span);
  if (object.kind === 'tensor') return recorder.record('getitem', [object, index], new Map(), span);
  const missing = holdsUnknown([index]);
  if (missing !== null) return withoutFormula(missing);
  if (object.kind === 'dict') {
    const key = hashKey(index, span);
    if (key === null) return unknown(message('an entry by this key'), span);
    const entry = object.entries.get(key);
    if (entry !== undefined) return entry.value;
    if (object.otherwise !== undefined) return object.otherwise(index, span, object);
    throw new PythonError('KeyError', reprOf(index, span) ?? say(describe(index)), span);
  }
  if (object.kind === 'array') return indexArray(object.array, index, span);
  if (object.kind === 'range') {
    return rangeItem(object, index, span);
  }
  if (object.kind === 'str') return characterAt(object.value, index, span);
  const items =
    object.kind === 'list' || object.kind === 'tuple'
      ? object.items
      : // A shape, or a named tuple.
        object.kind === 'instance'
        ? (object.items?.() ?? null)
        : null;
  if (items === null) return unknown(message('this index'), span);
  if (index.kind === 'slice') {
    assertSlice(index, span);
    const indices = sliceIndices(index, items.length);
    if (indices === null) return unknown(message('this index'), span);
    const chosen = indices.flatMap((at) => {
      const item = items[at];
      return item === undefined ? [] : [item];
    });
    return object.kind === 'list' ? list(chosen) : tuple(chosen);
  }
  const position = positionIn(object, index, span);
  if (position === null) return unknown(message('this index'), span);
  const item = items.at(position);
  if (item === undefined || position < -items.length)
    throw new PythonError('IndexError', `${typeName(object) ?? 'tuple'} index out of range`, span);
  return item;
}

/** A part of an array whose elements are not known: its shape is. */
function partOfUnknown(object: UnknownValue, index: Value, span: Span): Value {
  const { form, holds, why } = object;
  if (isTall(object)) {
    const part = partOfTall(object, index, span, indexed);
    if (part !== null) return part;
  }
  if (form === undefined && holds === undefined) return withoutFormula(object);
  const positions = form === undefined || holdsUnknown([index]) !== null ? null : positionsOf(form.shape, index, span);
  return {
    ...unknown(why, object.span),
    ...(form && positions && { form: { dtype: form.dtype, shape: positions.shape } }),
    ...(holds && { holds }),
  };
}

/** An array's part by an index that is known to be one of arrays. */
function indexed(object: Value, index: Value, span: Span): Value {
  if (object.kind === 'unknown') return partOfUnknown(object, index, span);
  return object.kind === 'array' ? indexArray(object.array, index, span) : object;
}

/** A character, or some, of a text; those beyond the basic plane are pairs in JavaScript and one in Python. */
function characterAt(text: string, index: Value, span: Span): Value {
  takeText(text.length);
  const isPlain = !/[\ud800-\udfff]/.test(text);
  if (!isPlain) takeItems(text.length);
  const characters: ArrayLike<string> = isPlain ? text : Array.from(text);
  const { length } = characters;
  if (index.kind === 'slice') {
    assertSlice(index, span);
    const places = sliceIndices(index, length);
    if (places === null) return unknown(message('this index'), span);
    const { start, stop, step } = sliceBounds(index, length);
    if (step === 1 && isPlain) return str(text.slice(start, Math.max(start, stop)));
    return str(places.map((at) => characters[at] ?? '').join(''));
  }
  const position = positionIn(str(text), index, span);
  if (position === null) return unknown(message('this index'), span);
  const character = characters[position < 0 ? position + length : position];
  if (character === undefined) throw new PythonError('IndexError', 'string index out of range', span);
  return str(character);
}

/** Throws what Python raises for bounds of a slice that are no ints, and for a step of 0. */
function assertSlice({ lower, upper, step }: Value & { kind: 'slice' }, span: Span): void {
  for (const bound of [lower, upper, step]) {
    const isWrong = ['float', 'str', 'list', 'tuple', 'dict'].includes(bound.kind);
    if (isWrong)
      throw new PythonError('TypeError', 'slice indices must be integers or None or have an __index__ method', span);
  }
  if (step.kind === 'int' && step.value === 0) throw new PythonError('ValueError', 'slice step cannot be zero', span);
}

/** An index as a number; null where it is not known. Throws Python's TypeError for what is none. */
function positionIn(object: Value, index: Value, span: Span): number | null {
  if (index.kind === 'int' || index.kind === 'bool') return asNumber(index);
  if (index.kind === 'array' && index.array.shape.length === 0 && !index.array.dtype.startsWith('float'))
    return asNumber(index);
  const [type, given] = [typeName(object), typeName(index)];
  if (type === null || given === null || index.kind === 'instance' || index.kind === 'array') return null;
  const shown =
    type === 'str'
      ? `string indices must be integers, not '${given}'`
      : `${type} indices must be integers or slices, not ${given}`;
  throw new PythonError('TypeError', shown, span);
}

function rangeItem(range: Value & { kind: 'range' }, index: Value, span: Span): Value {
  const length = rangeLength(range);
  const { start, step } = range;
  if (index.kind === 'slice') {
    assertSlice(index, span);
    if (!isKnownSlice(index)) return unknown(message('a slice of a range'), span);
    const bounds = sliceBounds(index, length);
    const at = (place: number): number => start + place * step;
    return { kind: 'range', start: at(bounds.start), stop: at(bounds.stop), step: step * bounds.step };
  }
  const position = positionIn(range, index, span);
  if (position === null) return unknown(message('an item of a range'), span);
  if (position >= length || position < -length)
    throw new PythonError('IndexError', 'range object index out of range', span);
  return int(start + step * (position < 0 ? position + length : position));
}

/** A part of an array that lies in one piece, and is seen in place: `array[first:last]`, `array[row]`; null for any other. */
function pieceOf(array: GraphArray, index: Value): GraphArray | null {
  const parts = index.kind === 'tuple' ? index.items : [index];
  let shape = array.shape;
  let [offset, size] = [0, array.data.length];
  for (const [at, part] of parts.entries()) {
    const [length, ...rest] = shape;
    if (length === undefined || length === 0) return null;
    const width = size / length;
    if (part.kind === 'int') {
      const row = part.value < 0 ? part.value + length : part.value;
      if (row < 0 || row >= length) return null;
      [shape, offset, size] = [rest, offset + row * width, width];
      continue;
    }
    if (part.kind !== 'slice' || part.step.kind !== 'none' || !isKnownSlice(part)) return null;
    if (!parts.slice(at + 1).every((other) => other.kind === 'slice' && isWhole(other))) return null;
    if (parts.length - at > shape.length) return null;
    const { start, stop } = sliceBounds(part, length);
    const count = Math.max(0, stop - start);
    [shape, offset, size] = [[count, ...rest], offset + start * width, count * width];
    break;
  }
  if (shape.length === 0) return null;
  return { dtype: array.dtype, shape, data: array.data.subarray(offset, offset + size) };
}

function isWhole({ lower, upper, step }: Value & { kind: 'slice' }): boolean {
  return [lower, upper, step].every(({ kind }) => kind === 'none');
}

function elementAt({ data }: GraphArray, at: number): Float64Array {
  return data.subarray(at, at + 1);
}

function isEllipsis({ kind }: Value): boolean {
  return kind === 'ellipsis';
}

/** Whether an index is of numbers, slices and new axes alone: NumPy's result is a view. */
function isBasic(index: Value): boolean {
  const parts = index.kind === 'tuple' ? index.items : [index];
  return parts.every(({ kind }) => kind === 'int' || kind === 'slice' || kind === 'none' || kind === 'ellipsis');
}

/** `array[index]`. */
export function indexArray(array: GraphArray, given: Value, span: Span): Value {
  if (!isMatrix(array)) return plainPart(array, given, span);
  return matrixResult(plainPart(array, matrixIndex(array, given), span));
}

function plainPart(array: GraphArray, index: Value, span: Span): Value {
  const piece = pieceOf(array, index);
  if (piece !== null) return { kind: 'array', array: piece };
  const positions = positionsOf(array.shape, index, span);
  if (positions === null) return index.kind === 'unknown' ? index : unknown(message('this array index'), span);
  const { shape, offsets } = positions;
  const data = new Float64Array(offsets.length);
  for (let at = 0; at < data.length; at++) data[at] = array.data[offsets[at] ?? 0] ?? 0;
  const isSeen = index.kind === 'ellipsis' || (index.kind === 'tuple' && index.items.some(isEllipsis));
  if (shape.length === 0 && isSeen && isBasic(index))
    return { kind: 'array', array: { dtype: array.dtype, shape, data: elementAt(array, offsets[0] ?? 0) } };
  if (shape.length === 0) return scalarOf({ dtype: array.dtype, shape, data });
  if (isBasic(index)) copiedView(data.buffer, array.data.buffer);
  return { kind: 'array', array: { dtype: array.dtype, shape, data } };
}
