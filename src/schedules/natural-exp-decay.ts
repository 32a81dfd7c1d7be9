import { anyFloat, rateFields, type ScheduleRecord } from './record';
import { exponentialDecay, type RateDecay } from './exponential-decay';
import { float32, type Rounding } from './rounding';

/** learningRate * (e ^ -decayRate) ^ (step / decaySteps): the exponential is taken in float32 before anything is widened to float64. */
function naturalExpDecay(decay: RateDecay, step: number, round: Rounding = float32, isFolded = true): number {
  const decayRate = float32(Math.exp(-float32(decay.decayRate)));
  return exponentialDecay({ ...decay, decayRate }, step, round, isFolded);
}

export const naturalExpDecaySchedule: ScheduleRecord<RateDecay> = {
  fields: rateFields(),
  scope: 'NaturalExpDecay',
  keras: null,
  isFloat32Only: anyFloat,
  span: ({ decaySteps }) => 5 * decaySteps,
  rate: (values, step, { round, isFolded }) => naturalExpDecay(values, step, round, isFolded),
};
