// What comes of each scheduler of a program that steps it by hand.
import { message, type Message } from '../../base/message';
import { type ClockCaseKind, clockCaseOf, isRunRight } from '../../case/clock-case';
import type { Verdict } from '../../case/verdict';
import { isAbout, type SourceRange } from '../../base/source-range';
import type { Interpretation } from '../../interpret/interpret';
import type { RecordedStep } from '../../interpret/record/recorded-steps';
import type { RecordedScheduler } from '../../interpret/record/training-clocks';
import { sampleCurve, type ScheduleCurve } from '../../schedules/curve';
import { LibraryError } from '../../schedules/library-error';
import type { ScheduleCall } from '../../schedules/parameters';
import { type Optimizer, optimizerOf } from '../../schedules/pytorch/scheduler';
import { Plateau } from '../../schedules/pytorch/plateau';
import { TimmClock } from '../../schedules/timm/clock';
import { UnknownArgument } from '../schedule-arguments';
import type { ClockRows, PlannedClock } from '../training-plan';
import { readClocks, type StepFinding } from './clock-plans';
import { madeScheduler, partsAmong } from './clock-run';
import { isReason } from './reason';
import { namedCall, optimizerAtStart, scheduleCall } from './scheduler-call';
import { lengthNames, shownLength } from './scheduler-lengths';

/** How a scheduler is stepped. */
export interface SchedulerPace {
  /** Updates of its optimizer; null where what steps it was not met, and the curve is over ticks of its own. */
  readonly updates: number | null;
  /** Calls of its `step`. */
  readonly ticks: number;
  /** Whether another scheduler is made of it, and steps it. */
  readonly isPart: boolean;
  /** Whether the optimizer counts them: its updates, not calls of `step`. */
  readonly isCounted: boolean;
  /** The parameters that count these. */
  readonly counting: readonly string[];
  /** The rates that the curve begins and ends with, one a group of parameters; the curve is that of the first. */
  readonly groups: { readonly first: readonly number[]; readonly last: readonly number[] };
  /** The number of batches that stands in for that of the program's loaders; null where none has to. */
  readonly standInBatches: number | null;
}

/** What is known of a scheduler in numbers. */
export interface SchedulerOutlook {
  readonly name: string;
  readonly range: SourceRange;
  readonly curve: ScheduleCurve | null;
  readonly why: Message | null;
  readonly isPlanned: boolean;
  readonly pace: SchedulerPace;
  /** Absent where it is not known how the program steps it. */
  readonly clock?: ClockOutlook;
  /** The rate of each group of parameters at which it stays, where the check finds that nothing steps it. */
  readonly standsAt?: readonly number[];
}

/** How a scheduler is stepped as its program stands: what is said of it, and the curve of stepping it right where it is stepped wrong. */
export interface ClockOutlook {
  readonly kind: ClockCaseKind;
  readonly verdict: Verdict;
  readonly corrected: ScheduleCurve | null;
}

/**
 * Every scheduler that a program makes, over the updates that its training makes, or over ticks of its own. `findings` are those of the
 * program's check.
 */
export function schedulerOutlooks(
  interpretation: Interpretation,
  steps: readonly RecordedStep[],
  findings: readonly StepFinding[],
): SchedulerOutlook[] {
  const { recorder } = interpretation;
  const parts = partsAmong(recorder.clocks.schedulers, interpretation);
  const clocks = readClocks(interpretation, { title: '', findings, overrides: null }, steps);
  return recorder.clocks.schedulers.map((scheduler) => {
    const { name, library, given } = scheduler;
    const counting = lengthNames(namedCall(scheduler));
    const { standInBatches } = recorder.clocks;
    const pace = {
      updates: null,
      ticks: 0,
      isPart: parts.has(scheduler),
      isCounted: library !== null,
      counting,
      groups: { first: [], last: [] },
      standInBatches,
    };
    const place = { name, range: recorder.source.range(given.span) };
    const read = clocks.get(scheduler);
    const clock = read === undefined || 'why' in read ? undefined : read.clock;
    try {
      const known = clock === undefined ? ownCurve(scheduler, pace, interpretation) : clockCurve(clock, pace);
      const isNever = findings.some(
        (finding) => clockCaseOf(finding.rule) === neverStepped && isAbout(finding, place.range),
      );
      return { ...place, why: null, ...known, ...(isNever && { standsAt: known.pace.groups.first }) };
    } catch (error) {
      if (!isReason(error)) throw error;
      return { ...place, curve: null, why: error.said, isPlanned: false, pace };
    }
  });
}

