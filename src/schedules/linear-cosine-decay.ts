import { cosineOf } from './cosine-decay';
import { float32, type Rounding } from './rounding';

/** Arguments of `tf.train.linear_cosine_decay`. */
export interface LinearCosineDecay {
  readonly learningRate: number;
  readonly decaySteps: number;
  readonly numPeriods: number;
  readonly alpha: number;
  readonly beta: number;
}

/** ((alpha + what is left + noise) * cosine + beta) * learningRate: at step 0 more than the learning rate by alpha and beta. */
export function linearCosineDecay(
  decay: LinearCosineDecay,
  step: number,
  round: Rounding = float32,
  noise = 0,
): number {
  const steps = round(decay.decaySteps);
  const current = Math.min(round(step), steps);
  const left = round(round(round(steps - current) / steps) + noise);
  const fraction = round(round(2 * round(decay.numPeriods)) * round(current / steps));
  const cosine = round(0.5 * round(1 + cosineOf(fraction, round)));
  const decayed = round(round(round(round(decay.alpha) + left) * cosine) + round(decay.beta));
  return round(round(decay.learningRate) * decayed);
}
