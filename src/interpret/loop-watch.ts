import type { GraphArray } from '../base/graph-call';
import { isSameFormula } from '../base/formula';
import type { Span } from '../python/syntax';
import { openLogs } from './change-log';
import { noteWritten } from './forgotten';
import { limits, LimitError } from './limits';
import type { Value } from './values';

/** A name of a scope, an attribute, a key of a dictionary, a counter of a session: where a program keeps what it knows. */
type Place = Map<unknown, unknown>;

interface Written {
  readonly before: unknown;
  /** Whether it was looked at before it was written: what it held then matters. */
  readonly isRead: boolean;
}

/** Most turns that are read to find the pattern that they repeat. */
export const longestPeriod = 2048;
/** A remainder by more than this is not waited for: how long a comparison with it stays as it is, is computed. */
const longestRemainder = 1000;
/** Turns after which a loop is first looked at: most loops have fewer. */
const firstLook = 4;
const mostAttempts = 24;
/** Attempts in which what differs after one turn is taken for what it was before the first. */
const firstAttempts = 6;

/** Watches that look at a turn now, outermost first. One program is read at a time, and to its end. */
const active: LoopWatch[] = [];

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
  const items = hidden.get(self) ?? self.items;
  items.push(item);
  if (self.most !== undefined) items.splice(0, items.length - self.most);
}

/** Items of lists that a watch waits for somebody to look at. */
const hidden = new WeakMap<object, Value[]>();

/** A place among the recorded runs, and how many were made until there. */
export interface RunMark {
  readonly steps: number;
  readonly count: number;
}

/** What a watch needs of the counters of a session, and of the recorded runs. */
export interface WatchedRecord {
  /** How many values of a slot were seen so far; and of all slots. */
  readonly seenOf: (slot: number) => number;
  readonly seen: () => ReadonlyMap<number, number>;
  /** Where runs from now on are kept apart from those before. */
  readonly mark: () => RunMark;
  /** Says that what was recorded since the mark is made `times` times more. */
  readonly repeat: (mark: RunMark, times: number, span: Span) => void;
  /** Tells which counters move by how much a turn; null: none is watched any more. */
  readonly track: (watch: LoopWatch, slopes: ReadonlyMap<Place, ReadonlyMap<unknown, number>> | null) => void;
}

/**
 * Finds out that the turns of a loop repeat themselves. The program is read on as always; while a watch is active it hears what a turn
 * reads and writes. When everything that was there before has come back to what it was, except for whole numbers that move by the
 * same amount each turn and that nobody looked at but in ways that are accounted for (remainders, comparisons), then the turns to
 * come do the same, and are counted.
 */
export class LoopWatch {
  private turn = 0;
  private nextLook = firstLook;
  private attempts = 0;
  private isActive = false;
  private hasFailed = false;
  private stamp = 0;
  private turnsWatched = 0;
  private period = 1;
  /** Turns after which the numbers that are followed have moved by the same amount. */
  private regularPeriod = 1;
  /** The first turn, from the one that is being read, in which a comparison comes out otherwise: counted since the watch began. */
  private horizon = Number.POSITIVE_INFINITY;
  /** Whether a comparison depends on this loop and on one around it. */
  private isEntangled = false;
  private mark: RunMark = { steps: 0, count: 0 };
  /** How many values of each slot had been seen when the watching began. */
  private seen: ReadonlyMap<number, number> = new Map();
  private made = new Set<object>();
  private written = new Map<Place, Map<unknown, Written>>();
  private read = new Map<Place, Set<unknown>>();
  private appended = new Map<{ readonly items: Value[] }, number>();
  /** Whole numbers that moved by the same amount: by how much a turn. */
  private readonly slopes = new Map<Place, Map<unknown, number>>();
  private readonly irregular = new Map<Place, Set<unknown>>();

  constructor(
    private readonly record: WatchedRecord,
    private readonly span: Span,
  ) {}

