// The clock of a training as the program moves it: the rate of each update.
import { message } from '../../base/message';
import type { Interpretation } from '../../interpret/interpret';
import { asNumber } from '../../interpret/read-value';
import type { RecordedStep } from '../../interpret/record/recorded-steps';
import type { RecordedClockEvent, RecordedOptimizer, RecordedScheduler } from '../../interpret/record/training-clocks';
import type { ScheduleCall } from '../../schedules/parameters';
import { pytorchScheduler } from '../../schedules/pytorch/classes';
import type { Optimizer, Scheduler } from '../../schedules/pytorch/scheduler';
import { transformersScheduler } from '../../schedules/transformers/functions';
import { UnknownArgument } from '../schedule-arguments';
import { optimizerAtStart, scheduleCall } from './scheduler-call';

/** A program's training, by the rates that its first group of parameters is updated with. */
export interface ClockRun {
  /** The rate of each update, and the one that would come next. */
  readonly rates: readonly number[];
  /** The tick that each scheduler has come to, by its number. */
  readonly ticks: ReadonlyMap<number, number>;
}

/** So many events are followed. */
const mostEvents = 1_000_000;

/** Makes a scheduler of any of the libraries. Throws UnknownArgument for one that none has, a LibraryError where the library raises. */
export function madeScheduler(call: ScheduleCall, optimizer: Optimizer): Scheduler {
  const made = pytorchScheduler(call, optimizer, madeScheduler) ?? transformersScheduler(call, optimizer);
  if (made === null) throw new UnknownArgument(message('{0} is not computed here', call.name));
  return made;
}

/** Every event of the clock in its order, those of loops as often as they come. */
function* clockEvents(steps: readonly RecordedStep[]): Generator<RecordedClockEvent> {
  for (const step of steps) {
    if ('steps' in step) for (let turn = 0; turn < step.times; turn += 1) yield* clockEvents(step.steps);
    else if ('key' in step && step.clock !== undefined)
      for (let time = 0; time < step.times; time += 1) yield step.clock;
  }
}

/**
 * Moves an optimizer's clock as the program does. Throws UnknownArgument where something of it is not known, a LibraryError where the
 * library raises.
 */
export function runClock(
  recorded: RecordedOptimizer,
  steps: readonly RecordedStep[],
  interpretation: Interpretation,
): ClockRun {
  const { clocks } = interpretation.recorder;
  const own = clocks.schedulers.filter((scheduler) => scheduler.optimizer === recorded);
  if ([recorded, ...own].some((each) => clocks.doubts.has(each)))
    throw new UnknownArgument(message('a condition of the run decides whether it is stepped'));
  const optimizer = optimizerAtStart(recorded);
  const parts = partsAmong(own, interpretation);
  const schedulers = new Map<RecordedScheduler, Scheduler>();
  const rates: number[] = [];
  const ticks = new Map<number, number>();
  let left = mostEvents;
  for (const event of clockEvents(steps)) {
    if ((left -= 1) < 0) throw new UnknownArgument(message('more than {0} events of the clock', mostEvents));
    if (event.does === 'updates') {
      if (event.optimizer === recorded) rates.push(rateOf(optimizer));
    } else if (event.scheduler.optimizer === recorded && !parts.has(event.scheduler)) {
      const { scheduler } = event;
      if (event.does === 'makes')
        schedulers.set(scheduler, madeScheduler(scheduleCall(scheduler, interpretation), optimizer));
      else schedulers.get(scheduler)?.step(...argumentOf(event));
      ticks.set(scheduler.id, event.does === 'makes' ? 0 : (ticks.get(scheduler.id) ?? 0) + 1);
    }
  }
  return { rates: [...rates, rateOf(optimizer)], ticks };
}

function rateOf({ groups }: Optimizer): number {
  return groups[0]?.rate ?? Number.NaN;
}

/** What `step` is passed, if anything. Throws UnknownArgument where that is not known. */
function argumentOf({ argument }: RecordedClockEvent & { does: 'ticks' }): readonly [] | readonly [number] {
  if (argument === null) return [];
  const number = asNumber(argument);
  if (number === null) throw new UnknownArgument(message('what step() is passed is only known during the run'));
  return [number];
}

/** The schedulers that others are made of, which step them. */
export function partsAmong(
  own: readonly RecordedScheduler[],
  { recorder }: Interpretation,
): ReadonlySet<RecordedScheduler> {
  const { clocks } = recorder;
  const lists = own.flatMap(({ given }) =>
    [...given.positional, ...given.named.values()].flatMap((value) =>
      value.kind === 'list' || value.kind === 'tuple' ? value.items : [],
    ),
  );
  return new Set(lists.flatMap((item) => clocks.schedulerOf(item) ?? []));
}
