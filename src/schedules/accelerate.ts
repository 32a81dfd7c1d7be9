import type { Scheduler } from './pytorch/scheduler';

/** How Accelerate steps a scheduler that `prepare` was given. */
export interface AcceleratedPace {
  readonly processes: number;
  /** `split_batches` of the Accelerator: one tick a call, whatever the number of processes. */
  readonly splitsBatches: boolean;
  /** `step_scheduler_with_optimizer` of the Accelerator: without it a call is a tick and nothing more. */
  readonly stepsWithOptimizer: boolean;
}

/** What Accelerate knows of a call of `step`. */
export interface AcceleratedCall {
  /** Whether the gradients of several batches have been added up to an update by now. */
  readonly isSynchronized: boolean;
  /** Whether the optimizer's step was skipped, for gradients that overflowed. */
  readonly isSkipped: boolean;
}

/** `AcceleratedScheduler.step()` (`accelerate/scheduler.py` of 1.15): as many ticks as there are processes, none between two updates. */
export function acceleratedStep(
  scheduler: Scheduler,
  { processes, splitsBatches, stepsWithOptimizer }: AcceleratedPace,
  { isSynchronized, isSkipped }: AcceleratedCall,
): void {
  if (!stepsWithOptimizer) {
    scheduler.step();
    return;
  }
  if (!isSynchronized) {
    // Without a tick, but counted: a OneCycleLR of so many batches ends with the last one.
    scheduler.stepCount += 1;
    return;
  }
  if (isSkipped) return;
  if (splitsBatches) {
    scheduler.step();
    return;
  }
  for (let tick = 0; tick < processes; tick += 1)
    if (scheduler.totalSteps === null || scheduler.stepCount <= scheduler.totalSteps) scheduler.step();
}
