import { alpha, decaySteps, learningRate, onlyFloat32, type ScheduleRecord } from './record';
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

/** cos(pi * factor * step / decaySteps); folded, pi, the factor and the reciprocal of decaySteps are one constant. */
export function cosineOfStep(
  { current, steps, factor }: { readonly current: number; readonly steps: number; readonly factor: number },
  round: Rounding,
  isFolded: boolean,
): number {
  if (!isFolded) return cosineOf(round(factor * round(current / steps)), round);
  const perStep = round(round(Math.PI) * round(factor * round(1 / steps)));
  return round(Math.cos(round(current * perStep)));
}

/** learningRate * ((1 - alpha) * (1 + cos(pi * step / decaySteps)) / 2 + alpha); the step is clamped from above only. */
function cosineDecay(decay: CosineDecay, step: number, round: Rounding = float32, isFolded = true): number {
  const steps = round(decay.decaySteps);
  const current = Math.min(round(step), steps);
  const cosine = round(0.5 * round(1 + cosineOfStep({ current, steps, factor: 1 }, round, isFolded)));
  return round(round(decay.learningRate) * round(round(round(1 - decay.alpha) * cosine) + round(decay.alpha)));
}

export const cosineDecaySchedule: ScheduleRecord<CosineDecay> = {
  fields: [learningRate, decaySteps, alpha],
  scope: 'CosineDecay',
  keras: 'CosineDecay',
  isFloat32Only: onlyFloat32,
  span: ({ decaySteps: steps }) => 1.25 * steps,
  rate: (values, step, { round, isFolded }) => cosineDecay(values, step, round, isFolded),
};
