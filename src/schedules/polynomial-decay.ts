import { float32, type Rounding } from './rounding';

/** Arguments of `tf.train.polynomial_decay`. An end above the start is legal: a warm-up. */
export interface PolynomialDecay {
  readonly learningRate: number;
  readonly decaySteps: number;
  readonly endLearningRate: number;
  readonly power: number;
  /** Whether the decay starts over beyond decaySteps, over a multiple of them; at the multiples themselves it gives the end. */
  readonly cycle: boolean;
}

/** (learningRate - end) * (1 - step / decaySteps) ^ power + end; the step is clamped from above only. */
export function polynomialDecay(decay: PolynomialDecay, step: number, round: Rounding = float32): number {
  const end = round(decay.endLearningRate);
  let steps = round(decay.decaySteps);
  let current = round(step);
  // Written so that NaN stays NaN: at step 0 the multiplier is 1, where a plain ceil would be 0 and the quotient 0 / 0.
  if (decay.cycle) steps = round(steps * (current === 0 ? 1 : Math.ceil(round(current / steps))));
  else current = Math.min(current, steps);
  const left = round(1 - round(current / steps));
  const span = round(round(decay.learningRate) - end);
  return round(round(span * round(Math.pow(left, round(decay.power)))) + end);
}
