import type { GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { int, type ListValue, none, type Value } from '../values';
import { indexArray } from '../indexing';
import type { RandomState } from './random-state';
import type { NumpyArguments } from './arguments';
import { asNumber } from '../read-value';
import { toArray } from '../array-operators';
import { shapeFrom } from './forms';
import { assertWithin, PythonError } from '../limits';
import { spend, takeItems } from '../reading';
import { arrayValue } from './array-value';

// `numpy.random.choice`, `permutation` and `shuffle`: which items are drawn, in NumPy's own order of draws.

/** Fills an array, or makes one number where no size is given. */
type Draw = () => number;

export function indices(order: readonly number[]): GraphArray {
  return { dtype: 'int64', shape: [order.length], data: Float64Array.from(order) };
}

export function rows(array: GraphArray, order: readonly number[], span: Span): Value {
  return indexArray(array, arrayValue(indices(order)), span);
}

export function reorder({ items }: ListValue, order: readonly number[]): void {
  const held = [...items];
  order.forEach((from, to) => {
    items[to] = held[from] ?? none;
  });
}

export function choice(state: RandomState, given: NumpyArguments): Value | null {
  const from = given.at(0, 'a');
  const population = from.kind === 'array' ? from.array : asNumber(from) === null ? toArray(from) : null;
  const count = population === null ? asNumber(from) : (population.shape[0] ?? 0);
  if (count === null) return null;
  const size = given.at(1, 'size');
  const shape = size.kind === 'none' ? [] : shapeFrom([size]);
  if (shape === null) return null;
  const wanted = shape.reduce((product, length) => product * length, 1);
  assertWithin('elements', wanted, given.span);
  takeItems(wanted);
  if (wanted > 0 && count <= 0) throw new PythonError('ValueError', 'a must be greater than 0', given.span);
  const weights = given.has(3, 'p') ? given.array(3, 'p') : null;
  const drawn = given.flag(2, 'replace', true)
    ? withReplacement(state, count, wanted, weights)
    : withoutReplacement(state, count, wanted, weights, given.span);
  const chosen: GraphArray = { dtype: 'int64', shape, data: Float64Array.from(drawn) };
  if (population === null) return shape.length === 0 ? int(drawn[0] ?? 0) : arrayValue(chosen);
  if (shape.length === 0) return indexArray(population, int(drawn[0] ?? 0), given.span);
  return indexArray(population, arrayValue(chosen), given.span);
}

function withReplacement(state: RandomState, count: number, wanted: number, weights: GraphArray | null): number[] {
  const next: Draw =
    weights === null
      ? () => state.generator.nextUpTo(count - 1)
      : (
          (sums) => () =>
            placeOf(sums, state.generator.nextDouble())
        )(cumulative([...weights.data]));
  return Array.from({ length: wanted }, next);
}

function withoutReplacement(
  state: RandomState,
  count: number,
  wanted: number,
  weights: GraphArray | null,
  span: Span,
): number[] {
  if (weights === null) return state.shuffled(count, span).slice(0, wanted);
  const left = [...weights.data];
  const most = Math.min(wanted, count);
  if (left.filter((weight) => weight > 0).length < most)
    throw new PythonError('ValueError', 'Fewer non-zero entries in p than size', span);
  const found: number[] = [];
  while (found.length < most) {
    spend(left.length);
    const draws = Array.from({ length: wanted - found.length }, () => state.generator.nextDouble());
    for (const at of found) left[at] = 0;
    const sums = cumulative(left);
    for (const at of new Set(draws.map((draw) => placeOf(sums, draw)))) found.push(at);
  }
  return found;
}

function cumulative(weights: readonly number[]): number[] {
  let sum = 0;
  const sums = weights.map((weight) => (sum += weight));
  return sums.map((value) => value / sum);
}

/** How many of the sums are not above the value. */
function placeOf(sums: readonly number[], value: number): number {
  let low = 0;
  let high = sums.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 1) <= value) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, sums.length - 1);
}
