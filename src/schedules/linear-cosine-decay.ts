import { alpha, decaySteps, learningRate, onlyFloat32, type ScheduleField, type ScheduleRecord } from './record';
import { cosineOfStep } from './cosine-decay';
import { float32, quotient, type Rounding } from './rounding';

/** Arguments of `tf.train.linear_cosine_decay`. */
export interface LinearCosineDecay {
  readonly learningRate: number;
  readonly decaySteps: number;
  readonly numPeriods: number;
  readonly alpha: number;
  readonly beta: number;
}

/** What a schedule with noise adds, and how it is computed. */
export interface LinearCosineOptions {
  readonly noise?: number | null;
  readonly isFolded?: boolean;
}

/** ((alpha + what is left + noise) * cosine + beta) * learningRate: at step 0 more than the learning rate by alpha and beta. */
export function linearCosineDecay(
  decay: LinearCosineDecay,
  step: number,
  round: Rounding = float32,
  { noise = null, isFolded = true }: LinearCosineOptions = {},
): number {
  const steps = round(decay.decaySteps);
  const current = Math.min(round(step), steps);
  const [rate, alpha, beta] = [round(decay.learningRate), round(decay.alpha), round(decay.beta)];
  const factor = round(2 * round(decay.numPeriods));
  const cosine = round(0.5 * round(1 + cosineOfStep({ current, steps, factor }, round, isFolded)));
  const rest = round(steps - current);
  // Without beta nothing stands between the products: the rate joins the reciprocal of the steps.
  if (isFolded && beta === 0 && alpha === 0 && noise === null)
    return round(round(rest * round(rate * round(1 / steps))) * cosine);
  const left = quotient(rest, steps, round, isFolded);
  const height = round(alpha + (noise === null ? left : round(left + noise)));
  if (isFolded && beta === 0) return round(round(height * rate) * cosine);
  return round(rate * round(round(height * cosine) + beta));
}

/** The arguments that the schedule with noise has as well, after its own. */
export const linearCosineFields: readonly ScheduleField<'numPeriods' | 'alpha' | 'beta'>[] = [
  { name: 'num_periods', field: 'numPeriods', kind: 'number', otherwise: 0.5, least: 0 },
  alpha,
  { name: 'beta', field: 'beta', kind: 'number', otherwise: 0.001, least: 0, most: 1 },
];

export const linearCosineDecaySchedule: ScheduleRecord<LinearCosineDecay> = {
  fields: [learningRate, decaySteps, ...linearCosineFields],
  scope: 'LinearCosineDecay',
  keras: 'LinearCosineDecay',
  isFloat32Only: onlyFloat32,
  span: ({ decaySteps: steps }) => 1.25 * steps,
  rate: (values, step, { round, isFolded }) => linearCosineDecay(values, step, round, { isFolded }),
};
