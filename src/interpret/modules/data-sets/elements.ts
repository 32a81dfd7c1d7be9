import { message } from '../../../base/message';
import { SpokenError } from '../../../base/spoken-error';
import { tuple, unknown, type Value } from '../../values';
import type { DType, GraphArray } from '../../../base/graph-call';
import type { Message } from '../../../base/message';
import type { Span } from '../../../python/syntax';
import type { StaticShape } from '../../static-shape';
import { spend, takeArray } from '../../reading';
import { dict } from '../../dict-keys';
import { toArray } from '../../array-operators';
import { isOfSample } from '../../tall-arrays';
import { cast } from '../../numpy/ndarray';

// Elements of data sets: what they are made of, and how passes over them are described.

/** An element of a data set: arrays in tuples and dictionaries, as the program gives and takes them apart. */
export type Element = Value;
export type Feeds = ReadonlyMap<number, GraphArray>;

/** One going through a data set. */
export interface Pass {
  /** What the iterator's initializer was fed with, by the placeholder's call. */
  readonly feeds: Feeds;
  /** Whether only the form of an element is asked for. */
  readonly isProbe: boolean;
  /** The seeds that each shuffle goes on to draw. */
  readonly seeds: Map<object, Generator<number, never>>;
}

/** A data set: what begins anew to give its elements. Throws DataError. */
export type Elements = (pass: Pass) => Generator<Element>;

/** Data sets that never end. */
export const endless = new WeakSet<Elements>();

/** Data sets whose last batch may be a smaller one. */
export const ragged = new WeakSet<Elements>();

/** The lengths that each part of an element is padded to, null for the longest; null as long as no batch was made. */
export interface PaddedLengths {
  ofParts: readonly (readonly (number | null)[] | null)[] | null;
}

/** Data sets of padded batches. */
export const padded = new WeakMap<Elements, PaddedLengths>();

/** The lengths that a part of all elements has, of one element's: null where others may have another. */
export function commonLengths(elements: Elements, part: number, shape: StaticShape): StaticShape {
  const paddings = padded.get(elements);
  const lengths = paddings?.ofParts?.[part];
  return shape.map((length, axis) => {
    if (axis === 0) return ragged.has(elements) ? null : length;
    if (paddings === undefined) return length;
    return lengths?.[axis - 1] ?? null;
  });
}

/** What the graph knows of a part of an element. */
export interface Form {
  readonly dtype: DType;
  readonly shape: StaticShape;
}

const forms = new WeakMap<Value, Form>();

/** A part of an element that nobody knows, but for its form: data of that form stands in for it. */
export function unknownPart(form: Form, why: Message, span: Span): Value {
  const part = unknown(why, span);
  forms.set(part, form);
  return part;
}

/** The form of a part of an element; null where it is not known. */
export function formOf(part: Value): Form | null {
  if (part.kind === 'array') return part.array;
  return part.kind === 'str' ? { dtype: 'string', shape: [] } : (forms.get(part) ?? null);
}

/** A data set cannot be read, for a reason that is said to the user. */
export class DataError extends SpokenError {}

/** A value with each of its leaves changed. */
export function mapLeaves(value: Value, change: (leaf: Value) => Value): Value {
  spend(1);
  if (value.kind === 'tuple') return tuple(value.items.map((item) => mapLeaves(item, change)));
  if (value.kind !== 'dict') return change(value);
  return dict([...value.entries.values()].map((entry) => [entry.key, mapLeaves(entry.value, change)] as const));
}

/** The arrays of an element, in order. */
export function leavesOf(value: Value): Value[] {
  const parts = value.kind === 'tuple' ? value.items : value.kind === 'dict' ? heldBy(value) : null;
  if (parts === null) return [value];
  spend(1);
  return parts.flatMap(leavesOf);
}

function heldBy({ entries }: Value & { kind: 'dict' }): Value[] {
  return [...entries.values()].map(({ value }) => value);
}

/** A value as TensorFlow makes a tensor of it: lists of Python's numbers are float32 and int32. */
export function asTensorArray(value: Value): GraphArray {
  const array = toArray(value);
  if (array === null) throw new DataError(value.kind === 'unknown' ? value.why : message('data that is not known'));
  if (value.kind === 'array') return array;
  return array.dtype === 'float64' ? cast(array, 'float32') : array.dtype === 'int64' ? cast(array, 'int32') : array;
}

export const arrayValue = (array: GraphArray): Value => ({ kind: 'array', array });

/** Takes the memory of an element that is kept beside others; rows of a sample are held anyway. Throws a limit. */
export function keep(element: Element): void {
  spend(1);
  for (const leaf of leavesOf(element))
    if (leaf.kind === 'array' && !isOfSample(leaf.array)) takeArray(leaf.array.shape, leaf.array.data.length);
}

/** What begins anew the elements of a data set, by the object that the program holds. */
export const dataSets = new WeakMap<Value, Elements>();
