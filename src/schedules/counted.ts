// Schedules that are functions of their optimizer's own count of updates: those of Keras and optax.
import { kerasParameters, kerasSchedule } from './keras/schedules';
import { optaxParameters, optaxSchedule } from './optax/schedules';
import type { CountFunction, Parameters, ScheduleCall } from './parameters';
import type { Optimizer, Scheduler } from './pytorch/scheduler';
import { own } from '../base/own';

/** Parameters of such a schedule; null for one of another library, or that its own does not have. */
export function countedParameters({ library, name }: Pick<ScheduleCall, 'library' | 'name'>): Parameters | null {
  if (library === undefined) return null;
  return (library === 'keras' ? kerasParameters.get(name) : own(optaxParameters, name)) ?? null;
}

/** The rate at a count of updates; null as for its parameters. Throws a LibraryError where the library raises. */
export function countedRate(call: ScheduleCall): CountFunction | null {
  if (call.library === undefined) return null;
  return call.library === 'keras' ? kerasSchedule(call) : optaxSchedule(call);
}

/** What moves such a schedule: each of its steps is an update that was counted. */
export class CountedScheduler implements Scheduler {
  stepCount = 0;
  readonly totalSteps = null;

  constructor(
    private readonly optimizer: Optimizer,
    private readonly rateAt: CountFunction,
  ) {
    this.update();
  }

  step(): void {
    this.stepCount += 1;
    this.update();
  }

  private update(): void {
    const rate = this.rateAt(this.stepCount);
    for (const group of this.optimizer.groups) group.rate = rate;
  }
}
