import { TensorFlowError, valueError } from '../errors';
import { type Dimension, stridesOf } from '../shape';
import { item, sizeOf } from '../value';

/** One position of `x[…]`: a single index drops its axis, a range keeps it, a new axis and an ellipsis are NumPy's. */
export type SliceItem =
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'range'; readonly begin: number | null; readonly end: number | null; readonly step: number }
  | { readonly kind: 'new-axis' }
  | { readonly kind: 'ellipsis' };

/** What a slice takes along each axis of its input, and the shape it gives. */
interface Selection {
  readonly starts: readonly number[];
  readonly steps: readonly number[];
  readonly counts: readonly number[];
  readonly shape: readonly number[];
}

/** Spells out the ellipsis, so that every axis of the input has its item. */
function spelledOut(items: readonly SliceItem[], rank: number): SliceItem[] {
  const whole: SliceItem = { kind: 'range', begin: null, end: null, step: 1 };
  const used = items.filter(({ kind }) => kind === 'index' || kind === 'range').length;
  if (used > rank) throw valueError(`too many indices (${used}) for a tensor of rank ${rank}`);
  const filled = Array.from({ length: rank - used }, () => whole);
  const position = items.findIndex(({ kind }) => kind === 'ellipsis');
  return position < 0 ? [...items, ...filled] : [...items.slice(0, position), ...filled, ...items.slice(position + 1)];
}

/** First index, step and count of Python's `begin:end:step` on an axis. */
function rangeOf(begin: number | null, end: number | null, step: number, length: number): [number, number] {
  if (step === 0) throw valueError('a slice step must not be 0');
  const clamp = (index: number): number => {
    const from = index < 0 ? index + length : index;
    return step > 0 ? Math.min(Math.max(from, 0), length) : Math.min(Math.max(from, -1), length - 1);
  };
  const first = begin === null ? (step > 0 ? 0 : length - 1) : clamp(begin);
  const last = end === null ? (step > 0 ? length : -1) : clamp(end);
  return [first, Math.max(0, Math.ceil((last - first) / step))];
}

/** Resolves a slice against a concrete shape. */
export function selectionOf(items: readonly SliceItem[], shape: readonly number[]): Selection {
  const starts: number[] = [];
  const steps: number[] = [];
  const counts: number[] = [];
  const result: number[] = [];
  for (const slice of spelledOut(items, shape.length)) {
    if (slice.kind === 'new-axis' || slice.kind === 'ellipsis') {
      result.push(1);
      continue;
    }
    const length = item(shape, starts.length);
    if (slice.kind === 'index') {
      const index = slice.index < 0 ? slice.index + length : slice.index;
      if (index < 0 || index >= length)
        throw new TensorFlowError('ValueError', `slice index ${slice.index} is out of bounds for length ${length}`);
      starts.push(index);
      steps.push(1);
      counts.push(1);
    } else {
      const [first, count] = rangeOf(slice.begin, slice.end, slice.step, length);
      starts.push(first);
      steps.push(slice.step);
      counts.push(count);
      result.push(count);
    }
  }
  return { starts, steps, counts, shape: result };
}

/** The static shape of a slice: lengths that depend on an unknown one are unknown. */
export function slicedShape(items: readonly SliceItem[], shape: readonly Dimension[]): Dimension[] {
  const result: Dimension[] = [];
  let axis = 0;
  for (const slice of spelledOut(items, shape.length)) {
    if (slice.kind === 'new-axis' || slice.kind === 'ellipsis') {
      result.push(1);
      continue;
    }
    const length = item(shape, axis++);
    if (length !== null) {
      const { shape: one } = selectionOf([slice], [length]);
      result.push(...one);
    } else if (slice.kind === 'range') result.push(null);
  }
  return result;
}

/** Calls back with the input's index of each selected element, in the order of the result. */
export function forEachSelected(
  { starts, steps, counts }: Selection,
  shape: readonly number[],
  visit: (from: number, to: number) => void,
): void {
  const strides = stridesOf(shape);
  const total = sizeOf(counts);
  const position = new Array<number>(shape.length).fill(0);
  for (let to = 0; to < total; to++) {
    let from = 0;
    for (let axis = 0; axis < shape.length; axis++) {
      from += (item(starts, axis) + item(position, axis) * item(steps, axis)) * item(strides, axis);
    }
    visit(from, to);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position[axis] = item(position, axis) + 1;
      if (item(position, axis) < item(counts, axis)) break;
      position[axis] = 0;
    }
  }
}
