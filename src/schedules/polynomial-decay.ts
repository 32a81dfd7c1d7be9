import { decaySteps, learningRate, type ScheduleRecord } from './record';
import { float32, quotient, type Rounding } from './rounding';

/** Arguments of `tf.train.polynomial_decay`. An end above the start is legal: a warm-up. */
export interface PolynomialDecay {
  readonly learningRate: number;
  readonly decaySteps: number;
  readonly endLearningRate: number;
  readonly power: number;
  /** Whether the decay starts over beyond decaySteps, over a multiple of them; at the multiples themselves it gives the end. */
  readonly cycle: boolean;
}

/** step / decaySteps, clamped from above; with a cycle over the first multiple of them that is not below the step. */
function passed({ decaySteps, cycle }: PolynomialDecay, step: number, round: Rounding, isFolded: boolean): number {
  const steps = round(decaySteps);
  const current = round(step);
  if (!cycle) return quotient(Math.min(current, steps), steps, round, isFolded);
  // At step 0 the multiplier is 1, where the ceiling would be 0 and the quotient 0 / 0.
  const multiplier = current === 0 ? 1 : Math.ceil(quotient(current, steps, round, isFolded));
  return round(current / round(steps * multiplier));
}

/** A power as the graph's rewriting has it: a constant exponent of 3 becomes two products. */
function powerOf(base: number, exponent: number, round: Rounding, isFolded: boolean): number {
  if (isFolded && exponent === 3) return round(round(base * base) * base);
  return round(Math.pow(base, exponent));
}

/** (learningRate - end) * (1 - step / decaySteps) ^ power + end; the step is clamped from above only. Exported for tests. */
export function polynomialDecay(
  decay: PolynomialDecay,
  step: number,
  round: Rounding = float32,
  isFolded = true,
): number {
  const end = round(decay.endLearningRate);
  const left = round(1 - passed(decay, step, round, isFolded));
  const span = round(round(decay.learningRate) - end);
  return round(round(span * powerOf(left, round(decay.power), round, isFolded)) + end);
}

export const polynomialDecaySchedule: ScheduleRecord<PolynomialDecay> = {
  fields: [
    learningRate,
    decaySteps,
    { name: 'end_learning_rate', field: 'endLearningRate', kind: 'number', otherwise: 0.0001, least: 0 },
    { name: 'power', field: 'power', kind: 'number', otherwise: 1, least: 0 },
    { name: 'cycle', field: 'cycle', kind: 'flag', otherwise: false },
  ],
  scope: 'PolynomialDecay',
  keras: 'PolynomialDecay',
  isFloat32Only: (cycle) => cycle,
  span: ({ decaySteps: steps }) => 1.25 * steps,
  rate: (values, step, { round, isFolded }) => polynomialDecay(values, step, round, isFolded),
};
