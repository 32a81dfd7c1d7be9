// The clock of a training as the program moves it: the rate of each update.
import { message } from '../../base/message';
import type { Interpretation } from '../../interpret/interpret';
import { asNumber } from '../../interpret/read-value';
import type { RecordedStep } from '../../interpret/record/recorded-steps';
import type { RecordedClockEvent, RecordedOptimizer, RecordedScheduler } from '../../interpret/record/training-clocks';
import { acceleratedStep } from '../../schedules/accelerate';
import { CountedScheduler, countedRate } from '../../schedules/counted';
import { kerasCallback } from '../../schedules/keras/callback';
import { LibraryError } from '../../schedules/library-error';
import type { ScheduleCall } from '../../schedules/parameters';
import { paddleScheduler } from '../../schedules/paddle/classes';
import { pytorchScheduler } from '../../schedules/pytorch/classes';
import { Plateau } from '../../schedules/pytorch/plateau';
import type { Optimizer, Scheduler } from '../../schedules/pytorch/scheduler';
import { TimmClock, timmClock } from '../../schedules/timm/clock';
import { transformersScheduler } from '../../schedules/transformers/functions';
import { UnknownArgument } from '../schedule-arguments';
import { addedUp } from './accumulation';
import type { ClockChange } from './clock-changes';
import { Epochs } from './epochs';
import { optimizerAtStart, scheduleCall } from './scheduler-call';

/** A program's training, by the rates that its first group of parameters is updated with. */
export interface ClockRun {
  /** The rate of each update, and the one that would come next. */
  readonly rates: readonly number[];
  /** The same of the groups of parameters behind the first, a list each. */
  readonly others: readonly (readonly number[])[];
  /** Steps before each update of the scheduler that is watched. */
  readonly counts: readonly number[];
  /** The epoch of each update, from 1; 0 where the program tells no epochs apart. */
  readonly epochs: readonly number[];
  /** The tick that each scheduler has come to, by its number. */
  readonly ticks: ReadonlyMap<number, number>;
  /** What the library raises there, which ends the training; null where it goes through. */
  readonly raised: LibraryError | null;
}

/** What of a training is otherwise than the program has it. */
export interface ClockVariation {
  /** The scheduler whose steps are counted, and which the variation is about. */
  readonly watched: RecordedScheduler | null;
  readonly change: ClockChange;
  /** The metric that a plateau's nth step is passed, from 0, where the program's own is not known. */
  readonly metric: ((plateau: Plateau, step: number) => number) | null;
  /** How many batches are added up for an update, where the program does not say it. */
  readonly accumulation: number;
  /** How many processes train side by side: as often is a prepared scheduler stepped. */
  readonly processes: number;
  /** The watched scheduler with other arguments. */
  readonly call: (call: ScheduleCall) => ScheduleCall;
}

/** The program as it is. */
export const asWritten: ClockVariation = {
  watched: null,
  change: (events) => events,
  metric: null,
  accumulation: 1,
  processes: 1,
  call: (call) => call,
};

/** So many events are followed. */
const mostEvents = 1_000_000;

/** Makes a scheduler of any of the libraries. Throws UnknownArgument for one that none has, a LibraryError where the library raises. */
export function madeScheduler(call: ScheduleCall, optimizer: Optimizer): Scheduler {
  const rate = countedRate(call);
  if (rate !== null) return new CountedScheduler(optimizer, rate);
  const made =
    call.isGiven === true ? paddleScheduler(call, optimizer, madeScheduler) : steppedScheduler(call, optimizer);
  if (made === null) throw new UnknownArgument(message('{0} is not computed here', call.name));
  return made;
}

/** A scheduler that is made with its optimizer; null for one that none of the libraries has. */
function steppedScheduler(call: ScheduleCall, optimizer: Optimizer): Scheduler | null {
  return (
    pytorchScheduler(call, optimizer, madeScheduler) ??
    transformersScheduler(call, optimizer) ??
    kerasCallback(call, optimizer) ??
    timmClock(call, optimizer)
  );
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
  const run = followClock(recorded, steps, interpretation, asWritten);
  if (run.raised !== null) throw run.raised;
  return run;
}

/** Moves an optimizer's clock with something changed, up to where the library raises. Throws UnknownArgument where something of it is not known. */
export function followClock(
  recorded: RecordedOptimizer,
  steps: readonly RecordedStep[],
  interpretation: Interpretation,
  variation: ClockVariation,
): ClockRun {
  const { clocks } = interpretation.recorder;
  const own = clocks.schedulers.filter((scheduler) => scheduler.optimizer === recorded);
  const [doubt] = [recorded, ...own].flatMap((each) => clocks.doubts.get(each) ?? []);
  if (doubt !== undefined) throw new UnknownArgument(doubt);
  const follower = new ClockFollower(recorded, interpretation, variation);
  let left = mostEvents;
  try {
    const events = clockEvents(steps);
    const every = clocks.addedUp ?? variation.accumulation;
    for (const event of variation.change(clocks.tellsBatches ? addedUp(events, every) : events)) {
      if ((left -= 1) < 0) throw new UnknownArgument(message('more than {0} events of the clock', mostEvents));
      follower.take(event);
    }
  } catch (error) {
    if (!(error instanceof LibraryError)) throw error;
    return follower.runUntil(error);
  }
  return follower.runUntil(null);
}

