import { anyFloat, rateFields, type ScheduleRecord } from './record';
import { float32, quotient, type Rounding } from './rounding';

/** What `tf.train.exponential_decay`, `natural_exp_decay` and `inverse_time_decay` have in common. */
export interface RateDecay {
  readonly learningRate: number;
  /** Steps for one application of the rate; not checked, as TensorFlow does not: 0 gives NaN at step 0. */
  readonly decaySteps: number;
  readonly decayRate: number;
  /** Whether the exponent is floored, so that the rate falls in stairs. */
  readonly staircase: boolean;
}

/** The periods passed: step / decaySteps, floored if staircase. Never an integer division, also for integer steps. */
export function periods(
  { decaySteps, staircase }: RateDecay,
  step: number,
  round: Rounding,
  isFolded: boolean,
): number {
  const passed = quotient(round(step), round(decaySteps), round, isFolded);
  return staircase ? Math.floor(passed) : passed;
}

/** learningRate * decayRate ^ (step / decaySteps). Goes on past decaySteps. */
export function exponentialDecay(decay: RateDecay, step: number, round: Rounding = float32, isFolded = true): number {
  const factor = round(Math.pow(round(decay.decayRate), periods(decay, step, round, isFolded)));
  return round(round(decay.learningRate) * factor);
}

export const exponentialDecaySchedule: ScheduleRecord<RateDecay> = {
  fields: rateFields(0),
  scope: 'ExponentialDecay',
  keras: 'ExponentialDecay',
  isFloat32Only: anyFloat,
  span: ({ decaySteps }) => 5 * decaySteps,
  rate: (values, step, { round, isFolded }) => exponentialDecay(values, step, round, isFolded),
};
