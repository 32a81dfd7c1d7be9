import { message, type Message } from '../../base/message';
import { str, type Value } from '../values';
import type { Span } from '../../python/syntax';
import { iterated } from '../iterated';
import { iterate } from '../iteration';
import { NotKnown, notKnown, reasonOf } from '../not-known';
import { assertWithin, PythonError } from '../limits';
import { itemsOf } from '../read-value';
import { typeName } from '../type-name';

/** The entries that `dict(…)` and `update(…)` are given. Throws NotKnown where they are not known. */
export function* entriesOf(
  value: Value | undefined,
  named: ReadonlyMap<string, Value>,
  span: Span,
): Generator<readonly [Value, Value]> {
  if (value?.kind === 'dict') for (const entry of value.entries.values()) yield [entry.key, entry.value];
  else if (value !== undefined) {
    let count = 0;
    const pairs = iterated(value, span) ?? notKnown(reasonOf(value, message('the entries of a dictionary')), span);
    for (const pair of pairs.items()) {
      assertWithin('items', ++count, span);
      const [key, held] = pairIn(pair, count - 1, span);
      if (key === undefined || held === undefined) notKnown(reasonOf(pair, message('an entry of a dictionary')), span);
      yield [key, held];
    }
  }
  for (const [name, held] of named) yield [str(name), held];
}

/** A pair that `dict(…)` is given. Throws what Python raises for what is none. */
function pairIn(pair: Value, at: number, span: Span): readonly Value[] {
  const items = itemsOf(pair);
  if (items === null) {
    if (typeName(pair) === null || pair.kind === 'instance' || pair.kind === 'array') return [];
    throw new PythonError('TypeError', `cannot convert dictionary update sequence element #${at} to a sequence`, span);
  }
  if (items.length !== 2)
    throw new PythonError(
      'ValueError',
      `dictionary update sequence element #${at} has length ${items.length}; 2 is required`,
      span,
    );
  return items;
}

/** The items of a value, made as they are asked for. Throws NotKnown where they are not known. */
export function itemsKnown(value: Value, what: Message, span: Span): Iterable<Value> {
  if (value.kind === 'unknown') throw new NotKnown(value);
  return iterate(value)?.items() ?? notKnown(what, span);
}
