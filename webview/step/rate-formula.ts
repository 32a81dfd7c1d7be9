import { rateAt, type Schedule } from '../../src/schedules/schedule';
import { numberText } from '../ui/number-text';

/**
 * A schedule's formula with the numbers of one step put in, as `0.1 × 2^(3/10)`. Null where the schedule has no short form, or where the
 * run's own rate is another: the program computes with it before the optimizer gets it.
 */
export function rateFormula(schedule: Schedule | null, step: number, rate: number): string | null {
  if (schedule === null || !isNear(rateAt(schedule, step), rate)) return null;
  const n = numberText;
  switch (schedule.kind) {
    case 'exponential_decay':
      return `${n(schedule.learningRate)} × ${n(schedule.decayRate)}^${periods(schedule, step)}`;
    case 'natural_exp_decay':
      return `${n(schedule.learningRate)} × e^(−${n(schedule.decayRate)} × ${periods(schedule, step)})`;
    case 'inverse_time_decay':
      return `${n(schedule.learningRate)} / (1 + ${n(schedule.decayRate)} × ${periods(schedule, step)})`;
    case 'polynomial_decay': {
      const { learningRate, endLearningRate, decaySteps, power, cycle } = schedule;
      if (cycle) return null;
      const passed = `${n(Math.min(step, decaySteps))}/${n(decaySteps)}`;
      return `(${n(learningRate)} − ${n(endLearningRate)}) × (1 − ${passed})^${n(power)} + ${n(endLearningRate)}`;
    }
    default:
      return null;
  }
}

function periods(
  { decaySteps, staircase }: { readonly decaySteps: number; readonly staircase: boolean },
  step: number,
): string {
  const passed = `${numberText(step)}/${numberText(decaySteps)}`;
  return staircase ? `⌊${passed}⌋` : `(${passed})`;
}

function isNear(one: number, other: number): boolean {
  return Object.is(one, other) || Math.abs(one - other) <= 1e-5 * Math.max(Math.abs(one), Math.abs(other));
}
