import { periods, type RateDecay } from './exponential-decay';
import { float32, type Rounding } from './rounding';

/** learningRate / (1 + decayRate * step / decaySteps). */
export function inverseTimeDecay(decay: RateDecay, step: number, round: Rounding = float32): number {
  const divisor = round(1 + round(round(decay.decayRate) * periods(decay, step, round)));
  return round(round(decay.learningRate) / divisor);
}
