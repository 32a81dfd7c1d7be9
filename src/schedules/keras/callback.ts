// Keras' callback that sets the rate at the beginning of each epoch, after `keras/src/callbacks/learning_rate_scheduler.py` of 3.15.
import { bind, countFunction, type Parameters, type ScheduleCall } from '../parameters';
import type { Optimizer, Scheduler } from '../pytorch/scheduler';

const parameters = { schedule: countFunction('epochs') };

/** Parameters of the callback, by its name. */
export const kerasCallbackParameters: Readonly<Record<string, Parameters>> = { LearningRateScheduler: parameters };

class EpochScheduler implements Scheduler {
  stepCount = 0;
  readonly totalSteps = null;

  constructor(
    private readonly optimizer: Optimizer,
    private readonly rateOf: (epoch: number, rate: number) => number,
  ) {}

  step(epoch = this.stepCount): void {
    this.stepCount += 1;
    for (const group of this.optimizer.groups) group.rate = this.rateOf(epoch, group.rate);
  }
}

/** The callback; null for any other name. Making it sets nothing: an epoch's beginning does. */
export function kerasCallback(call: ScheduleCall, optimizer: Optimizer): Scheduler | null {
  if (!Object.hasOwn(kerasCallbackParameters, call.name)) return null;
  return new EpochScheduler(optimizer, bind(parameters, call).schedule);
}