const neverStepped: ClockCaseKind = 'scheduler-never-stepped';

type KnownCurve = Pick<SchedulerOutlook, 'isPlanned' | 'pace' | 'clock'> & { readonly curve: ScheduleCurve };

/** The rate over the program's updates. Of a scheduler that is never stepped, the rate that it would have. */
function clockCurve({ kind, verdict, rows, other, ticks }: PlannedClock, pace: SchedulerPace): KnownCurve {
  if (rows.raised !== null) throw new UnknownArgument(rows.raised);
  const isNever = kind === neverStepped;
  const curveOf = ({ rates, next }: ClockRows): ScheduleCurve =>
    sampleCurve((update) => rates[update] ?? next, rates.length);
  const corrected = isNever || isRunRight(kind) ? null : curveOf(other);
  const drawn = isNever ? other : rows;
  const curve = curveOf(drawn);
  const groups = {
    first: [curve.start.rate, ...drawn.others.map((rates) => rates[0] ?? Number.NaN)],
    last: [curve.end.rate, ...drawn.others.map((rates) => rates.at(-1) ?? Number.NaN)],
  };
  return {
    curve,
    isPlanned: true,
    pace: { ...pace, updates: rows.rates.length, ticks, groups },
    clock: { kind, verdict, corrected },
  };
}

/** The rate over ticks of its own. */
function ownCurve(scheduler: RecordedScheduler, pace: SchedulerPace, interpretation: Interpretation): KnownCurve {
  const rates = ownRates(scheduleCall(scheduler, interpretation), optimizerBehind(scheduler));
  const curve = sampleCurve((tick) => rates[tick]?.[0] ?? Number.NaN, rates.length - 1);
  const groups = { first: rates[0] ?? [], last: rates.at(-1) ?? [] };
  return { curve, isPlanned: false, pace: { ...pace, ticks: rates.length - 1, groups } };
}

/** What a scheduler begins with; a schedule that is asked at a count begins with nothing. Throws UnknownArgument where it is not known. */
function optimizerBehind({ library, isGiven, optimizer }: RecordedScheduler): Optimizer {
  if (library !== null || isGiven) return optimizerOf([Number.NaN]);
  if (optimizer === null) throw new UnknownArgument(message('its optimizer is not known'));
  return optimizerAtStart(optimizer);
}

/** The rates of a scheduler that nothing else moves, of each group of parameters, tick by tick. Throws where the library does before its first tick. */
function ownRates(call: ScheduleCall, optimizer: Optimizer): number[][] {
  const rate = (): number[] => optimizer.groups.map((group) => group.rate);
  const scheduler = madeScheduler(call, optimizer);
  if (scheduler instanceof Plateau)
    throw new UnknownArgument(message('what step() is passed is only known during the run'));
  const length = Math.min(1_000_000, Math.max(1, shownLength(call)));
  const rates = [rate()];
  for (let tick = 0; tick < length; tick += 1) {
    try {
      if (scheduler instanceof TimmClock) scheduler.advance();
      else scheduler.step();
    } catch (error) {
      if (error instanceof LibraryError && rates.length > 1) break;
      throw error;
    }
    rates.push(rate());
  }
  return rates;
}
