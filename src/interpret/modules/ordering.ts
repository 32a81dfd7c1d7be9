import { message } from '../../base/message';
import type { Span } from '../../python/syntax';
import { orderValues } from '../compare-values';
import { iterated } from '../iterated';
import { reversedRange } from '../iteration';
import { collected } from '../items';
import { PythonError } from '../limits';
import { notKnown, reasonOf } from '../not-known';
import { spend } from '../reading';
import { type Arguments, int, list, none, tuple, type Value } from '../values';
import { rangeLength, truthOf } from '../read-value';
import { formulaOfList, withoutFormula } from '../formula-values';

type Apply = (callee: Value, given: Arguments) => Value;

/** `sorted(…)`, `min(…)` and `max(…)`: the order is Python's, of mixed types there is none. */
export function orderingFunctions(apply: Apply): ReadonlyMap<string, (given: Arguments) => Value> {
  return new Map([
    ['sorted', (given: Arguments) => sorted(given, apply)],
    ['min', (given: Arguments) => formulaOf('min', given) ?? extreme('min', given, apply)],
    ['max', (given: Arguments) => formulaOf('max', given) ?? extreme('max', given, apply)],
  ]);
}

function formulaOf(name: 'min' | 'max', { positional, named, span }: Arguments): Value | null {
  if (named.has('key')) return null;
  const [first] = positional;
  return formulaOfList(name, positional.length === 1 ? first : tuple(positional), span);
}

/** Items in Python's order, or by their keys. Throws what Python raises where two of them have no order. */
export function sortedItems(
  items: readonly Value[],
  named: ReadonlyMap<string, Value>,
  apply: Apply,
  span: Span,
): Value[] {
  const by = named.get('key') ?? none;
  const reverse = named.get('reverse') ?? none;
  const isReversed = truthOf(reverse) ?? notKnown(reasonOf(reverse, message('an order')), span);
  spend(items.length * Math.log2(1 + items.length));
  const keyed = items.map((item) => ({ item, key: keyOfItem(by, item, apply, span) }));
  // Equal items keep their order, also in a reversed one.
  if (isReversed) keyed.reverse();
  keyed.sort((a, b) => (isBefore(a.key, b.key, span) ? -1 : isBefore(b.key, a.key, span) ? 1 : 0));
  if (isReversed) keyed.reverse();
  return keyed.map(({ item }) => item);
}

function keyOfItem(by: Value, item: Value, apply: Apply, span: Span): Value {
  return by.kind === 'none' ? item : apply(by, { positional: [item], named: new Map(), span });
}

function isBefore(left: Value, right: Value, span: Span): boolean {
  return orderValues('<', left, right, span) ?? notKnown(reasonOf(left, reasonOf(right, message('an order'))), span);
}

/** The items of what has to be a sequence; throws Python's TypeError for what is none. */
function itemsIn(value: Value, span: Span): Iterable<Value> {
  return (iterated(value, span) ?? notKnown(reasonOf(value, message('an order')), span)).items();
}

function sorted({ positional, named, span }: Arguments, apply: Apply): Value {
  const [value] = positional;
  if (value === undefined || positional.length > 1)
    throw new PythonError('TypeError', `sorted expected 1 argument, got ${positional.length}`, span);
  if (value.kind === 'unknown') return withoutFormula(value);
  return list(sortedItems(collected(itemsIn(value, span), span), named, apply, span));
}

function extreme(name: 'min' | 'max', { positional, named, span }: Arguments, apply: Apply): Value {
  const [first] = positional;
  if (first === undefined) throw new PythonError('TypeError', `${name} expected at least 1 argument, got 0`, span);
  const missing = positional.find(({ kind }) => kind === 'unknown');
  if (missing !== undefined) return withoutFormula(missing);
  const by = named.get('key') ?? none;
  if (first.kind === 'range' && positional.length === 1 && by.kind === 'none' && rangeLength(first) > 0) {
    const [begin, end] = [first.start, reversedRange(first).start];
    return int(name === 'min' ? Math.min(begin, end) : Math.max(begin, end));
  }
  const values = positional.length === 1 ? itemsIn(first, span) : positional;
  let best: { readonly item: Value; readonly key: Value } | null = null;
  for (const item of values) {
    const key = keyOfItem(by, item, apply, span);
    const isBetter = best === null || orderValues(name === 'min' ? '<' : '>', key, best.key, span);
    if (isBetter === null || key.kind === 'unknown') return notKnown(reasonOf(key, message('an order')), span);
    if (isBetter) best = { item, key };
  }
  if (best !== null) return best.item;
  const otherwise = named.get('default');
  if (otherwise !== undefined) return otherwise;
  throw new PythonError('ValueError', `${name}() arg is an empty sequence`, span);
}
