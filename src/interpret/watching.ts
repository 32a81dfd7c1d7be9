import { openLogs } from './change-log';
import { noteWritten } from './forgotten';
import type { Value } from './values';

// Where the interpreter says what the program reads, writes and makes; watches of loops and logs of changes hear it.

/** A name of a scope, an attribute, a key of a dictionary, a counter of a session: where a program keeps what it knows. */
export type Place = Map<unknown, unknown>;

/** Hears what the turn of a loop reads, writes and makes. */
export interface Watcher {
  readonly noteCreated: (object: object) => void;
  readonly noteWriting: (place: Place, key: unknown) => void;
  readonly noteReading: (place: Place, key: unknown) => void;
  readonly noteTouching: (object: object) => void;
  readonly noteAppending: (list: WatchedList) => void;
  /** Whether the turn appended to a list. */
  readonly hasAppended: (list: WatchedList) => boolean;
  /** The program looks at something that differs from turn to turn. */
  readonly observe: () => void;
}

/** A list of the program. */
export interface WatchedList {
  readonly items: Value[];
}

/** The watches that follow a turn now, outermost first. One program is read at a time, and to its end. */
const active: Watcher[] = [];

/** Says that an object was made: what a turn makes itself, it may change. */
export function created(object: object): void {
  for (const watch of active) watch.noteCreated(object);
  for (const log of openLogs) log.noteCreated(object);
}

/** Says that a place is about to be written. */
export function writing<Key, Held>(place: Map<Key, Held>, key: Key): void {
  for (const watch of active) watch.noteWriting(place, key);
  for (const log of openLogs) log.noteWriting(place, key);
}

/** Says that a place is read. */
export function reading<Key, Held>(place: Map<Key, Held>, key: Key): void {
  for (const watch of active) watch.noteReading(place, key);
}

/** Says that something changes in a way that cannot be told apart by places: a random state, an array, an iterator, a graph. */
export function touching(object: object): void {
  if (object instanceof Float64Array) noteWritten(object.buffer);
  for (const watch of active) watch.noteTouching(object);
  for (const log of openLogs) log.noteTouching(object);
}

/** Appends to a list of the program, which is no reading of it. */
export function appendTo(self: { readonly items: Value[]; readonly most?: number }, item: Value): void {
  if (self.most !== undefined) touching(self);
  for (const watch of active) watch.noteAppending(self);
  for (const log of openLogs) log.noteTouching(self);
  const items = unseenItems(self);
  items.push(item);
  if (self.most !== undefined) items.splice(0, items.length - self.most);
}

/** Items of lists that a watch waits for somebody to look at. */
const hidden = new WeakMap<object, Value[]>();

/** Starts to tell a watch what the program does. */
export function startWatching(watch: Watcher): void {
  active.push(watch);
}

/** Ends that. */
export function stopWatching(watch: Watcher): void {
  active.splice(active.indexOf(watch), 1);
}

/** The watches of the loops around a watch's own, outermost first. */
export function outerWatches(watch: Watcher): readonly Watcher[] {
  return active.slice(0, active.indexOf(watch));
}

/** The items of a list, which is no reading of it for a watch. */
export function unseenItems(list: WatchedList): Value[] {
  return hidden.get(list) ?? list.items;
}

/** Tells every watch whose turn appended to a list when the program looks at the list's items. */
export function hideItems(list: WatchedList): void {
  if (hidden.has(list)) return;
  const { items } = list;
  hidden.set(list, items);
  Object.defineProperty(list, 'items', {
    configurable: true,
    enumerable: true,
    get: () => {
      for (const watch of active) if (watch.hasAppended(list)) watch.observe();
      return items;
    },
  });
}

/** Makes the items of a list plain ones again, unless another watch than `but` waits for them. */
export function showItems(list: WatchedList, but: Watcher): void {
  const items = hidden.get(list);
  if (items === undefined || active.some((watch) => watch !== but && watch.hasAppended(list))) return;
  hidden.delete(list);
  Object.defineProperty(list, 'items', { configurable: true, enumerable: true, writable: true, value: items });
}

/** The names of a scope: only of those it is known when they are read. */
export class ScopePlace extends Map<string, Value> {}
