import type { CosineDecayRestarts } from '../../../src/schedules/cosine-decay-restarts';
import { rateAt, type Schedule } from '../../../src/schedules/schedule';

/** Whether a rate is the one of the step; where the curve jumps, float32 may put the jump a step off, as in TensorFlow itself. */
export function isRateOf(schedule: Schedule, step: number, rate: number): boolean {
  const rates = [
    'learningRate' in schedule ? schedule.learningRate : 0,
    'endLearningRate' in schedule ? schedule.endLearningRate : 0,
  ];
  const scale = Math.max(...rates.map(Math.abs));
  const length =
    'decaySteps' in schedule ? schedule.decaySteps : 'firstDecaySteps' in schedule ? schedule.firstDecaySteps : step;
  // float32 rounds the periods passed: what is computed from them is off by so many roundings.
  const periods = 1 + step / Math.max(1, length);
  const isClose = (other: number): boolean => Math.abs(rate - other) <= 3e-7 * periods * (scale + Math.abs(other));
  // Session.run's rewriting multiplies by a rounded 1 / decay_steps, which may begin a cycle at the very end of the one before.
  if (schedule.kind === 'polynomial_decay' && schedule.cycle && step % schedule.decaySteps === 0)
    return isClose(step === 0 ? schedule.learningRate : schedule.endLearningRate);
  const restarted = schedule.kind === 'cosine_decay_restarts' ? rateOfRestart(schedule, step) : null;
  if (restarted !== null) return isClose(restarted);
  const near = 'staircase' in schedule && schedule.staircase ? [step, step - 1, step + 1] : [step];
  return near.some((at) => isClose(rateAt(schedule, Math.max(0, at))));
}

/** What a period starts with where a step is the first of one, which float32's logarithm may still count to the one before; else null. */
function rateOfRestart(
  { firstDecaySteps, tMul, mMul, alpha, learningRate }: CosineDecayRestarts,
  step: number,
): number | null {
  let [start, length, height] = [0, firstDecaySteps, 1];
  while (start + length <= step) [start, length, height] = [start + length, length * tMul, height * mMul];
  return start === step ? learningRate * ((1 - alpha) * height + alpha) : null;
}
