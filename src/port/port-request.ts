import { message } from '../base/message';
import { SpokenError } from '../base/spoken-error';
import type { Schedule } from '../schedules/schedule';
import type { OptimizerSettings } from './optimizer';

export { type PortTarget, portTargets } from '../base/port-targets';

/** A learning rate and what uses it. */
export interface PortRequest {
  readonly schedule: Schedule;
  readonly optimizer: OptimizerSettings;
  /** Updates that the program makes, or null where they are not known: some classes are equal for as long as the decay lasts. */
  readonly steps: number | null;
}

/** What is copied: an optimizer that is not known, or has no form elsewhere, is null. */
export interface CopyRequest extends Omit<PortRequest, 'optimizer'> {
  readonly optimizer: OptimizerSettings | null;
}

/** Why arguments have no form in a framework: it refuses them, or they are no numbers in TensorFlow 1 either. */
export class PortError extends SpokenError {
  override readonly name = 'PortError';
}

/** Refuses arguments with which TensorFlow 1 itself would fail. */
export function checkSchedule(schedule: Schedule): void {
  if (schedule.kind !== 'piecewise_constant') return;
  const { boundaries, values } = schedule;
  if (boundaries.length === 0) throw new PortError(message('piecewise_constant needs at least one boundary.'));
  if (values.length !== boundaries.length + 1)
    throw new PortError(
      message(
        'piecewise_constant needs one value more than boundaries: {0} for {1}.',
        values.length,
        boundaries.length,
      ),
    );
  if (boundaries.some((boundary, index) => !(boundary >= (boundaries[index - 1] ?? -Infinity))))
    throw new PortError(message('The boundaries of piecewise_constant must ascend.'));
}

/** Refuses a length that gives NaN or a rising curve in TensorFlow 1, and an error elsewhere. */
export function checkLength(schedule: Schedule): void {
  const [name, steps] =
    'decaySteps' in schedule
      ? ['decay_steps', schedule.decaySteps]
      : 'firstDecaySteps' in schedule
        ? ['first_decay_steps', schedule.firstDecaySteps]
        : ['decay_steps', 1];
  if (!(steps > 0 && Number.isFinite(steps)))
    throw new PortError(message('{0} is {1}: only TensorFlow 1 takes that, and makes no decay of it.', name, steps));
}