  /** Which attempt numbers that are tracked belong to: earlier ones are plain numbers again. */
  get attempt(): number {
    return this.isActive ? this.stamp : -1;
  }

  /**
   * Called at the end of a turn; `left` turns are to come, as far as that is known. How many of them need not be read; null where the
   * loop would go on for ever.
   */
  endTurn(left: number): number | null {
    this.turn += 1;
    if (!this.isActive) {
      if (this.turn >= this.nextLook && left > firstLook && this.attempts < mostAttempts) this.begin();
      return 0;
    }
    this.turnsWatched += 1;
    if (this.hasFailed) return this.giveUp();
    if (this.turnsWatched % this.period !== 0) return 0;
    const verdict = this.compare();
    if (verdict === 'again') {
      this.begin();
      return 0;
    }
    if (verdict === 'on') return this.turnsWatched < longestPeriod ? 0 : this.giveUp();
    const ahead = Math.min(left, this.horizon - this.turnsWatched);
    if (ahead === Number.POSITIVE_INFINITY) return null;
    // The last turns are read, so that everything stands in the end as they leave it.
    const times = Math.floor((ahead - 1) / this.turnsWatched);
    if (times >= 1) return this.skip(times);
    // A comparison comes out otherwise soon: what is seen after that is another pattern.
    if (this.horizon <= this.turnsWatched + 1) this.begin();
    return 0;
  }

  /** Counts turns of a loop whose end is not known, until there were `turns` of them. */
  countTo(turns: number): void {
    if (this.isActive) this.skip(Math.max(0, Math.floor((turns - this.turn) / this.turnsWatched)));
  }

  /** Whether anything was run in the turns that were watched. */
  get hasRun(): boolean {
    return this.record.mark().count > this.mark.count;
  }

  /** Ends the watching; numbers that are tracked are plain ones again. */
  close(): void {
    if (!this.isActive) return;
    this.isActive = false;
    this.reveal();
    this.record.track(this, null);
    active.splice(active.indexOf(this), 1);
  }

  /** Somebody looked at a number as it is in this turn: the next one is not like it. */
  observe(): void {
    this.hasFailed = true;
  }

  /** A remainder was taken: turns repeat themselves at best after so many. */
  repeatAfter(turns: number): void {
    this.period = leastCommonMultiple(this.period, turns);
    if (this.period > longestPeriod) this.hasFailed = true;
  }

  /** A comparison comes out otherwise after so many turns more. */
  changeAfter(turns: number, isEntangled: boolean): void {
    this.horizon = Math.min(this.horizon, this.turnsWatched + turns);
    if (isEntangled) this.isEntangled = true;
  }

  noteCreated(object: object): void {
    this.made.add(object);
  }

  noteWriting(place: Place, key: unknown): void {
    if (this.made.has(place)) return;
    let places = this.written.get(place);
    if (places === undefined) this.written.set(place, (places = new Map<unknown, Written>()));
    if (places.has(key)) return;
    places.set(key, { before: place.get(key), isRead: this.read.get(place)?.has(key) === true });
  }

  noteReading(place: Place, key: unknown): void {
    if (this.written.get(place)?.has(key) === true) return;
    let keys = this.read.get(place);
    if (keys === undefined) this.read.set(place, (keys = new Set()));
    keys.add(key);
  }

  noteTouching(object: object): void {
    if (!this.made.has(object)) this.hasFailed = true;
  }

  noteAppending(list: { readonly items: Value[] }): void {
    if (this.made.has(list) || this.appended.has(list)) return;
    const items = hidden.get(list) ?? list.items;
    this.appended.set(list, items.length);
    if (hidden.has(list)) return;
    hidden.set(list, items);
    Object.defineProperty(list, 'items', {
      configurable: true,
      enumerable: true,
      get: () => {
        for (const watch of active) if (watch.appended.has(list)) watch.observe();
        return items;
      },
    });
  }

