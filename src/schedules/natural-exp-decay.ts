import { exponentialDecay, type RateDecay } from './exponential-decay';
import { float32, type Rounding } from './rounding';

/** learningRate * (e ^ -decayRate) ^ (step / decaySteps): the exponential is taken in float32 before anything is widened to float64. */
export function naturalExpDecay(decay: RateDecay, step: number, round: Rounding = float32, isFolded = true): number {
  const decayRate = float32(Math.exp(-float32(decay.decayRate)));
  return exponentialDecay({ ...decay, decayRate }, step, round, isFolded);
}
