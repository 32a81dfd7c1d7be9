/** A name of a scope, an attribute, a key of a dictionary: where a program keeps what it knows. */
export type LoggedPlace = Map<unknown, unknown>;

/**
 * What a stretch of a program changes of what was there before: places, with what they held, and objects that are changed in ways that
 * cannot be told apart by places (lists, arrays, iterators, generators of random numbers).
 */
export class ChangeLog {
  readonly written = new Map<LoggedPlace, Map<unknown, unknown>>();
  readonly touched = new Set<object>();
  private readonly made = new WeakSet<object>();

  noteCreated(object: object): void {
    this.made.add(object);
  }

  noteWriting(place: LoggedPlace, key: unknown): void {
    if (this.made.has(place)) return;
    let keys = this.written.get(place);
    if (keys === undefined) this.written.set(place, (keys = new Map<unknown, unknown>()));
    if (!keys.has(key)) keys.set(key, place.get(key));
  }

  noteTouching(object: object): void {
    if (!this.made.has(object)) this.touched.add(object);
  }
}

/** Logs that are being kept, outermost first. One program is read at a time. */
export const openLogs: ChangeLog[] = [];

/** Executes and logs every change that is made to the program's objects. */
export function logged<Result>(body: () => Result): { readonly log: ChangeLog; readonly result: Result } {
  const log = new ChangeLog();
  openLogs.push(log);
  try {
    return { log, result: body() };
  } finally {
    openLogs.splice(openLogs.indexOf(log), 1);
  }
}
