import type { BinaryOperator, ComparisonOperator } from '../python/syntax';
import { created, touching } from './watching';
import { spend, takeItems } from './reading';
import type { ListValue, Value } from './values';
import { settled } from './read-value';
import { withoutFormula } from './formula-values';
import { keyOf } from './dict-keys';

// A set is kept as a list without repetitions, in the order in which its items came, and with an index of them.

interface Index {
  readonly keys: Set<string>;
  /** How many items there were when it was made: with another number it is made anew. */
  count: number;
}

const indexes = new WeakMap<Value, Index>();

/** A set of these items. */
function setOf(items: readonly Value[]): ListValue {
  const made: ListValue = { kind: 'list', items: distinct(items), variety: 'set' };
  created(made);
  indexOf(made);
  return made;
}

/** A set of these items; unknown where one of them is: how many there are then is not known. */
export function knownSet(items: readonly Value[]): Value {
  const missing = items.map(settled).find(({ kind }) => kind === 'unknown');
  return missing === undefined ? setOf(items) : withoutFormula(missing);
}

/** Whether a value was made as a set. */
export function isSet(value: Value): value is ListValue {
  return value.kind === 'list' && value.variety === 'set';
}

/** Whether a set holds an item, by its key. */
export function setHolds(set: ListValue, key: string): boolean {
  return indexOf(set).keys.has(key);
}

/** Adds an item that a set does not hold yet. */
export function addToSet(set: ListValue, item: Value): void {
  touching(set);
  const index = indexOf(set);
  const key = keyOf(item);
  if (key !== null && index.keys.has(key)) return;
  if (key !== null) index.keys.add(key);
  index.count = set.items.push(item);
  if (index.count % 1024 === 0) takeItems(2 * 1024);
}

function indexOf(set: ListValue): Index {
  const known = indexes.get(set);
  if (known?.count === set.items.length) return known;
  spend(set.items.length);
  const made = { keys: new Set(set.items.flatMap((item) => keyOf(item) ?? [])), count: set.items.length };
  indexes.set(set, made);
  return made;
}

/** Values without those that equal an earlier one. */
export function distinct(items: readonly Value[]): Value[] {
  spend(items.length);
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (key === null) return true;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Whether a value is a set or a frozenset. */
export function isAnySet(value: Value): value is ListValue | FrozenSet {
  return isSet(value) || (value.kind === 'tuple' && value.isFrozenSet === true);
}

type FrozenSet = Value & { readonly kind: 'tuple' };

/** The items of a set by their keys; null where it holds what has no key. */
function keyed({ items }: ListValue | FrozenSet): Map<string, Value> | null {
  spend(items.length);
  const found = new Map<string, Value>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) return null;
    found.set(key, item);
  }
  return found;
}

/** `left | right` and its like; the result is of the left one's type. Null for other operands, and where the result is not known. */
export function setBinary(operator: BinaryOperator, left: Value, right: Value): Value | null {
  if (!isAnySet(left) || !isAnySet(right)) return null;
  const [own, other] = [keyed(left), keyed(right)];
  if (own === null || other === null) return null;
  const onlyIn = (these: Map<string, Value>, those: Map<string, Value>): Value[] =>
    [...these].filter(([key]) => !those.has(key)).map(([, item]) => item);
  const items = {
    '|': () => [...left.items, ...onlyIn(other, own)],
    '&': () => [...own].filter(([key]) => other.has(key)).map(([, item]) => item),
    '-': () => onlyIn(own, other),
    '^': () => [...onlyIn(own, other), ...onlyIn(other, own)],
  };
  const chosen =
    operator === '|' || operator === '&' || operator === '-' || operator === '^' ? items[operator]() : null;
  if (chosen === null) return null;
  return left.kind === 'tuple' ? { kind: 'tuple', items: chosen, isFrozenSet: true } : setOf(chosen);
}

/** Whether sets are equal, or one is a part of the other; null for other operands, and where that is not known. */
export function compareSets(operator: ComparisonOperator, left: Value, right: Value): boolean | null {
  if (!isAnySet(left) || !isAnySet(right)) return null;
  const [own, other] = [keyed(left), keyed(right)];
  if (own === null || other === null) return null;
  const isPart = (these: Map<string, Value>, those: Map<string, Value>): boolean =>
    [...these.keys()].every((key) => those.has(key));
  switch (operator) {
    case '==':
      return own.size === other.size && isPart(own, other);
    case '<=':
      return isPart(own, other);
    case '<':
      return own.size < other.size && isPart(own, other);
    case '>=':
    case '>':
      return compareSets(operator === '>' ? '<' : '<=', right, left);
    default:
      return null;
  }
}
