import { message } from '../../base/message';
import { bool, int, list, tuple, unknown, type Value } from '../values';
import type { Span } from '../../python/syntax';
import { truthOf } from '../read-value';
import { notKnown, reasonOf } from '../not-known';
import { iterated } from '../iterated';
import { limits } from '../limits';
import { iteratorOf } from '../iteration';
import { collected } from '../items';

/** Whether a filter keeps an item. Throws NotKnown where that is not known. */
export function keptBy(kept: Value, span: Span): boolean {
  return truthOf(kept) ?? notKnown(reasonOf(kept, message('which items a filter keeps')), span);
}

export function* numbered(items: Iterable<Value>, first: number): Generator<Value> {
  let number = first;
  for (const item of items) yield tuple([int(number++), item]);
}

function* zipped(columns: readonly Iterable<Value>[]): Generator<Value> {
  const iterators = columns.map((column) => column[Symbol.iterator]());
  while (iterators.length > 0) {
    const row: Value[] = [];
    for (const iterator of iterators) {
      const step = iterator.next();
      if (step.done === true) return;
      row.push(step.value);
    }
    yield tuple(row);
  }
}

/** The items of several values side by side, as far as each of them has some. */
export function zipOf(values: readonly Value[], span: Span): Value {
  const missing = values.find(({ kind }) => kind === 'unknown');
  const iterations = values.map((value) => iterated(value, span));
  if (!iterations.every((items) => items !== null)) return missing ?? unknown(message('a zip of these'), span);
  const rows = zipped(iterations.map((each) => each.items()));
  const isLong = iterations.every(({ length }) => (length ?? limits.items + 1) > limits.items);
  return isLong || iterations.some(({ length }) => length === null) ? iteratorOf(rows) : list(collected(rows, span));
}

/** `any` (deciding is True) and `all` (deciding is False): the first item that decides ends the looking. */
export function decided(value: Value, deciding: boolean, span: Span): Value {
  let isKnown = true;
  const items = iterated(value, span) ?? notKnown(reasonOf(value, message('a truth')), span);
  for (const item of items.items()) {
    const truth = truthOf(item);
    if (truth === deciding) return bool(deciding);
    isKnown &&= truth !== null;
  }
  return isKnown ? bool(!deciding) : unknown(message('a truth'), span);
}
