import { anyFloat, rateFields, type ScheduleRecord } from './record';
import { periods, type RateDecay } from './exponential-decay';
import { float32, type Rounding } from './rounding';

/** decayRate * step / decaySteps. Where both are constants and nothing is floored between them they are one factor. */
function growth(decay: RateDecay, step: number, round: Rounding, isFolded: boolean): number {
  const rate = round(decay.decayRate);
  if (isFolded && !decay.staircase) return round(round(step) * round(rate * round(1 / round(decay.decaySteps))));
  return round(rate * periods(decay, step, round, isFolded));
}

/** learningRate / (1 + decayRate * step / decaySteps). */
function inverseTimeDecay(decay: RateDecay, step: number, round: Rounding = float32, isFolded = true): number {
  return round(round(decay.learningRate) / round(1 + growth(decay, step, round, isFolded)));
}

export const inverseTimeDecaySchedule: ScheduleRecord<RateDecay> = {
  fields: rateFields(),
  scope: 'InverseTimeDecay',
  keras: 'InverseTimeDecay',
  isFloat32Only: anyFloat,
  span: ({ decaySteps }) => 5 * decaySteps,
  rate: (values, step, { round, isFolded }) => inverseTimeDecay(values, step, round, isFolded),
};
