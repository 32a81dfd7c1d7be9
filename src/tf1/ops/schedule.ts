import type { DType } from '../../base/graph-call';
import { own } from '../../base/own';
import { cosineDecay } from '../../schedules/cosine-decay';
import { cosineDecayRestarts } from '../../schedules/cosine-decay-restarts';
import { exponentialDecay } from '../../schedules/exponential-decay';
import { inverseTimeDecay } from '../../schedules/inverse-time-decay';
import { linearCosineDecay } from '../../schedules/linear-cosine-decay';
import { noisyLinearCosineDecay } from '../../schedules/noisy-linear-cosine-decay';
import { AmbiguousIntervalError, piecewiseIndex } from '../../schedules/piecewise-constant';
import { polynomialDecay } from '../../schedules/polynomial-decay';
import { float32, float64, type Rounding } from '../../schedules/rounding';
import { TensorFlowError, UnsupportedError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { defineOps, type OpDefinition } from '../op-registry';
import { emptyValue, item, scalarOf, type Value } from '../value';

/**
 * A schedule as one operation. Its inputs are the step and then the numbers of the call in TensorFlow's order, any of which may be a
 * tensor; `flag` is its boolean. `normal` is a standard normal number, for the one schedule that draws.
 */
type Formula = (numbers: readonly number[], flag: boolean, round: Rounding) => (step: number, normal: number) => number;

/** Marks the formula of a schedule some of whose numbers vary, so that TensorFlow's rewriting of constants does not reach them. */
const varying = '/varying';

/** The name of a schedule's formula: as it is computed where its numbers are constants, or where they vary. */
export function formulaName(scope: string, areConstant: boolean): string {
  return areConstant ? scope : `${scope}${varying}`;
}

const rateDecay = ([learningRate = 0, decaySteps = 0, decayRate = 0]: readonly number[], staircase: boolean) => ({
  learningRate,
  decaySteps,
  decayRate,
  staircase,
});

// What the numbers give is made once: a formula of constants is then asked for step after step without an allocation.
const formulasFor = (folded: boolean): Readonly<Record<string, Formula>> => ({
  ExponentialDecay: (numbers, flag, round) => {
    const decay = rateDecay(numbers, flag);
    return (step) => exponentialDecay(decay, step, round, folded);
  },
  InverseTimeDecay: (numbers, flag, round) => {
    const decay = rateDecay(numbers, flag);
    return (step) => inverseTimeDecay(decay, step, round, folded);
  },
  PolynomialDecay: ([learningRate = 0, decaySteps = 0, endLearningRate = 0, power = 0], cycle, round) => {
    const decay = { learningRate, decaySteps, endLearningRate, power, cycle };
    return (step) => polynomialDecay(decay, step, round, folded);
  },
  CosineDecay: ([learningRate = 0, decaySteps = 0, alpha = 0], _flag, round) => {
    const decay = { learningRate, decaySteps, alpha };
    return (step) => cosineDecay(decay, step, round, folded);
  },
  SGDRDecay: ([learningRate = 0, firstDecaySteps = 0, tMul = 0, mMul = 0, alpha = 0], _flag, round) => {
    const decay = { learningRate, firstDecaySteps, tMul, mMul, alpha };
    return (step) => cosineDecayRestarts(decay, step, round, folded);
  },
  LinearCosineDecay: ([learningRate = 0, decaySteps = 0, numPeriods = 0, alpha = 0, beta = 0], _flag, round) => {
    const decay = { learningRate, decaySteps, numPeriods, alpha, beta };
    return (step) => linearCosineDecay(decay, step, round, { isFolded: folded });
  },
  NoisyLinearCosineDecay: (numbers, _flag, round) => {
    const [learningRate = 0, decaySteps = 0, initialVariance = 0, varianceDecay = 0] = numbers;
    const [numPeriods = 0, alpha = 0, beta = 0] = numbers.slice(4);
    const decay = { learningRate, decaySteps, initialVariance, varianceDecay, numPeriods, alpha, beta };
    return (step, normal) => noisyLinearCosineDecay(decay, step, normal, round, folded);
  },
});

/** By `formulaName`: the default name of TensorFlow's operation scope, and what tells its two ways apart. */
export const formulas: Readonly<Record<string, Formula>> = {
  ...formulasFor(true),
  ...Object.fromEntries(Object.entries(formulasFor(false)).map(([name, formula]) => [`${name}${varying}`, formula])),
};

/** The rounding of a working dtype. */
export function roundingOf(dtype: DType): Rounding {
  return dtype === 'float64' ? float64 : float32;
}

/** No gradient flows to the step of a schedule; one to a number that varies is not computed here, and is refused. */
function throughConstants({ type, inputs }: Operation): readonly null[] {
  for (const { op } of inputs.slice(1))
    if (op.type !== 'Const')
      throw new UnsupportedError(`the gradient of ${type} with respect to ${op.name} is not supported`);
  return inputs.map(() => null);
}

const schedule = (type: string, isRandom: boolean): OpDefinition => ({
  type,
  infer: ([, learningRate]) => [{ dtype: (learningRate as Tensor).dtype, shape: [] }],
  kernel: (inputs, operation, state) => {
    const [step, ...numbers] = inputs.map(scalarOf) as [number, ...number[]];
    const { dtype } = operation.output;
    const [normal = 0] = isRandom ? state.randomStream(operation).normal(1) : [];
    const formula = own(formulas, operation.attribute<string>('formula')) as Formula;
    const result = emptyValue(dtype, []);
    result.data[0] = formula(numbers, operation.attribute('flag'), roundingOf(dtype))(step, normal);
    return [result];
  },
  gradient: throughConstants,
  random: isRandom,
});

defineOps(schedule('Schedule', false), schedule('NoisySchedule', true), {
  type: 'PiecewiseConstant',
  infer: (_inputs, { dtype }) => [{ dtype: dtype as DType, shape: [] }],
  kernel: ([x, ...values], operation) => {
    try {
      return [item(values, piecewiseIndex(operation.attribute('boundaries'), scalarOf(x as Value)))];
    } catch (error) {
      if (error instanceof AmbiguousIntervalError) throw new TensorFlowError('InvalidArgumentError', error.message);
      throw error;
    }
  },
  gradient: throughConstants,
});
