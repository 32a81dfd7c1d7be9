// The clock of PyTorch's schedulers, after `torch/optim/lr_scheduler.py` of 2.13, in float64 as Python's floats are.
import { LibraryError } from '../library-error';
import type { Parameters, ScheduleCall, ValuesOf } from '../parameters';

/** A group of parameters of an optimizer. */
export interface ParameterGroup {
  /** The rate of the next update: `group['lr']`. */
  rate: number;
  /** `group['initial_lr']`, which the first scheduler sets; null before. */
  initialRate: number | null;
}

/** What schedulers know of an optimizer. */
export interface Optimizer {
  readonly groups: readonly ParameterGroup[];
  /** `optimizer.defaults['lr']`; null where it is not known. */
  readonly defaultRate: number | null;
  /** Whether it has `momentum` or `betas`, which cyclic schedulers move. */
  readonly hasMomentum: boolean;
}

/** An optimizer at its start with a rate a group. */
export function optimizerOf(rates: readonly number[], hasMomentum = true): Optimizer {
  return {
    groups: rates.map((rate) => ({ rate, initialRate: null })),
    defaultRate: rates[0] ?? null,
    hasMomentum,
  };
}

/** What the formula of a class reads. */
export interface Tick {
  /** `last_epoch`: 0 at construction. */
  readonly count: number;
  /** The group's `initial_lr`. */
  readonly base: number;
  /** The group's rate before the tick. */
  readonly rate: number;
  readonly group: number;
  /** Whether it is the tick of the constructor. */
  readonly isFirst: boolean;
}

/** The formula of a class with its values. */
export interface TickRule {
  /** The rate after a tick: `get_lr`. */
  readonly next: (tick: Tick) => number;
  /** The rate of `step(epoch)`: `_get_closed_form_lr`; null where the class has none, and `next` is taken. */
  readonly at: ((tick: Tick) => number) | null;
  /** The ticks that it takes, where there is a limit. */
  readonly totalSteps?: number;
}

/** A class of schedulers whose rate is a formula of the count, the initial rate and the current rate. */
export interface SchedulerRecord<P extends Parameters> {
  readonly parameters: P;
  /** Throws a LibraryError where the constructor raises. */
  readonly rule: (values: ValuesOf<P>, optimizer: Optimizer) => TickRule;
}

/** The record with the type of its values forgotten, which only its own `bind` gives. */
export function schedulerRecord<P extends Parameters>(record: SchedulerRecord<P>): SchedulerRecord<Parameters> {
  return record as unknown as SchedulerRecord<Parameters>;
}

/** A scheduler: what a program can do to it. Making one already changes the rate of its optimizer. */
export interface Scheduler {
  /** `scheduler.step()`, or `step(epoch)`. Throws a LibraryError where the library raises. */
  step(epoch?: number): void;
  /** Calls of `step`, the constructor's own included. */
  stepCount: number;
  /** The ticks that it takes; null where there is no such limit. */
  readonly totalSteps: number | null;
}

/** A scheduler that can be a part of another one. */
export interface PartScheduler extends Scheduler {
  /** `_initial_step()`. */
  restart(): void;
  /** `_update_lr(0)`. */
  updateAtZero(): void;
  /** `recursive_undo`: takes back the tick of the constructor. */
  undo(): void;
}

/** Makes a scheduler that another one is made of. */
export type MakeScheduler = (call: ScheduleCall, optimizer: Optimizer) => Scheduler;

/** Sets `initial_lr` where no scheduler did before, and gives it for each group. */
export function initialRates(optimizer: Optimizer, lastEpoch: number): readonly number[] {
  return optimizer.groups.map((group, index) => {
    if (group.initialRate === null && lastEpoch !== -1)
      throw new LibraryError(
        'KeyError',
        `param 'initial_lr' is not specified in param_groups[${index}] when resuming scheduler with last_epoch >= 0.`,
      );
    group.initialRate ??= group.rate;
    return group.initialRate;
  });
}

/** A scheduler of a class that is a formula. */
export class TickScheduler implements PartScheduler {
  stepCount = 0;
  private readonly bases: readonly number[];
  private isFirst = false;
  readonly totalSteps: number | null;

  constructor(
    private readonly optimizer: Optimizer,
    private readonly rule: TickRule,
    private lastEpoch: number,
  ) {
    this.totalSteps = rule.totalSteps ?? null;
    this.bases = initialRates(optimizer, lastEpoch);
    this.restart();
  }

  step(epoch?: number): void {
    this.stepCount += 1;
    if (epoch === undefined) {
      this.lastEpoch += 1;
      this.update(this.rule.next);
    } else this.updateAt(epoch);
  }

  restart(): void {
    this.stepCount = 0;
    this.isFirst = true;
    try {
      this.step();
    } finally {
      this.isFirst = false;
    }
  }

  updateAtZero(): void {
    this.updateAt(0);
  }

  undo(): void {
    this.lastEpoch -= 1;
  }

  private updateAt(epoch: number): void {
    this.lastEpoch = epoch;
    this.update(this.rule.at ?? this.rule.next);
  }

  private update(formula: (tick: Tick) => number): void {
    const { lastEpoch: count, isFirst, bases } = this;
    const rates = this.optimizer.groups.map(({ rate }, group) =>
      formula({ count, base: bases[group] ?? rate, rate, group, isFirst }),
    );
    this.optimizer.groups.forEach((group, index) => (group.rate = rates[index] ?? group.rate));
  }
}
