// Accelerate: `prepare` wraps what it is passed and steps none of it (accelerate/scheduler.py, 1.15).
import { type ClockSymbol, clockNames } from '../clock-symbol';

export const accelerate: readonly ClockSymbol[] = clockNames(
  { kind: 'preparer' },
  'accelerate.Accelerator accelerate.accelerator.Accelerator',
);

/** Where a program passes this, the schedulers that Accelerate prepares are stepped as they are. */
export const plainSteps = 'step_scheduler_with_optimizer';
