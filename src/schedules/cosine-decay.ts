import { float32, type Rounding } from './rounding';

/** Arguments of `tf.train.cosine_decay`. */
export interface CosineDecay {
  readonly learningRate: number;
  readonly decaySteps: number;
  /** The fraction of the learning rate that is left at the end. */
  readonly alpha: number;
}

/** cos(pi * x) in the working dtype. */
export function cosineOf(fraction: number, round: Rounding): number {
  return round(Math.cos(round(round(Math.PI) * fraction)));
}

/** learningRate * ((1 - alpha) * (1 + cos(pi * step / decaySteps)) / 2 + alpha); the step is clamped from above only. */
export function cosineDecay(decay: CosineDecay, step: number, round: Rounding = float32): number {
  const steps = round(decay.decaySteps);
  const completed = round(Math.min(round(step), steps) / steps);
  const cosine = round(0.5 * round(1 + cosineOf(completed, round)));
  return round(round(decay.learningRate) * round(round(round(1 - decay.alpha) * cosine) + round(decay.alpha)));
}
