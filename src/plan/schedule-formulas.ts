import { own } from '../base/own';
import { cosineDecay } from '../schedules/cosine-decay';
import { cosineDecayRestarts } from '../schedules/cosine-decay-restarts';
import { exponentialDecay } from '../schedules/exponential-decay';
import { inverseTimeDecay } from '../schedules/inverse-time-decay';
import { linearCosineDecay } from '../schedules/linear-cosine-decay';
import { naturalExpDecay } from '../schedules/natural-exp-decay';
import { polynomialDecay } from '../schedules/polynomial-decay';
import type { Rounding } from '../schedules/rounding';

/** A parameter with its default; null: it has to be given. */
type Parameter = readonly [name: string, otherwise: number | null];

/** A schedule of numbers: `numbers` are its arguments in the order of `parameters`, booleans as 0 and 1. */
export interface ScheduleFormula {
  readonly parameters: readonly Parameter[];
  /** The parameter that is the step; null for Keras's classes, which are called with it. */
  readonly step: string | null;
  readonly rate: (numbers: readonly number[], step: number, round: Rounding) => number;
}

type RateFormula = typeof exponentialDecay;

const byRate = (formula: RateFormula): ScheduleFormula['rate'] => {
  return ([learningRate = 0, decaySteps = 0, decayRate = 0, staircase = 0], step, round) =>
    formula({ learningRate, decaySteps, decayRate, staircase: staircase !== 0 }, step, round);
};
const polynomial: ScheduleFormula['rate'] = (
  [learningRate = 0, decaySteps = 0, endLearningRate = 0, power = 0, cycle = 0],
  step,
  round,
) => polynomialDecay({ learningRate, decaySteps, endLearningRate, power, cycle: cycle !== 0 }, step, round);
const restarts: ScheduleFormula['rate'] = (
  [learningRate = 0, firstDecaySteps = 0, tMul = 0, mMul = 0, alpha = 0],
  step,
  round,
) => cosineDecayRestarts({ learningRate, firstDecaySteps, tMul, mMul, alpha }, step, round);
const linear: ScheduleFormula['rate'] = (
  [learningRate = 0, decaySteps = 0, numPeriods = 0, alpha = 0, beta = 0],
  step,
  round,
) => linearCosineDecay({ learningRate, decaySteps, numPeriods, alpha, beta }, step, round);

/** Keras's cosine decay may begin with a warm-up, from the initial rate up to the target. -1: there is none. */
const kerasCosine: ScheduleFormula['rate'] = (
  [initial = 0, decaySteps = 0, alpha = 0, target = -1, warmupSteps = 0],
  step,
  round,
) => {
  if (target < 0) return cosineDecay({ learningRate: initial, decaySteps, alpha }, step, round);
  if (step < warmupSteps) {
    const completed = round(round(step) / round(warmupSteps));
    return round(round(round(round(target) - round(initial)) * completed) + round(initial));
  }
  return cosineDecay({ learningRate: target, decaySteps, alpha }, step - warmupSteps, round);
};

const rate: Parameter = ['learning_rate', null];
const initial: Parameter = ['initial_learning_rate', null];
const steps: Parameter = ['decay_steps', null];
const rateParameters: readonly Parameter[] = [steps, ['decay_rate', null], ['staircase', 0]];
const polynomialParameters: readonly Parameter[] = [steps, ['end_learning_rate', 0.0001], ['power', 1], ['cycle', 0]];
const restartParameters: readonly Parameter[] = [
  ['first_decay_steps', null],
  ['t_mul', 2],
  ['m_mul', 1],
  ['alpha', 0],
];
const linearParameters: readonly Parameter[] = [steps, ['num_periods', 0.5], ['alpha', 0], ['beta', 0.001]];

const tf1 = (parameters: readonly Parameter[], formula: ScheduleFormula['rate']): ScheduleFormula => ({
  parameters: [rate, ...parameters],
  step: 'global_step',
  rate: formula,
});
const keras = (parameters: readonly Parameter[], formula: ScheduleFormula['rate']): ScheduleFormula => ({
  parameters: [initial, ...parameters],
  step: null,
  rate: formula,
});

/** By public name below `tf`; the noisy schedule draws, and the piecewise ones take lists: neither is here. */
const formulas: Readonly<Record<string, ScheduleFormula>> = {
  'train.exponential_decay': tf1(rateParameters, byRate(exponentialDecay)),
  'train.natural_exp_decay': tf1(rateParameters, byRate(naturalExpDecay)),
  'train.inverse_time_decay': tf1(rateParameters, byRate(inverseTimeDecay)),
  'train.polynomial_decay': tf1(polynomialParameters, polynomial),
  'train.cosine_decay': tf1([steps, ['alpha', 0]], ([learningRate = 0, decaySteps = 0, alpha = 0], step, round) =>
    cosineDecay({ learningRate, decaySteps, alpha }, step, round),
  ),
  'train.cosine_decay_restarts': tf1(restartParameters, restarts),
  'train.linear_cosine_decay': tf1(linearParameters, linear),
  ExponentialDecay: keras(rateParameters, byRate(exponentialDecay)),
  InverseTimeDecay: keras(rateParameters, byRate(inverseTimeDecay)),
  PolynomialDecay: keras(polynomialParameters, polynomial),
  CosineDecay: keras(
    [steps, ['alpha', 0], ['name', 0], ['warmup_target', -1], ['warmup_steps', 0]],
    (numbers, ...rest) => kerasCosine([...numbers.slice(0, 3), ...numbers.slice(4)], ...rest),
  ),
  CosineDecayRestarts: keras(restartParameters, restarts),
  LinearCosineDecay: keras(linearParameters, linear),
};

const kerasPrefix =
  /^(?:keras\.optimizers\.schedules|keras\.optimizers\.legacy\.schedules|optimizers\.schedules|keras\.experimental)\./;

/** The name below `tf` without what only says where Keras keeps it, or null where it is no schedule of Keras. */
function kerasClass(name: string): string | null {
  return kerasPrefix.test(name) ? name.replace(kerasPrefix, '') : null;
}

/** The formula of a schedule of numbers, by the public name below `tf`. */
export function scheduleFormula(name: string): ScheduleFormula | null {
  return own(formulas, kerasClass(name) ?? (name.startsWith('train.') ? name : '')) ?? null;
}

/** Whether a call makes a piecewise constant schedule, and where its boundaries are: TF1's takes the step before them. */
export function piecewise(name: string): { readonly boundaries: number; readonly hasStep: boolean } | null {
  if (/^train\.piecewise_constant(?:_decay)?$/.test(name)) return { boundaries: 1, hasStep: true };
  return kerasClass(name) === 'PiecewiseConstantDecay' ? { boundaries: 0, hasStep: false } : null;
}

/** Whether a call makes a schedule whose curve can be drawn. */
export function isSchedule(name: string): boolean {
  return scheduleFormula(name) !== null || piecewise(name) !== null;
}