  private begin(): void {
    this.close();
    this.attempts += 1;
    this.nextLook = this.turn;
    this.isActive = true;
    this.stamp += 1;
    this.hasFailed = false;
    this.isEntangled = false;
    this.turnsWatched = 0;
    this.period = this.regularPeriod;
    this.horizon = Number.POSITIVE_INFINITY;
    this.made = new Set();
    this.written = new Map();
    this.read = new Map();
    this.appended = new Map();
    this.mark = this.record.mark();
    this.seen = this.record.seen();
    active.push(this);
    for (const [place, keys] of this.slopes) {
      for (const [key, slope] of keys) {
        const held = place.get(key);
        if (isInt(held)) place.set(key, trackedBy(this, held, slope));
      }
    }
    this.record.track(this, this.slopes);
  }

  private giveUp(): number {
    this.close();
    this.nextLook = this.turn * 2;
    return 0;
  }

  /** Whether everything is as it was when the watching began. */
  private compare(): 'same' | 'on' | 'again' {
    if (!this.areRegular()) return 'again';
    const moved: [Place, unknown, number][] = [];
    let isSame = true;
    for (const [place, keys] of this.written) {
      for (const [key, { before, isRead }] of keys) {
        if ((place instanceof ScopePlace && !isRead) || this.slopes.get(place)?.has(key) === true) continue;
        const now = place.get(key);
        if (isEqual(before, now, (slot) => this.record.seenOf(slot) - (this.seen.get(slot) ?? 0))) continue;
        const delta = numberIn(now) - numberIn(before);
        if (!Number.isSafeInteger(delta) || !bothInts(before, now) || this.irregular.get(place)?.has(key) === true)
          isSame = false;
        else moved.push([place, key, delta / this.turnsWatched]);
      }
    }
    // What a loop finds at first is often not what its turns leave to the next.
    if (!isSame) return this.turnsWatched === 1 && this.attempts <= firstAttempts ? 'again' : 'on';
    if (moved.length === 0) return 'same';
    for (const [place, key, slope] of moved) {
      let slopes = this.slopes.get(place);
      if (slopes === undefined) this.slopes.set(place, (slopes = new Map<unknown, number>()));
      slopes.set(key, slope);
    }
    this.regularPeriod = this.turnsWatched;
    return 'again';
  }

  /** Whether the numbers that moved by the same amount did so again; those that did not are followed no more. */
  private areRegular(): boolean {
    let all = true;
    for (const [place, keys] of this.slopes) {
      for (const [key, slope] of keys) {
        const was = this.written.get(place)?.get(key);
        if (was !== undefined && place instanceof ScopePlace && !was.isRead) continue;
        const now = place.get(key);
        const isTracked = typeof now === 'number' || slopeOf(now, this) === slope;
        const moved = numberIn(now) - numberIn(was?.before);
        if (isTracked && Math.abs(moved - slope * this.turnsWatched) < 1e-6) continue;
        keys.delete(key);
        keysOf(this.irregular, place).add(key);
        this.regularPeriod = 1;
        all = false;
      }
    }
    return all;
  }

  /** Counts the turns of `times` periods more. */
  private skip(times: number): number {
    const turns = times * this.turnsWatched;
    if (!this.hasRun && this.turn + turns > limits.turns)
      throw new LimitError(`a loop of more than ${limits.turns} turns`, this.span);
    const numbers: [Place, unknown, unknown][] = [];
    for (const [place, keys] of this.written) {
      for (const key of keys.keys()) {
        const now = place.get(key);
        const slope = typeof now === 'number' ? (this.slopes.get(place)?.get(key) ?? 0) : slopeOf(now, this);
        if (slope === null || slope === 0) continue;
        numbers.push([place, key, moved(now, Math.round(slope * turns), this)]);
      }
    }
    for (const [list, length] of this.appended) {
      const items = hidden.get(list) ?? [];
      const more = items.slice(length);
      const room = Math.max(0, mostAppended - items.length);
      for (let at = 0; at < Math.min(room, more.length * times); at++) {
        const item = more[at % more.length];
        if (item !== undefined) items.push(item);
      }
    }
    const outer = this.isEntangled ? active.slice(0, active.indexOf(this)) : [];
    for (const watch of outer) watch.observe();
    this.record.repeat(this.mark, times, this.span);
    this.close();
    this.attempts = 0;
    for (const [place, key, value] of numbers) place.set(key, value);
    this.turn += turns;
    this.nextLook = this.turn;
    return turns;
  }

