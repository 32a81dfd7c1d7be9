import type { Span } from '../python/syntax';
import { iterated } from './iterated';
import type { Iteration } from './iteration';
import { assertWithin, limits } from './limits';
import { appendTo } from './watching';
import { takeItems } from './reading';
import type { ListValue, Value } from './values';

/** Items that are collected before their memory is taken. */
const itemsATime = 4096;

/**
 * All items of a value, at most as many as one list may have; null where it is not known what they are. They may be its own: nobody
 * changes them. Throws Python's TypeError for what cannot be looped over.
 */
export function itemsIn(value: Value, span: Span): readonly Value[] | null {
  const iteration = iterated(value, span);
  if (iteration === null) return null;
  assertWithin('items', iteration.length ?? 0, span);
  const items = iteration.items();
  return Array.isArray(items) ? (items as readonly Value[]) : collected(items, span);
}

/** What an iteration gives, in a list of its own. Throws a limit. */
export function collected(items: Iterable<Value>, span: Span, most: number = limits.items): Value[] {
  const found: Value[] = [];
  for (const item of items) {
    found.push(item);
    if (found.length % itemsATime === 0) takeItems(itemsATime);
    if (found.length > most) assertWithin('items', found.length, span);
  }
  return found;
}

/** Appends all items of an iteration. Throws a limit. */
export function appendAll(self: ListValue, more: Iteration, span: Span): void {
  const room = self.most === undefined ? self.items.length : 0;
  if (self.most === undefined) assertWithin('items', room + (more.length ?? 0), span);
  const items = more.items();
  let count = 0;
  // A list that is added to itself has only the items that it has now.
  for (const item of Array.isArray(items) ? (items.slice() as Value[]) : items) {
    appendTo(self, item);
    if (self.most !== undefined) continue;
    count += 1;
    if (count % itemsATime === 0) takeItems(itemsATime);
    if (room + count > limits.items) assertWithin('items', room + count, span);
  }
}
