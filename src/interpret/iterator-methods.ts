import type { Span } from '../python/syntax';
import { PythonError } from './limits';
import { builtin, type IteratorValue, none, type Value } from './values';

/** A method of an iterator or a generator; null for any other name. */
export function iteratorMethod(iterator: IteratorValue, name: string, span: Span): Value | null {
  if (name === 'next' || name === '__next__') return builtin(name, () => nextOf(iterator, span));
  const { send } = iterator;
  if (name !== 'send' || send === undefined) return null;
  return builtin(name, ({ positional: [value = none] }) => nextOf({ next: () => send(value) }, span));
}

/** The next value of an iterator. Throws StopIteration at its end. */
export function nextOf(iterator: Pick<IteratorValue, 'next'>, span: Span): Value {
  const item = iterator.next();
  if (item === null) throw new PythonError('StopIteration', 'the iterator is at its end', span);
  return item;
}
