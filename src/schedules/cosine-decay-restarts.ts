import { alpha, decaySteps, learningRate, onlyFloat32, type ScheduleRecord } from './record';
import { cosineOf } from './cosine-decay';
import { float32, quotient, type Rounding } from './rounding';

/** Arguments of `tf.train.cosine_decay_restarts` (SGDR). */
export interface CosineDecayRestarts {
  readonly learningRate: number;
  readonly firstDecaySteps: number;
  /** Each period is so many times as long as the one before. */
  readonly tMul: number;
  /** Each period starts at so many times the rate of the one before. */
  readonly mMul: number;
  readonly alpha: number;
}

/** Which restart a step is in, and how far into it. float32's logarithm may floor one period low on an exact boundary. */
function restartOf(
  passed: number,
  tMul: number,
  round: Rounding,
  isFolded: boolean,
): [restart: number, completed: number] {
  if (tMul === 1) return [Math.floor(passed), round(passed - Math.floor(passed))];
  const growth = round(1 - tMul);
  const logarithm = round(Math.log(round(1 - round(passed * growth))));
  const restart = Math.floor(quotient(logarithm, round(Math.log(tMul)), round, isFolded));
  const length = round(Math.pow(tMul, restart));
  const before = quotient(round(1 - length), growth, round, isFolded);
  return [restart, round(round(passed - before) / length)];
}

/** learningRate * ((1 - alpha) * 0.5 * start * swing + alpha), in the order of products that TensorFlow's rewriting leaves. */
function scaled(
  { learningRate, alpha }: CosineDecayRestarts,
  { start, swing }: { readonly start: number; readonly swing: number },
  round: Rounding,
  isFolded: boolean,
): number {
  const rate = round(learningRate);
  const least = round(alpha);
  const kept = round(1 - least);
  if (!isFolded) return round(rate * round(round(kept * round(round(0.5 * start) * swing)) + least));
  const weight = round(0.5 * (least === 0 ? rate : kept));
  const product = round(round(weight * start) * swing);
  return least === 0 ? product : round(rate * round(product + least));
}

/** Cosine decay that starts over, over ever longer periods and from ever lower rates. */
function cosineDecayRestarts(
  decay: CosineDecayRestarts,
  step: number,
  round: Rounding = float32,
  isFolded = true,
): number {
  const passed = quotient(round(step), round(decay.firstDecaySteps), round, isFolded);
  const [restart, completed] = restartOf(passed, round(decay.tMul), round, isFolded);
  const start = round(Math.pow(round(decay.mMul), restart));
  const swing = round(1 + cosineOf(completed, round));
  return scaled(decay, { start, swing }, round, isFolded);
}

export const cosineDecayRestartsSchedule: ScheduleRecord<CosineDecayRestarts> = {
  fields: [
    learningRate,
    { ...decaySteps, name: 'first_decay_steps', field: 'firstDecaySteps' },
    { name: 't_mul', field: 'tMul', kind: 'number', otherwise: 2, least: 1 },
    { name: 'm_mul', field: 'mMul', kind: 'number', otherwise: 1, least: 0 },
    alpha,
  ],
  scope: 'SGDRDecay',
  keras: 'CosineDecayRestarts',
  isFloat32Only: onlyFloat32,
  span: ({ firstDecaySteps }) => 6.9 * firstDecaySteps,
  rate: (values, step, { round, isFolded }) => cosineDecayRestarts(values, step, round, isFolded),
};