  private reveal(): void {
    for (const list of this.appended.keys()) {
      const items = hidden.get(list);
      if (items === undefined || active.some((watch) => watch !== this && watch.appended.has(list))) continue;
      hidden.delete(list);
      Object.defineProperty(list, 'items', { configurable: true, enumerable: true, writable: true, value: items });
    }
  }
}

/** A list that is appended to in turns that are counted does not get longer than this by them. */
const mostAppended = 100_000;

/** The names of a scope: only of those it is known when they are read. */
export class ScopePlace extends Map<string, Value> {}

/** By how much a number moves when a watched loop goes on by a turn; null: in no regular way. */
export type Slopes = ReadonlyMap<LoopWatch, { readonly slope: number | null; readonly attempt: number }>;

/**
 * A number that depends on the turn of a loop that is being watched. Whoever looks at its value makes the turn one of its own;
 * arithmetic, remainders and comparisons are made without looking (`tracked.ts`).
 */
export class TrackedNumber {
  constructor(
    readonly kind: 'int' | 'float',
    private readonly now: number,
    readonly slopes: Slopes,
    /** Where it is a remainder: by what, of a number that moves by `slope`. */
    readonly remainder: { readonly by: number; readonly slope: number } | null = null,
  ) {}

  get value(): number {
    for (const [watch, { attempt }] of this.slopes) if (watch.attempt === attempt) watch.observe();
    return this.now;
  }

  /** The value, for those who account for what they do with it. */
  peek(): number {
    return this.now;
  }
}

/** A text with a number in it that depends on the turn. */
export class TrackedText {
  readonly kind = 'str';

  constructor(
    private readonly now: string,
    readonly watches: ReadonlySet<LoopWatch>,
  ) {}

  get value(): string {
    for (const watch of this.watches) watch.observe();
    return this.now;
  }

  /** The text, for those who account for what they do with it. */
  peek(): string {
    return this.now;
  }
}

/** A whole number as one that a watch follows. */
export function trackedBy(watch: LoopWatch, value: Value, slope: number): Value {
  const now = value instanceof TrackedNumber ? value.peek() : numberIn(value);
  const others = value instanceof TrackedNumber ? [...value.slopes].filter(([other]) => other !== watch) : [];
  return new TrackedNumber('int', now, new Map([...others, [watch, { slope, attempt: watch.attempt }]]));
}

/** By how much a value moves a turn; 0: it does not depend on the turn; null: in no regular way. */
export function slopeOf(value: unknown, watch: LoopWatch): number | null {
  if (!(value instanceof TrackedNumber)) return 0;
  const known = value.slopes.get(watch);
  return known === undefined || known.attempt !== watch.attempt ? 0 : known.slope;
}

function moved(value: unknown, by: number, watch: LoopWatch): unknown {
  if (typeof value === 'number') return value + by;
  if (!(value instanceof TrackedNumber)) return value;
  const others = [...value.slopes].filter(([other]) => other !== watch);
  return others.length === 0
    ? { kind: value.kind, value: value.peek() + by }
    : new TrackedNumber(value.kind, value.peek() + by, new Map(others));
}

function isInt(value: unknown): value is Value & { kind: 'int' } {
  const held = value as Value | null;
  return (
    typeof value === 'object' && held?.kind === 'int' && (held instanceof TrackedNumber || held.exact === undefined)
  );
}

function bothInts(before: unknown, now: unknown): boolean {
  return (typeof before === 'number' && typeof now === 'number') || (isInt(before) && isInt(now));
}

