// Arrays of more rows than are held, whose rows repeat: a sample of them, and which of the sample each row is.
import type { Message } from '../base/message';
import type { GraphArray } from '../base/graph-call';
import type { Span } from '../python/syntax';
import { countOf } from './forgotten';
import { PythonError } from './limits';
import { NotKnown } from './not-known';
import { indexRow } from './numpy/rows';
import { sizeOf } from './numpy/ndarray';
import { takeArray } from './reading';
import { type Arguments, type BuiltinValue, int, list, tuple, unknown, type UnknownValue, type Value } from './values';
import { isKnownSlice, sliceBounds, wholeNumber } from './slices';
import { toArray } from './array-operators';

/** The rows of an array: row `i` is row `order[i]` of the sample. */
export interface TallRows {
  readonly sample: GraphArray;
  readonly order: Int32Array;
}

/** An unknown value that has rows which stand for its own. */
export type TallValue = UnknownValue & { readonly tall: TallRows };

/** Arrays of up to so many elements are held whole. */
const mostHeld = 1_000_000;

/** The rows of a sample, again and again up to `count` of them. */
export function repeatedOrder(count: number, sample: number): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row % sample);
}

/** An array by its rows: a plain one where it is small enough to be held, else an unknown value that has the rows. */
export function arrayOfRows(rows: TallRows, why: Message, span: Span): Value {
  const shape = [rows.order.length, ...rows.sample.shape.slice(1)];
  if (sizeOf(shape) <= mostHeld) return { kind: 'array', array: gathered(rows, 0, rows.order.length) };
  return { ...unknown(why, span), form: { shape, dtype: rows.sample.dtype }, tall: rows };
}

export function isTall(value: Value): value is TallValue {
  return value.kind === 'unknown' && value.tall !== undefined;
}

/** One row. */
export function rowOf({ sample, order }: TallRows, at: number): GraphArray {
  return indexRow(sample, order[at] ?? 0);
}

/** The memories of arrays that were taken of a sample. */
const ofSamples = new WeakSet<object>();

/** Pieces of a sample that were taken before, by their first row and their length: batches come again and again. */
const pieces = new WeakMap<Float64Array, Map<string, GraphArray>>();
/** Elements of the pieces of one sample that are kept. */
const mostKept = 8_000_000;

/** Rows from one place to another as a plain array; the same one again where they were taken before, and not written since. */
export function gathered(rows: TallRows, from: number, to: number): GraphArray {
  const { sample, order } = rows;
  const width = sizeOf(sample.shape.slice(1));
  const shape = [to - from, ...sample.shape.slice(1)];
  const count = sample.shape[0] ?? 1;
  const first = order[from] ?? 0;
  let isRunning = true;
  for (let at = from; at < to && isRunning; at++) isRunning = order[at] === (first + at - from) % count;
  const known = pieces.get(sample.data) ?? new Map<string, GraphArray>();
  pieces.set(sample.data, known);
  const key = `${first} ${to - from}`;
  const before = isRunning ? known.get(key) : undefined;
  if (before !== undefined && countOf(before.data.buffer) === 0) return before;
  takeArray(shape, sizeOf(shape));
  const data = new Float64Array(sizeOf(shape));
  for (let at = from; at < to; at++) {
    const row = order[at] ?? 0;
    data.set(sample.data.subarray(row * width, (row + 1) * width), (at - from) * width);
  }
  const made: GraphArray = { dtype: sample.dtype, shape, data };
  ofSamples.add(data.buffer);
  if (isRunning && (known.size + 1) * data.length <= mostKept) known.set(key, made);
  return made;
}

/** `array[index]` of a tall array; null where the index is not one of rows. Throws Python's IndexError. */
export function partOfTall(
  object: TallValue,
  index: Value,
  span: Span,
  within: (array: Value, index: Value, span: Span) => Value,
): Value | null {
  const { tall } = object;
  const [first, ...rest] = index.kind === 'tuple' ? index.items : [index];
  const count = tall.order.length;
  if (first === undefined) return null;
  const at = first.kind === 'int' ? wholeNumber(first) : null;
  if (at !== null) {
    if (at >= count || at < -count)
      throw new PythonError('IndexError', `index ${at} is out of bounds for axis 0 with size ${count}`, span);
    const row: Value = { kind: 'array', array: rowOf(tall, at < 0 ? at + count : at) };
    return rest.length === 0 ? row : within(row, tuple(rest), span);
  }
  const order = chosenRows(first, tall.order, span);
  if (order === null) return null;
  const rows = arrayOfRows({ sample: tall.sample, order }, object.why, object.span);
  if (rest.length === 0) return rows;
  const inner = tuple([everyRow, ...rest]);
  return isTall(rows) ? onSamples([rows], ([sample = rows]) => within(sample, inner, span)) : within(rows, inner, span);
}

