// Batches of a data set's elements: of equal shapes, or padded to the longest.
import { message } from '../../../base/message';
import type { GraphArray } from '../../../base/graph-call';
import type { Span } from '../../../python/syntax';
import { stacked } from '../../graph-operations';
import { assertWithin } from '../../limits';
import { sizeOf } from '../../numpy/ndarray';
import { asNumber, itemsOf } from '../../read-value';
import { spend, takeArray } from '../../reading';
import { wholeNumber } from '../../slices';
import { isOfSample, noteOfSample } from '../../tall-arrays';
import { none, type Value } from '../../values';
import { arrayValue, DataError, type Element, formOf, keep, leavesOf, mapLeaves, unknownPart } from './elements';
import type { SampleBatches } from './sample-batches';

/** How batches are made. */
export interface Batches {
  readonly size: number;
  readonly dropsRest: boolean;
  readonly span: Span;
  readonly samples: SampleBatches;
  /** What is made of the elements of a batch before they are joined. */
  readonly prepare?: (elements: readonly Element[]) => readonly Element[];
}

/** Elements in batches of so many, stacked part by part. */
export function* batched(
  elements: Iterable<Element>,
  { size, dropsRest, span, samples, prepare = same }: Batches,
): Generator<Element> {
  let open: Element[] = [];
  for (const element of elements) {
    keep(element);
    open.push(element);
    assertWithin('items', open.length, span);
    if (open.length < size) continue;
    const whole = open;
    yield samples.batch(whole, () => joined(prepare(whole), span));
    open = [];
  }
  if (open.length > 0 && !dropsRest) yield joined(prepare(open), span);
}

function joined(elements: readonly Element[], span: Span): Element {
  const columns = elements.map(leavesOf);
  const [first] = elements;
  if (first === undefined) throw new DataError(message('an empty batch'));
  let column = 0;
  return mapLeaves(first, () => {
    const at = column++;
    const unknown = columns.map((leaves) => leaves[at]).find((leaf) => leaf !== undefined && leaf.kind !== 'array');
    if (unknown !== undefined) return joinedUnknown(unknown, elements.length, span);
    const parts = columns.flatMap((leaves) => (leaves[at]?.kind === 'array' ? [leaves[at].array] : []));
    const array = stacked(parts, span);
    if (array === null) throw new DataError(message('a batch of elements of different shapes'));
    if (parts.every(isOfSample)) noteOfSample(array);
    return arrayValue(array);
  });
}

/** A batch of parts of which nobody knows one. */
function joinedUnknown(part: Value, count: number, span: Span): Value {
  const form = formOf(part);
  if (form === null) throw new DataError(message('data that is not known'));
  const why = part.kind === 'unknown' ? part.why : message('a batch of texts');
  return unknownPart({ ...form, shape: [count, ...form.shape] }, why, span);
}

const same = (elements: readonly Element[]): readonly Element[] => elements;

/** What each part is padded to: by axis, null for the longest of the batch. And with which number. */
export interface Padding {
  readonly lengths: readonly (number | null)[] | null;
  readonly value: number;
}

/** What `padded_shapes` and `padding_values` say of each part of an element. Throws DataError. */
export function paddingOf(element: Element, shapes: Value, values: Value): Padding[] {
  const numbers = likeParts(element, values);
  return likeParts(element, shapes).map((shape, at) => {
    const given = numbers[at] ?? none;
    const value = given.kind === 'none' ? 0 : given.kind === 'bool' ? Number(given.value) : asNumber(given);
    const lengths = shape.kind === 'none' ? null : itemsOf(shape)?.map(lengthOf);
    if (value === null || lengths === undefined) throw new DataError(message('data that is not known'));
    return { value, lengths };
  });
}

function lengthOf(length: Value): number | null {
  if (length.kind === 'none') return null;
  const number = wholeNumber(length);
  if (number === null) throw new DataError(message('data that is not known'));
  return number < 0 ? null : number;
}

/** What stands for each part of an element, in a value of its structure; the same for all where that has none. */
function likeParts(element: Element, given: Value): Value[] {
  if (given.kind === 'none') return leavesOf(element).map(() => given);
  if (element.kind === 'tuple') {
    const items = itemsOf(given);
    if (items === null) return leavesOf(element).map(() => given);
    if (items.length !== element.items.length) throw new DataError(message('data that is not known'));
    return element.items.flatMap((item, at) => likeParts(item, items[at] ?? none));
  }
  if (element.kind !== 'dict') return [given];
  const entries = given.kind === 'dict' ? given.entries : null;
  return [...element.entries].flatMap(([key, { value }]) => likeParts(value, entries?.get(key)?.value ?? none));
}

/** Elements of one batch, each part padded to the same shape. */
export function paddedAlike(elements: readonly Element[], paddings: readonly Padding[]): Element[] {
  const columns = elements.map(leavesOf);
  const shapes = paddings.map(({ lengths }, part) => {
    const all = columns.flatMap((leaves) => (leaves[part]?.kind === 'array' ? [leaves[part].array.shape] : []));
    const rank = all[0]?.length ?? 0;
    if (lengths !== null && lengths.length !== rank && all.length > 0) throw misfit();
    return Array.from(
      { length: rank },
      (_, axis) => lengths?.[axis] ?? Math.max(...all.map((shape) => shape[axis] ?? 0)),
    );
  });
  return elements.map((element) => {
    let part = 0;
    return mapLeaves(element, (leaf) => {
      const at = part++;
      return leaf.kind === 'array'
        ? arrayValue(paddedTo(leaf.array, shapes[at] ?? [], paddings[at]?.value ?? 0))
        : leaf;
    });
  });
}

function misfit(): DataError {
  return new DataError(message('a batch of elements of different shapes'));
}

/** An array in the first corner of a larger one. */
function paddedTo(array: GraphArray, shape: readonly number[], value: number): GraphArray {
  if (shape.join() === array.shape.join()) return array;
  if (shape.length !== array.shape.length || array.shape.some((length, axis) => length > (shape[axis] ?? 0)))
    throw misfit();
  const size = sizeOf(shape);
  takeArray(shape, size);
  spend(size);
  const data = new Float64Array(size).fill(value);
  for (let from = 0; from < array.data.length; from++) {
    let [rest, to, stride] = [from, 0, 1];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const length = array.shape[axis] ?? 1;
      to += (rest % length) * stride;
      rest = Math.floor(rest / length);
      stride *= shape[axis] ?? 1;
    }
    data[to] = array.data[from] ?? 0;
  }
  return { ...array, shape, data };
}