class ClockFollower {
  private readonly optimizer: Optimizer;
  private readonly parts: ReadonlySet<RecordedScheduler>;
  private readonly schedulers = new Map<RecordedScheduler, Scheduler>();
  private readonly ticks = new Map<number, number>();
  private readonly rates: number[] = [];
  private readonly others: readonly number[][];
  private readonly counts: number[] = [];
  private readonly epochs: number[] = [];
  private readonly passes = new Epochs();

  constructor(
    private readonly recorded: RecordedOptimizer,
    private readonly interpretation: Interpretation,
    private readonly variation: ClockVariation,
  ) {
    this.optimizer = optimizerAtStart(recorded);
    this.others = this.optimizer.groups.slice(1).map(() => []);
    const { schedulers } = interpretation.recorder.clocks;
    this.parts = partsAmong(
      schedulers.filter(({ optimizer }) => optimizer === recorded),
      interpretation,
    );
  }

  take(event: RecordedClockEvent): void {
    const { recorded, passes } = this;
    switch (event.does) {
      case 'enters':
        passes.enter(event);
        return;
      case 'updates':
        if (event.optimizer !== recorded) return;
        this.rates.push(rateOf(this.optimizer));
        this.others.forEach((rates, place) => rates.push(rateOf(this.optimizer, place + 1)));
        this.counts.push(this.ticks.get(this.variation.watched?.id ?? -1) ?? 0);
        this.epochs.push(passes.update(event));
        return;
      case 'accumulates':
        return;
      case 'makes':
      case 'ticks':
        if (this.isMoved(event.scheduler)) this.move(event);
    }
  }

  /** The run as it has come so far, and what has ended it. */
  runUntil(raised: LibraryError | null): ClockRun {
    const { counts, epochs, ticks, optimizer } = this;
    const [rates = [], ...others] = [this.rates, ...this.others].map((all, group) => [
      ...all,
      rateOf(optimizer, group),
    ]);
    return { rates, others, counts, epochs, ticks, raised };
  }

  /** Whether a scheduler moves the rate. Of the schedules that one optimizer is given, it is the one that is watched. */
  private isMoved(scheduler: RecordedScheduler): boolean {
    if (scheduler.optimizer !== this.recorded || this.parts.has(scheduler)) return false;
    return scheduler.library === null || scheduler === this.variation.watched;
  }

  private move(event: RecordedClockEvent & { does: 'makes' | 'ticks' }): void {
    const { scheduler } = event;
    if (event.does === 'makes') {
      const call = scheduleCall(scheduler, this.interpretation);
      const { watched, call: change } = this.variation;
      this.schedulers.set(scheduler, madeScheduler(scheduler === watched ? change(call) : call, this.optimizer));
      this.ticks.set(scheduler.id, 0);
      return;
    }
    const made = this.schedulers.get(scheduler);
    const before = this.ticks.get(scheduler.id) ?? 0;
    if (made !== undefined && (before + 1) % scheduler.every === 0) this.step(event, made, before);
    this.ticks.set(scheduler.id, before + 1);
  }

  private step(event: RecordedClockEvent & { does: 'ticks' }, made: Scheduler, before: number): void {
    if (made instanceof TimmClock && event.by === 'any') made.advance();
    else if (made instanceof TimmClock && event.by === 'update-method')
      made.stepUpdate(this.argumentOf(event, made, before)[0] ?? Number.NaN);
    else {
      const argument = this.argumentOf(event, made, before);
      const { prepared } = event.scheduler;
      if (prepared === null || argument.length > 0) made.step(...argument);
      else {
        // No gradients overflow.
        const call = { isSynchronized: event.isSynchronized !== false, isSkipped: false };
        acceleratedStep(made, { ...prepared, processes: this.variation.processes }, call);
      }
    }
  }

  /** What `step` is passed, if anything. Throws UnknownArgument where that is not known. */
  private argumentOf(
    { argument }: RecordedClockEvent & { does: 'ticks' },
    made: Scheduler,
    step: number,
  ): readonly [] | readonly [number] {
    const { metric } = this.variation;
    const number = argument === null ? null : asNumber(argument);
    if (number !== null) return [number];
    if (metric !== null && made instanceof Plateau) return [metric(made, step)];
    if (argument === null) return [];
    throw new UnknownArgument(message('what step() is passed is only known during the run'));
  }
}

function rateOf({ groups }: Optimizer, group = 0): number {
  return groups[group]?.rate ?? Number.NaN;
}

/** The schedulers that others are made of, which step them. */
export function partsAmong(
  own: readonly RecordedScheduler[],
  { recorder }: Interpretation,
): ReadonlySet<RecordedScheduler> {
  const { clocks } = recorder;
  const parts = own.flatMap(({ given }) =>
    [...given.positional, ...given.named.values()].flatMap((value) =>
      value.kind === 'list' || value.kind === 'tuple' ? value.items : [value],
    ),
  );
  return new Set(parts.flatMap((item) => clocks.schedulerOf(item) ?? []));
}
