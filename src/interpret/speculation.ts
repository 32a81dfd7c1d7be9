import { message } from '../base/message';
import type { Span } from '../python/syntax';
import { lostNumbers } from './drawing';
import { type ChangeLog, logged, type LoggedPlace } from './change-log';
import { isSameValue } from './same-values';
import { ScopePlace } from './watching';
import { MersenneTwister } from './numpy/mersenne-twister';
import { PythonError } from './limits';
import type { Recorder } from './record/recorder';
import { setForgotten } from './forgotten';
import { type UnknownValue, type Value } from './values';

/** What came of executing what the program may or may not execute. */
export interface Attempt<Result> {
  readonly log: ChangeLog;
  /** Null where it raised: whoever goes on after it did not execute it. */
  readonly result: Result | null;
  /** Whether it did something that is not undone: a call of TensorFlow, a session's run. */
  readonly hasEffect: boolean;
}

/** Executes something without recording what it does to TensorFlow. What it does to the program's values is left as it is. */
export function attempt<Result>(recorder: Recorder, body: () => Result): Attempt<Result> {
  let result: Result | null = null;
  let hasEffect = false;
  const { log } = logged(() => {
    hasEffect = recorder.speculate(() => {
      try {
        result = body();
      } catch (error) {
        if (!(error instanceof PythonError)) throw error;
      }
    });
  });
  return { log, result, hasEffect };
}

/** What places hold after a course was taken. */
export type Held = Map<LoggedPlace, Map<unknown, unknown>>;

/** Puts back what the places held before, and gives what they hold now. What is no place is forgotten. */
export function undo({ written, touched }: ChangeLog, why: UnknownValue, recorder: Recorder): Held {
  const after: Held = new Map();
  for (const [place, keys] of written) {
    const values = new Map<unknown, unknown>();
    for (const [key, before] of keys) {
      values.set(key, place.get(key));
      put(place, key, before);
    }
    after.set(place, values);
  }
  for (const object of touched) forgetTouched(object, why, recorder);
  return after;
}

/** What comes of the values that courses leave under a key of a place; undefined where that is not known. */
export type Merge = (key: unknown, values: readonly unknown[]) => unknown;

/** What the places hold after one of several courses was taken: where these differ, what `merge` makes of it, or that it is not known. */
export function join(courses: readonly Held[], why: UnknownValue, merge: Merge = () => undefined): void {
  const [only, ...others] = courses;
  if (only === undefined) return;
  const places = new Map<LoggedPlace, Set<unknown>>();
  for (const course of courses)
    for (const [place, values] of course) places.set(place, new Set([...(places.get(place) ?? []), ...values.keys()]));
  for (const [place, keys] of places) {
    for (const key of keys) {
      const before = place.get(key);
      const held = (course: Held): unknown => {
        const values = course.get(place);
        return values?.has(key) === true ? values.get(key) : before;
      };
      const first = held(only);
      if (others.every((course) => isSameValue(first, held(course)))) put(place, key, first);
      else {
        const values = [first, ...others.map(held)];
        const merged = merge(key, values);
        if (merged === undefined) forgetPlace(place, key, values, why);
        else place.set(key, merged);
      }
    }
  }
}

/** What a loop changed of what was there before it: the next turn may change it again. Whether there was any such thing. */
export function forgetChanges({ written, touched }: ChangeLog, why: UnknownValue, recorder: Recorder): boolean {
  let isAny = false;
  for (const [place, keys] of written) {
    for (const [key, before] of keys) {
      const now = place.get(key);
      // What the loop itself brings is what its last turn leaves.
      if (before === undefined && isNamed(place, now)) continue;
      if (agrees(before, now)) {
        put(place, key, before);
        continue;
      }
      isAny = true;
      forgetPlace(place, key, [before, now], why);
    }
  }
  for (const object of touched) isAny = forgetTouched(object, why, recorder) || isAny;
  return isAny;
}

function isNamed(place: LoggedPlace, value: unknown): boolean {
  return place instanceof ScopePlace || isValue(value);
}

function put(place: LoggedPlace, key: unknown, value: unknown): void {
  if (value === undefined) place.delete(key);
  else place.set(key, value);
}

function forgetPlace(place: LoggedPlace, key: unknown, values: readonly unknown[], why: UnknownValue): void {
  const entry = values.find(isEntry);
  if (entry !== undefined) {
    // A key that may be missing makes all of a dictionary unknown: its length, what is not in it.
    if (values.includes(undefined)) setForgotten(place, why);
    else place.set(key, { key: entry.key, value: why });
  } else if (values.some(isValue)) place.set(key, why);
  // A counter of a session.
  else place.set(key, null);
}

/** Whether it is a value of the program: neither what a dictionary keeps under a key nor what a session's counter holds. */
export function isValue(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** Whether it is what a dictionary keeps under a key. */
export function isEntry(value: unknown): value is { readonly key: Value; readonly value: Value } {
  return typeof value === 'object' && value !== null && 'key' in value && !isValue(value);
}

/** Forgets an object that was changed; whether it was known before. */
function forgetTouched(object: object, why: UnknownValue, recorder: Recorder): boolean {
  if (object instanceof MersenneTwister) {
    if (object.isSeeded) recorder.note(lostNumbers, why.span);
    return false;
  }
  if (object instanceof Float64Array) return setForgotten(object.buffer, why);
  return setForgotten(object, why);
}

/** Whether a value is the one before; a tensor is, where the call that gives it was not recorded again. */
function agrees(before: unknown, now: unknown, depth = 0): boolean {
  if (isValue(before) && isValue(now) && before.kind === 'tensor' && isUnrecorded(now)) return true;
  if (isEntry(before) && isEntry(now)) return agrees(before.value, now.value, depth);
  if (isValue(before) && isValue(now) && depth < 4) {
    const [a, b] = [partsOf(before), partsOf(now)];
    if (a !== null && b !== null && before.kind === now.kind)
      return a.length === b.length && a.every((item, at) => agrees(item, b[at], depth + 1));
  }
  return isSameValue(before, now);
}

function partsOf(value: Value): readonly Value[] | null {
  return (value.kind === 'list' || value.kind === 'tuple') && value.items.length <= 64 ? value.items : null;
}

/** The result of a call of TensorFlow that was made in what the program may or may not execute. */
export function unrecorded(span: Span): UnknownValue {
  return { kind: 'unknown', why: unrecordedReason, span };
}

const unrecordedReason = message('a TensorFlow call that the program may or may not make');

function isUnrecorded(value: Value): boolean {
  return value.kind === 'unknown' && value.why === unrecordedReason;
}
