import { cosineOf } from './cosine-decay';
import { float32, type Rounding } from './rounding';

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
function restartOf(passed: number, tMul: number, round: Rounding): [restart: number, completed: number] {
  if (tMul === 1) return [Math.floor(passed), round(passed - Math.floor(passed))];
  const growth = round(1 - tMul);
  const logarithm = round(Math.log(round(1 - round(passed * growth))));
  const restart = Math.floor(round(logarithm / round(Math.log(tMul))));
  const length = round(Math.pow(tMul, restart));
  const before = round(round(1 - length) / growth);
  return [restart, round(round(passed - before) / length)];
}

/** Cosine decay that starts over, over ever longer periods and from ever lower rates. */
export function cosineDecayRestarts(decay: CosineDecayRestarts, step: number, round: Rounding = float32): number {
  const passed = round(round(step) / round(decay.firstDecaySteps));
  const [restart, completed] = restartOf(passed, round(decay.tMul), round);
  const start = round(Math.pow(round(decay.mMul), restart));
  const cosine = round(round(0.5 * start) * round(1 + cosineOf(completed, round)));
  return round(round(decay.learningRate) * round(round(round(1 - decay.alpha) * cosine) + round(decay.alpha)));
}
