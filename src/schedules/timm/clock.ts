// A scheduler of timm's as the others are moved: by calls that pass a count.
import type { ScheduleCall } from '../parameters';
import type { Optimizer, Scheduler } from '../pytorch/scheduler';
import { type TimmScheduler, timmScheduler } from './classes';

/** A scheduler of timm's. */
export class TimmClock implements Scheduler {
  stepCount = 0;
  readonly totalSteps = null;

  constructor(private readonly scheduler: TimmScheduler) {}

  step(epoch?: number): void {
    this.stepCount += 1;
    this.scheduler.step(epoch);
  }

  /** `step_update(updates)`. */
  stepUpdate(updates: number): void {
    this.stepCount += 1;
    this.scheduler.stepUpdate(updates);
  }

  /** Moves it to its next count, by whichever of its methods does anything for it. */
  advance(): void {
    this.stepCount += 1;
    this.scheduler.step(this.stepCount);
    this.scheduler.stepUpdate(this.stepCount);
  }
}

/** A scheduler of timm's by its class; null for one that timm does not have. Throws a LibraryError where the constructor raises. */
export function timmClock(call: ScheduleCall, optimizer: Optimizer): TimmClock | null {
  const made = timmScheduler(call, optimizer);
  return made === null ? null : new TimmClock(made);
}

/** Whether a scheduler of timm's counts epochs, as it does unless it is told otherwise. */
export function countsEpochs({ keywords }: ScheduleCall): boolean {
  return keywords['t_in_epochs'] !== false;
}
