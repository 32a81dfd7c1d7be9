import { decaySteps, learningRate, onlyFloat32, type ScheduleRecord } from './record';
import { linearCosineDecay, type LinearCosineDecay, linearCosineFields } from './linear-cosine-decay';
import { float32, type Rounding } from './rounding';

/** Arguments of `tf.train.noisy_linear_cosine_decay`. */
export interface NoisyLinearCosineDecay extends LinearCosineDecay {
  readonly initialVariance: number;
  readonly varianceDecay: number;
}

/**
 * linearCosineDecay with noise of variance initialVariance / (1 + step) ^ varianceDecay on its linear part. `normal` is a standard
 * normal number, fresh for every evaluation: a rate that is read separately is not the rate that was used.
 */
function noisyLinearCosineDecay(
  decay: NoisyLinearCosineDecay,
  step: number,
  normal: number,
  round: Rounding = float32,
  isFolded = true,
): number {
  const current = Math.min(round(step), round(decay.decaySteps));
  const power = round(Math.pow(round(1 + current), round(decay.varianceDecay)));
  const deviation = round(Math.sqrt(round(round(decay.initialVariance) / power)));
  return linearCosineDecay(decay, step, round, { noise: round(normal * deviation), isFolded });
}

export const noisyLinearCosineDecaySchedule: ScheduleRecord<NoisyLinearCosineDecay> = {
  fields: [
    learningRate,
    decaySteps,
    { name: 'initial_variance', field: 'initialVariance', kind: 'number', otherwise: 1, least: 0 },
    { name: 'variance_decay', field: 'varianceDecay', kind: 'number', otherwise: 0.55 },
    ...linearCosineFields,
  ],
  scope: 'NoisyLinearCosineDecay',
  keras: 'NoisyLinearCosineDecay',
  isFloat32Only: onlyFloat32,
  span: ({ decaySteps: steps }) => 1.25 * steps,
  rate: (values, step, { round, isFolded, normal }) => noisyLinearCosineDecay(values, step, normal, round, isFolded),
};
