// What comes of each scheduler of a program that steps it by hand.
import { message, type Message } from '../../base/message';
import type { SourceRange } from '../../base/source-range';
import type { Interpretation } from '../../interpret/interpret';
import type { RecordedStep } from '../../interpret/record/recorded-steps';
import type { RecordedScheduler } from '../../interpret/record/training-clocks';
import { sampleCurve, type ScheduleCurve } from '../../schedules/curve';
import { LibraryError } from '../../schedules/library-error';
import { lengthsIn, type ScheduleCall } from '../../schedules/parameters';
import { Plateau } from '../../schedules/pytorch/plateau';
import { UnknownArgument } from '../schedule-arguments';
import { type ClockRun, madeScheduler, partsAmong, runClock } from './clock-run';
import { isReason } from './reason';
import { optimizerAtStart, scheduleCall } from './scheduler-call';
import { parametersOf, shownLength } from './scheduler-lengths';

/** How a scheduler is stepped. */
export interface SchedulerPace {
  /** Updates of its optimizer; null where what steps it was not met, and the curve is over ticks of its own. */
  readonly updates: number | null;
  /** Calls of its `step`. */
  readonly ticks: number;
  /** Whether another scheduler is made of it, and steps it. */
  readonly isPart: boolean;
  /** The parameters that count these. */
  readonly counting: readonly string[];
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
}

/** Every scheduler that a program makes, over the updates that its training makes, or over ticks of its own. */
export function schedulerOutlooks(interpretation: Interpretation, steps: readonly RecordedStep[]): SchedulerOutlook[] {
  const { recorder } = interpretation;
  const parts = partsAmong(recorder.clocks.schedulers, interpretation);
  return recorder.clocks.schedulers.map((scheduler) => {
    const { name, given } = scheduler;
    const counting = lengthsIn(parametersOf(name));
    const { standInBatches } = recorder.clocks;
    const pace = { updates: null, ticks: 0, isPart: parts.has(scheduler), counting, standInBatches };
    const place = { name, range: recorder.source.range(given.span) };
    try {
      return { ...place, why: null, ...curveOf(scheduler, pace, { interpretation, steps }) };
    } catch (error) {
      if (!isReason(error)) throw error;
      return { ...place, curve: null, why: error.said, isPlanned: false, pace };
    }
  });
}

interface Training {
  readonly interpretation: Interpretation;
  readonly steps: readonly RecordedStep[];
}

function curveOf(
  scheduler: RecordedScheduler,
  pace: SchedulerPace,
  training: Training,
): Pick<SchedulerOutlook, 'curve' | 'isPlanned' | 'pace'> {
  if (scheduler.optimizer === null) throw new UnknownArgument(message('its optimizer is not known'));
  const run = runOf(scheduler, training);
  const ticks = run?.ticks.get(scheduler.id) ?? 0;
  if (run !== null && run.rates.length > 1 && ticks > 0) {
    const updates = run.rates.length - 1;
    const curve = sampleCurve((update) => run.rates[update] ?? Number.NaN, updates);
    return { curve, isPlanned: true, pace: { ...pace, updates, ticks } };
  }
  const rates = ownRates(scheduleCall(scheduler, training.interpretation), scheduler.optimizer);
  const curve = sampleCurve((tick) => rates[tick] ?? Number.NaN, rates.length - 1);
  return { curve, isPlanned: false, pace: { ...pace, ticks: rates.length - 1 } };
}

/** The training, or null where something of it is not known: the scheduler's own ticks may be, all the same. */
function runOf({ optimizer }: RecordedScheduler, { interpretation, steps }: Training): ClockRun | null {
  try {
    // Of a program that was not read to its end, the rest of the training is not known.
    return optimizer === null || interpretation.limit !== null ? null : runClock(optimizer, steps, interpretation);
  } catch (error) {
    if (error instanceof LibraryError || !isReason(error)) throw error;
    return null;
  }
}

/** The rates of a scheduler that nothing else moves, tick by tick. Throws where the library does before its first tick. */
function ownRates(call: ScheduleCall, recorded: NonNullable<RecordedScheduler['optimizer']>): number[] {
  const optimizer = optimizerAtStart(recorded);
  const rate = (): number => optimizer.groups[0]?.rate ?? Number.NaN;
  const scheduler = madeScheduler(call, optimizer);
  if (scheduler instanceof Plateau)
    throw new UnknownArgument(message('what step() is passed is only known during the run'));
  const length = Math.min(1_000_000, Math.max(1, shownLength(call)));
  const rates = [rate()];
  for (let tick = 0; tick < length; tick += 1) {
    try {
      scheduler.step();
    } catch (error) {
      if (error instanceof LibraryError && rates.length > 1) break;
      throw error;
    }
    rates.push(rate());
  }
  return rates;
}
