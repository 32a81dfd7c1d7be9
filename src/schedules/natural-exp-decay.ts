import { exponentialDecay, type RateDecay } from './exponential-decay';
import { float32, type Rounding } from './rounding';

/** learningRate * (e ^ -decayRate) ^ (step / decaySteps), in that order of operations. */
export function naturalExpDecay(decay: RateDecay, step: number, round: Rounding = float32): number {
  const decayRate = round(Math.exp(-round(decay.decayRate)));
  return exponentialDecay({ ...decay, decayRate }, step, round);
}
