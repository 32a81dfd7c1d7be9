// How a scheduler that a program steps by hand is stepped: the case, and what is said of it.
import { type Message, message } from '../base/message';
import { rateText, stepsText } from '../base/number-text';
import type { SourceRange } from '../base/source-range';
import { type CaseKind, caseKinds, isCounted, isRight } from './step-case';
import type { Verdict } from './verdict';

/** Every kind of a scheduler's case: the wrong ones, which are named as their rules, and the right ones. */
const clockCaseKinds = [
  'scheduler-never-stepped',
  'scheduler-before-optimizer',
  'scheduler-stepped-twice',
  'scheduler-pace',
  'timm-step-unit',
  'scheduler-stepped',
  'optax-state-dropped',
  'keras-schedule-unit',
  'schedule-counted',
] as const;

/** Those of a schedule that its optimizer asks at its own count of updates, the right one last. */
const countedKinds: readonly ClockCaseKind[] = ['optax-state-dropped', 'keras-schedule-unit', 'schedule-counted'];

/** What is wrong, or right, with how a scheduler is stepped. */
export type ClockCaseKind = (typeof clockCaseKinds)[number];

/** The cases that rules of other names find. */
const casesOfRules: ReadonlyMap<string, ClockCaseKind> = new Map([
  ['lightning-scheduler-key', 'scheduler-never-stepped'],
  ['lightning-manual-step', 'scheduler-never-stepped'],
  ['lightning-interval', 'scheduler-pace'],
]);

/** The case that a rule finds; null where that is no scheduler's. */
export function clockCaseOf(rule: string): ClockCaseKind | null {
  return casesOfRules.get(rule) ?? clockCaseKinds.find((kind) => kind === rule) ?? null;
}

/** The case of a run: of a global step, or of a scheduler. */
export type RunCaseKind = CaseKind | ClockCaseKind;

/** Every kind of a run's case. */
export const runCaseKinds: readonly RunCaseKind[] = [...caseKinds, ...clockCaseKinds];

/** Whether a case is that of a scheduler. */
export function isClockCase(kind: RunCaseKind): kind is ClockCaseKind {
  return clockCaseKinds.some((one) => one === kind);
}

/** Whether the count that a case is about is the optimizer's own, of its updates. */
export function isCountedCase(kind: RunCaseKind): boolean {
  return countedKinds.some((one) => one === kind);
}

/** Whether the program as written counts as it should. */
export function isRunRight(kind: RunCaseKind): boolean {
  return isClockCase(kind) ? kind === 'scheduler-stepped' || kind === 'schedule-counted' : isRight(kind);
}

/** Which of the two runs has its step counted as it should be, or not counted at all; null where both count it. */
export function variantThat(counts: boolean, kind: RunCaseKind): 'as-written' | 'counterpart' | null {
  if (kind === 'counted-twice' && !counts) return null;
  return kind === 'no-reader' || counts === isRunRight(kind) ? 'as-written' : 'counterpart';
}

/** Whether the count that is shown moves: in the program as written, and in its counterpart. */
export function isRunCounted(kind: RunCaseKind, variant: 'as-written' | 'counterpart'): boolean {
  if (!isClockCase(kind)) return isCounted(kind, variant);
  if (variant === 'counterpart') return !isRunRight(kind);
  return kind !== 'scheduler-never-stepped' && kind !== 'optax-state-dropped';
}

/** A scheduler's run in numbers. */
export interface ClockCourse {
  /** The rate of the first update, and of the last: one a group of parameters. */
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** Calls of its `step`. */
  readonly ticks: number;
}

/** What is known of a scheduler's case. */
export interface ClockCase {
  readonly kind: ClockCaseKind;
  /** The class, or the function that makes it. */
  readonly name: string;
  readonly range: SourceRange;
  readonly updates: number;
  readonly written: ClockCourse;
  readonly other: ClockCourse;
  /** When the counterpart steps it; null where that changes nothing of the pace. */
  readonly pace: 'update' | 'epoch' | null;
}

/** What every surface says of a scheduler's run. */
export function clockVerdict(known: ClockCase): Verdict {
  return { answer: answerOf(known), sentence: sentenceOf(known), details: [], change: changeOf(known) };
}

/** The answer for a scheduler that nothing steps, whatever else is known of it. */
export function neverSteppedAnswer(rates: readonly number[]): Message {
  return message('never stepped: the rate stays {0}', ratesText(rates));
}

/** So many groups of parameters are named one by one. */
const mostNamed = 3;

/** The rates of all groups of parameters at one time: one where they agree, each of a few, else the least and the greatest. */
export function ratesText(rates: readonly number[]): string {
  const all = rates.map(rateText);
  if (new Set(all).size === 1) return all[0] ?? '';
  if (all.length <= mostNamed) return all.join(' / ');
  return `${rateText(Math.min(...rates))} … ${rateText(Math.max(...rates))}`;
}

function isSame(rates: readonly number[], others: readonly number[]): boolean {
  return rates.every((rate, group) => rate === others[group]);
}

