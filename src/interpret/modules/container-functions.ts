import { message } from '../../base/message';
import type { Span } from '../../python/syntax';
import { itemsIn } from '../items';
import { distinct, knownSet } from '../sets';
import { type Arguments, list, tuple, unknown, type Value } from '../values';
import { dictOf } from '../dict-keys';
import { entriesOf } from './entries';

/** Built-in functions by their names. */
export type Functions = Readonly<Record<string, (given: Arguments) => Value>>;

/** `list`, `dict` and the other containers as functions of what they are made from. */
export const containerFunctions: Functions = {
  list: ({ positional: [value], span }) => sequence(value, span, list),
  tuple: ({ positional: [value], span }) => sequence(value, span, tuple),
  set: ({ positional: [value], span }) => sequence(value, span, knownSet),
  frozenset: ({ positional: [value], span }) =>
    sequence(value, span, (items) => ({ kind: 'tuple', items: distinct(items), isFrozenSet: true as const })),
  dict: ({ positional: [value], named, span }) => dictOf([...entriesOf(value, named, span)], span),
};

/** A container of the items of a value; of none without a value. */
export function sequence(value: Value | undefined, span: Span, make: (items: readonly Value[]) => Value): Value {
  if (value === undefined) return make([]);
  const items = itemsIn(value, span);
  if (items === null) return value.kind === 'unknown' ? value : unknown(message('the items of this'), span);
  return make(items);
}
