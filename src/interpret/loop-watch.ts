import { message } from '../base/message';
import type { Span } from '../python/syntax';
import { limits, LimitError } from './limits';
import { leastCommonMultiple } from './periods';
import { isEqual } from './same-values';
import { bothInts, isInt, moved, numberIn, slopeOf, trackedBy } from './tracked-values';
import type { RunMark, WatchedRecord } from './watched-record';
import {
  hideItems,
  outerWatches,
  type Place,
  ScopePlace,
  showItems,
  startWatching,
  stopWatching,
  unseenItems,
  type WatchedList,
  type Watcher,
} from './watching';

/** What a watched turn wrote at a place. */
interface Written {
  readonly before: unknown;
  /** Whether it was looked at before it was written: what it held then matters. */
  readonly isRead: boolean;
}

/** Most turns that are read to find the pattern that they repeat. */
const longestPeriod = 2048;
/** Turns after which a loop is first looked at: most loops have fewer. */
const firstLook = 4;
const mostAttempts = 24;
/** Attempts in which what differs after one turn is taken for what it was before the first. */
const firstAttempts = 6;

/**
 * Finds out that the turns of a loop repeat themselves. The program is read on as always; while a watch is active it hears what a turn
 * reads and writes. When everything that was there before has come back to what it was, except for whole numbers that move by the
 * same amount each turn and that nobody looked at but in ways that are accounted for (remainders, comparisons), then the turns to
 * come do the same, and are counted.
 */
export class LoopWatch implements Watcher {
  private turn = 0;
  private nextLook = firstLook;
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
  private appended = new Map<WatchedList, number>();
  /** Whole numbers that moved by the same amount: by how much a turn. */
  private readonly slopes = new Map<Place, Map<unknown, number>>();
  private readonly irregular = new Map<Place, Set<unknown>>();

  constructor(
    private readonly record: WatchedRecord,
    private readonly span: Span,
    private attempts = 0,
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
    stopWatching(this);
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
    entryOf(this.read, place, () => new Set()).add(key);
  }

  noteTouching(object: object): void {
    if (!this.made.has(object)) this.hasFailed = true;
  }

  noteAppending(list: WatchedList): void {
    if (this.made.has(list) || this.appended.has(list)) return;
    this.appended.set(list, unseenItems(list).length);
    hideItems(list);
  }

  hasAppended(list: WatchedList): boolean {
    return this.appended.has(list);
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
    startWatching(this);
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
      entryOf(this.slopes, place, () => new Map<unknown, number>()).set(key, slope);
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
        entryOf(this.irregular, place, () => new Set()).add(key);
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
      throw new LimitError(message('a loop of more than {0} turns', limits.turns), this.span);
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
      const items = unseenItems(list);
      const more = items.slice(length);
      const room = Math.max(0, mostAppended - items.length);
      for (let at = 0; at < Math.min(room, more.length * times); at++) {
        const item = more[at % more.length];
        if (item !== undefined) items.push(item);
      }
    }
    const outer = this.isEntangled ? outerWatches(this) : [];
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
    for (const list of this.appended.keys()) showItems(list, this);
  }
}

/** A list that is appended to in turns that are counted does not get longer than this by them. */
const mostAppended = 100_000;

/** What a map has for a place, made where it has nothing yet. */
function entryOf<T>(all: Map<Place, T>, place: Place, make: () => T): T {
  let entry = all.get(place);
  if (entry === undefined) all.set(place, (entry = make()));
  return entry;
}