function numberIn(value: unknown): number {
  if (typeof value === 'number') return value;
  if (value instanceof TrackedNumber) return value.peek();
  return isInt(value) ? value.value : Number.NaN;
}

/** Whether a program cannot tell two values apart, as far as that is quick to see. */
export function isSameValue(left: unknown, right: unknown): boolean {
  return isEqual(left, right, () => 0);
}

function isEqual(left: unknown, right: unknown, later: (slot: number) => number, depth = 0): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  // An entry of a dictionary is a pair of key and value.
  if (!('kind' in left)) return 'value' in left && 'value' in right && isEqual(left.value, right.value, later, depth);
  if (left instanceof TrackedNumber || right instanceof TrackedNumber) return isSameTracked(left, right);
  if (left instanceof TrackedText || right instanceof TrackedText) return false;
  const [a, b] = [left as Value, right as Value];
  if (a.kind !== b.kind || depth > 4) return false;
  switch (a.kind) {
    case 'none':
    case 'nothing':
    case 'ellipsis':
      return true;
    case 'int':
      return a.value === (b as typeof a).value && a.exact === (b as typeof a).exact;
    case 'bool':
    case 'float':
    case 'str':
    case 'dtype':
      return Object.is(a.value, (b as typeof a).value);
    case 'unknown': {
      const other = (b as typeof a).formula;
      if (a.formula !== undefined && other !== undefined) return isSameFormula(a.formula, other, later);
      return a.formula === other && a.why === (b as typeof a).why && a.span.start === (b as typeof a).span.start;
    }
    case 'tensor':
      return a.call === (b as typeof a).call && a.output === (b as typeof a).output;
    case 'range':
      return a.start === (b as typeof a).start && a.stop === (b as typeof a).stop && a.step === (b as typeof a).step;
    case 'array':
      return isEqualArray(a.array, (b as typeof a).array);
    case 'method':
      return a.callee === (b as typeof a).callee && isEqual(a.self, (b as typeof a).self, later, depth + 1);
    case 'function':
      return a.definition === (b as typeof a).definition && a.scope === (b as typeof a).scope;
    case 'tuple':
    case 'list': {
      const { items } = b as typeof a;
      if (a.items.length !== items.length || items.length > 4096) return false;
      return a.items.every((item, at) => isEqual(item, items[at], later, depth + 1));
    }
    case 'dict': {
      const { entries } = b as typeof a;
      if (a.entries.size !== entries.size) return false;
      return [...a.entries].every(([key, { value }]) => isEqual(value, entries.get(key)?.value, later, depth + 1));
    }
    default:
      return false;
  }
}

/** Numbers that loops around this one follow: the same in every regard. */
function isSameTracked(left: unknown, right: unknown): boolean {
  if (numberIn(left) !== numberIn(right)) return false;
  const slopes = [left, right].map((value) => (value instanceof TrackedNumber ? value.slopes : new Map()) as Slopes);
  const watches = new Set(slopes.flatMap((each) => [...each.keys()]));
  return [...watches].every((watch) => {
    const [a, b] = [slopeOf(left, watch), slopeOf(right, watch)];
    return a !== null && a === b;
  });
}

function isEqualArray(left: GraphArray, right: GraphArray): boolean {
  if (left.data === right.data) return left.shape.join() === right.shape.join();
  if (left.dtype !== right.dtype || left.shape.join() !== right.shape.join() || left.data.length > 65_536) return false;
  return left.data.every((element, at) => Object.is(element, right.data[at]));
}

function keysOf(all: Map<Place, Set<unknown>>, place: Place): Set<unknown> {
  let keys = all.get(place);
  if (keys === undefined) all.set(place, (keys = new Set()));
  return keys;
}

function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b;
}

/** The greatest number that divides both. */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);
}

/** Whether turns that differ by a remainder are read until they come round, rather than computed. */
export function isShortPeriod(turns: number): boolean {
  return turns <= longestRemainder;
}