const everyRow: Value = { kind: 'slice', lower: { kind: 'none' }, upper: { kind: 'none' }, step: { kind: 'none' } };

function chosenRows(index: Value, order: Int32Array, span: Span): Int32Array | null {
  if (index.kind === 'ellipsis') return order;
  if (index.kind === 'slice') {
    if (!isKnownSlice(index)) return null;
    const { start, stop, step } = sliceBounds(index, order.length);
    if (step === 1) return order.slice(start, Math.max(start, stop));
    const length = Math.max(0, Math.ceil((stop - start) / step));
    return Int32Array.from({ length }, (_, at) => order[start + at * step] ?? 0);
  }
  const array = index.kind === 'list' || index.kind === 'array' ? toArray(index) : null;
  if (array?.shape.length !== 1) return null;
  if (array.dtype === 'bool') {
    if (array.data.length !== order.length) return null;
    return order.filter((_, at) => array.data[at] !== 0);
  }
  return Int32Array.from(array.data, (at) => {
    const row = order[at < 0 ? at + order.length : at];
    if (row === undefined)
      throw new PythonError('IndexError', `index ${at} is out of bounds for axis 0 with size ${order.length}`, span);
    return row;
  });
}

/** The tall arrays among arguments, within lists and tuples too. */
function tallIn(values: Iterable<Value>, found: TallValue[] = []): TallValue[] {
  for (const value of values) {
    if (isTall(value)) found.push(value);
    else if (value.kind === 'list' || value.kind === 'tuple') tallIn(value.items, found);
    else if (value.kind === 'slice') tallIn([value.lower, value.upper, value.step], found);
  }
  return found;
}

/**
 * What a function of arrays gives of tall ones: it is computed with the sample, and what has as many rows is tall again. Null where it
 * cannot be: of arrays whose rows stand in another order, or that the function does not take.
 */
export function onSamples(values: readonly Value[], compute: (values: readonly Value[]) => Value): Value | null {
  const tall = tallIn(values);
  const [first] = tall;
  if (first === undefined || !tall.every((other) => isSameOrder(first.tall, other.tall))) return null;
  const { sample, order } = first.tall;
  const rows = sample.shape[0] ?? 0;
  const replaced = (value: Value): Value => {
    if (isTall(value)) return { kind: 'array', array: value.tall.sample };
    if (value.kind === 'int' && value.value === order.length) return int(rows);
    if (value.kind === 'list') return list(value.items.map(replaced));
    return value.kind === 'tuple' ? tuple(value.items.map(replaced)) : value;
  };
  const back = (value: Value): Value => {
    if (value.kind === 'list') return list(value.items.map(back));
    if (value.kind === 'tuple') return tuple(value.items.map(back));
    if (value.kind !== 'array') return value;
    const { array } = value;
    if (array.shape[0] === rows) return arrayOfRows({ sample: array, order: order.slice() }, first.why, first.span);
    return array.shape.includes(rows) ? unknown(first.why, first.span) : value;
  };
  try {
    return back(compute(values.map(replaced)));
  } catch (error) {
    if (error instanceof PythonError || error instanceof NotKnown) return null;
    throw error;
  }
}

function isSameOrder(one: TallRows, other: TallRows): boolean {
  if (one === other) return true;
  return (
    one.sample.shape[0] === other.sample.shape[0] &&
    one.order.length === other.order.length &&
    one.order.every((row, at) => row === other.order[at])
  );
}

/** A function of NumPy that also takes tall arrays. */
export function takingTall(called: BuiltinValue): BuiltinValue {
  const { lost } = called;
  return {
    ...called,
    lost: (given, why) => {
      const names = [...given.named.keys()];
      const count = given.positional.length;
      const made = onSamples([...given.positional, ...given.named.values()], (values) => {
        const again: Arguments = {
          ...given,
          positional: values.slice(0, count),
          named: new Map(names.map((name, at) => [name, values[count + at] ?? unknown(why.why, why.span)])),
        };
        return called.call(again);
      });
      return made ?? lost?.(given, why) ?? unknown(why.why, why.span);
    },
  };
}

/** Puts the rows into another order, in place. */
export function shuffleRows({ order }: TallRows, places: readonly number[]): void {
  order.set(places.map((place) => order[place] ?? 0));
}

/** Says that an array holds rows of a sample. */
export function noteOfSample({ data }: GraphArray): void {
  ofSamples.add(data.buffer);
}

/** Whether an array was taken of a sample as it is. */
export function isOfSample({ data }: GraphArray): boolean {
  return ofSamples.has(data.buffer);
}
