import { message, type Message } from '../base/message';
import type { PiecewiseConstant } from '../schedules/piecewise-constant';
import type { Schedule } from '../schedules/schedule';
import { type CallArgument, countText, floatText, listText } from './python-text';

/** A class below `torch.optim.lr_scheduler` that gives the very rates of a schedule. */
export interface SchedulerClass {
  readonly name: string;
  readonly args: readonly CallArgument[];
  /** What the optimizer starts with. */
  readonly rate: number;
  readonly note: Message | null;
}

/** The class that is numerically equal at every step that is made, or null where none is. `steps`: how many are made, if known. */
export function schedulerClass(schedule: Schedule, steps: number | null): SchedulerClass | null {
  switch (schedule.kind) {
    case 'exponential_decay': {
      const { decayRate, decaySteps, staircase, learningRate: rate } = schedule;
      const gamma = floatText(decayRate);
      if (staircase) return stairs(decaySteps, gamma, rate);
      return decayRate < 0 ? null : decayed(`${gamma} ** (1 / ${countText(decaySteps)})`, rate);
    }
    case 'natural_exp_decay': {
      const { decayRate, decaySteps, staircase, learningRate: rate } = schedule;
      const power = floatText(-decayRate);
      return staircase
        ? stairs(decaySteps, `math.exp(${power})`, rate)
        : decayed(`math.exp(${power} / ${countText(decaySteps)})`, rate);
    }
    case 'piecewise_constant':
      return milestones(schedule);
    case 'polynomial_decay': {
      const { decaySteps, endLearningRate, power, cycle, learningRate: rate } = schedule;
      if (cycle || endLearningRate !== 0 || !isCount(decaySteps) || power < 0) return null;
      const args: CallArgument[] = [
        ['total_iters', countText(decaySteps)],
        ['power', floatText(power)],
      ];
      return { name: 'PolynomialLR', args, rate, note: null };
    }
    case 'cosine_decay': {
      const { decaySteps, alpha, learningRate: rate } = schedule;
      // Beyond T_max PyTorch's cosine rises again, where TensorFlow's stays at its end.
      if (!isCount(decaySteps) || steps === null || steps > decaySteps) return null;
      const note = message(
        "Equal up to step {0}, where this program ends: after it PyTorch's cosine rises again.",
        countText(decaySteps),
      );
      return { name: 'CosineAnnealingLR', args: [['T_max', countText(decaySteps)], ...least(rate, alpha)], rate, note };
    }
    case 'cosine_decay_restarts': {
      const { firstDecaySteps, tMul, mMul, alpha, learningRate: rate } = schedule;
      if (mMul !== 1 || !isCount(tMul) || !isCount(firstDecaySteps)) return null;
      const note = message(
        'At a restart itself TensorFlow 1, in float32, may still give the end of the period before: one step later than here.',
      );
      const args: CallArgument[] = [
        ['T_0', countText(firstDecaySteps)],
        ['T_mult', countText(tMul)],
        ...least(rate, alpha),
      ];
      return { name: 'CosineAnnealingWarmRestarts', args, rate, note: tMul === 1 ? null : note };
    }
    default:
      return null;
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

function decayed(gamma: string, rate: number): SchedulerClass {
  return { name: 'ExponentialLR', args: [['gamma', gamma]], rate, note: null };
}

function stairs(decaySteps: number, gamma: string, rate: number): SchedulerClass | null {
  if (!isCount(decaySteps)) return null;
  const args: CallArgument[] = [
    ['step_size', countText(decaySteps)],
    ['gamma', gamma],
  ];
  return { name: 'StepLR', args, rate, note: null };
}

function least(rate: number, alpha: number): CallArgument[] {
  return alpha === 0 ? [] : [['eta_min', `${floatText(rate)} * ${floatText(alpha)}`]];
}

/** Values are taken for a geometric row where that is off by less than float64's own rounding makes it. */
const closeness = 1e-12;

/** MultiStepLR multiplies by one factor at each milestone: equal where the values are a geometric row. */
function milestones({ boundaries, values }: PiecewiseConstant): SchedulerClass | null {
  const [first = Number.NaN, second = Number.NaN] = values;
  const gamma = Number((second / first).toPrecision(15));
  const isGeometric = values.every(
    (value, index) => Math.abs(first * gamma ** index - value) <= closeness * Math.abs(value),
  );
  if (!isGeometric || !boundaries.every((boundary) => boundary >= 0 && Number.isSafeInteger(boundary))) return null;
  const args: CallArgument[] = [
    ['milestones', listText(boundaries.map((boundary) => countText(boundary + 1)))],
    ['gamma', floatText(gamma)],
  ];
  const note = message(
    'A milestone already has the new rate, a boundary of TensorFlow 1 still the old one: each is one step later here.',
  );
  return { name: 'MultiStepLR', args, rate: first, note };
}