function answerOf({ kind, updates, written, other }: ClockCase): Message {
  const [first, last] = [ratesText(written.first), ratesText(written.last)];
  switch (kind) {
    case 'scheduler-never-stepped':
      return neverSteppedAnswer(written.first);
    case 'scheduler-before-optimizer':
      return isSame(written.first, other.first)
        ? message('stepped before the optimizer: ends at {0}, not {1}', last, ratesText(other.last))
        : message('stepped before the optimizer: starts at {0}, not {1}', first, ratesText(other.first));
    case 'scheduler-stepped-twice':
      return isSame(written.last, other.last)
        ? message('stepped twice for one update: {0} times, not {1}', stepsText(written.ticks), stepsText(other.ticks))
        : message('stepped twice for one update: ends at {0}, not {1}', last, ratesText(other.last));
    case 'timm-step-unit':
      return message('its steps do nothing: the rate stays {0}', first);
    case 'scheduler-pace':
      return message('stepped {0} times: ends at {1}, not {2}', stepsText(written.ticks), last, ratesText(other.last));
    case 'scheduler-stepped':
      return written.ticks === updates
        ? message('stepped with each of {0} updates: {1} → {2}', stepsText(updates), first, last)
        : message(
            'stepped {0} times in {1} updates: {2} → {3}',
            stepsText(written.ticks),
            stepsText(updates),
            first,
            last,
          );
    case 'optax-state-dropped':
      return isSame(written.first, written.last)
        ? message('the state is dropped: the rate stays {0}', first)
        : message('the state is made anew: ends at {0}, not {1}', last, ratesText(other.last));
    case 'keras-schedule-unit':
      return message('counts updates: ends at {0}, not {1}', last, ratesText(other.last));
    case 'schedule-counted':
      return message('counts each of {0} updates: {1} → {2}', stepsText(updates), first, last);
  }
}

function sentenceOf(known: ClockCase): Message {
  const { kind, name, updates, written, other } = known;
  const [first, last, all] = [ratesText(written.first), ratesText(written.last), stepsText(updates)];
  switch (kind) {
    case 'scheduler-never-stepped':
      return message(
        'Nothing steps this {0}: the learning rate stays {1} for all {2} updates and should end at {3}.',
        name,
        first,
        all,
        ratesText(other.last),
      );
    case 'scheduler-before-optimizer':
      if (isSame(written.first, other.first))
        return message(
          'This {0} is stepped before its optimizer: the learning rate ends at {1} and should end at {2}.',
          name,
          last,
          ratesText(other.last),
        );
      return message(
        'This {0} is stepped before its optimizer: the first update is made with {1} and should be made with {2}.',
        name,
        first,
        ratesText(other.first),
      );
    case 'scheduler-stepped-twice':
      return twiceSentence(name, all, written, other);
    case 'scheduler-pace':
      return message(
        'This {0} is stepped {1} times in {2} updates: the learning rate ends at {3} and should end at {4}.',
        name,
        stepsText(written.ticks),
        all,
        last,
        ratesText(other.last),
      );
    case 'scheduler-stepped':
      return message(
        'This {0} is stepped {1} times in {2} updates: the learning rate goes from {3} to {4}; never stepped it would stay {5}.',
        name,
        stepsText(written.ticks),
        all,
        first,
        last,
        ratesText(other.last),
      );
    case 'timm-step-unit':
      return message(
        'The method that steps this {0} does nothing for it: the learning rate stays {1} for all {2} updates and should end at {3}.',
        name,
        first,
        all,
        ratesText(other.last),
      );
    default:
      return countedSentence(known);
  }
}

function countedSentence({ kind, name, updates, written, other }: ClockCase): Message {
  const [first, last, all] = [ratesText(written.first), ratesText(written.last), stepsText(updates)];
  const should = ratesText(other.last);
  if (kind === 'schedule-counted')
    return message(
      'The optimizer asks this {0} at its count of {1} updates: the learning rate goes from {2} to {3}; not counted it would stay {4}.',
      name,
      all,
      first,
      last,
      should,
    );
  if (kind === 'keras-schedule-unit')
    return message(
      'This {0} counts the {1} updates, and is as long as the epochs: the learning rate ends at {2} and should end at {3}.',
      name,
      all,
      last,
      should,
    );
  return isSame(written.first, written.last)
    ? message(
        'The state that counts for this {0} is dropped: the learning rate stays {1} for all {2} updates and should end at {3}.',
        name,
        first,
        all,
        should,
      )
    : message(
        'The state that counts for this {0} is made anew during the {1} updates: the learning rate ends at {2} and should end at {3}.',
        name,
        all,
        last,
        should,
      );
}

function twiceSentence(name: string, updates: string, written: ClockCourse, other: ClockCourse): Message {
  const ticks = stepsText(written.ticks);
  return isSame(written.last, other.last)
    ? message(
        'This {0} is stepped twice for one update: {1} times in {2} updates, and should be stepped {3} times.',
        name,
        ticks,
        updates,
        stepsText(other.ticks),
      )
    : message(
        'This {0} is stepped twice for one update, {1} times in {2} updates: the learning rate ends at {3} and should end at {4}.',
        name,
        ticks,
        updates,
        ratesText(written.last),
        ratesText(other.last),
      );
}

function changeOf({ kind, name, range, pace }: ClockCase): Verdict['change'] {
  const text = ((): Message => {
    if (kind === 'scheduler-stepped') return message('{0} is never stepped', name);
    if (kind === 'schedule-counted') return message('the count of {0} stays 0', name);
    if (kind === 'optax-state-dropped') return message('the state that counts for {0} is kept', name);
    if (kind === 'scheduler-before-optimizer') return message('{0} is stepped after the optimizer', name);
    switch (pace) {
      case 'update':
        return message('{0} is stepped after each update', name);
      case 'epoch':
        return message('{0} is stepped after each epoch', name);
      case null:
        return kind === 'scheduler-stepped-twice'
          ? message('the second step() of {0} is left out', name)
          : message('the length of {0} is the number of its steps', name);
    }
  })();
  return { text, range };
}
