import type { DType } from '../../base/graph-call';
import { cast, constant, unary } from '../build';
import { TensorFlowError, typeError, valueError } from '../errors';
import type { Tensor } from '../graph';
import { formulaName } from '../ops/schedule';
import { isFloating, scalarOf } from '../value';
import { type Argument, constantValue, literalValue, tensorIn, toTensor } from './argument';
import type { Call } from './call';
import { defineApi } from './registry';

/** The step of a schedule: None is refused, as all of them do. */
function stepOf(call: Call, name = 'global_step'): Tensor {
  if (!call.has(name)) throw valueError(`${name} is required for ${call.name}`);
  return call.tensor(name);
}

/** Schedules that take cosines multiply by a float32 pi, so that a float64 rate meets another dtype. */
const onlyFloat32 = new Set(['CosineDecay', 'SGDRDecay', 'LinearCosineDecay', 'NoisyLinearCosineDecay']);

function assertRateDtype(call: Call, { dtype }: Tensor, formula: string): void {
  if (!isFloating(dtype)) throw typeError(`the learning rate of ${call.name} must be a float, not ${dtype}`);
  const isCyclic = formula === 'PolynomialDecay' && call.bool('cycle');
  if (dtype !== 'float32' && (onlyFloat32.has(formula) || isCyclic))
    throw typeError(`${call.name} meets a float32 constant, which does not match a learning rate of ${dtype}`);
}

/** A number of a schedule in the rate's dtype: Python's int and float become int32 and float32 first, and then are widened. */
function scheduleNumber(call: Call, name: string, formula: string, dtype: DType): Tensor {
  const given = call.tensor(name);
  const isNatural = formula === 'NaturalExpDecay' && name === 'decay_rate';
  if (isNatural && !isFloating(given.dtype))
    throw typeError('the decay_rate of natural_exp_decay must be a float: its exponential is taken');
  const number = cast(isNatural ? unary('Exp', unary('Neg', given)) : given, dtype);
  const value = constantValue(number);
  return value === null || number.op.type === 'Const' ? number : constant(call.graph, value);
}

/** A schedule's tensor; its working dtype is the learning rate's. */
function schedule(formula: string, numbers: readonly string[], flag: string | null): (call: Call) => Tensor {
  const type = formula === 'NoisyLinearCosineDecay' ? 'NoisySchedule' : 'Schedule';
  return (call) => {
    const step = stepOf(call);
    const rate = call.tensor('learning_rate');
    assertRateDtype(call, rate, formula);
    const others = numbers.map((number) => scheduleNumber(call, number, formula, rate.dtype));
    const areConstant = others.every(({ op }) => op.type === 'Const');
    // The natural exponential is the exponential one of e^-rate.
    const scope = formula === 'NaturalExpDecay' ? 'ExponentialDecay' : formula;
    const attributes = { formula: formulaName(scope, areConstant), flag: flag !== null && call.bool(flag) };
    return call.graph.createOperation(type, [step, rate, ...others], { attributes, name: call.text('name') ?? formula })
      .output;
  };
}

/** `piecewise_constant`: dtypes of x and boundaries must agree, save for int32 literals beside an int64 step. */
function piecewise(call: Call): Tensor {
  const x = stepOf(call, 'x');
  const boundaries = call.items('boundaries').map((argument) => literalValueOf(call, argument));
  const values = call.items('values');
  if (boundaries.length === 0) throw new TensorFlowError('IndexError', 'list index out of range: boundaries are empty');
  for (const { dtype } of boundaries) {
    const fits = dtype === x.dtype || (dtype === 'int32' && x.dtype === 'int64');
    if (!fits) throw valueError(`boundaries (${dtype}) must have the same dtype as x (${x.dtype})`);
  }
  if (boundaries.length !== values.length - 1)
    throw valueError('the length of boundaries should be 1 less than that of values');
  const tensors = values.map((argument) => toTensor(call.graph, argument));
  const [first] = tensors;
  if (first === undefined || tensors.some(({ dtype }) => dtype !== first.dtype))
    throw valueError('the values must have the same dtype');
  return call.graph.createOperation('PiecewiseConstant', [x, ...tensors], {
    name: call.text('name') ?? 'PiecewiseConstant',
    attributes: { boundaries: boundaries.map(scalarOf), dtype: first.dtype },
  }).output;
}

function literalValueOf(call: Call, argument: Argument): ReturnType<typeof literalValue> {
  const tensor = tensorIn(argument);
  if (tensor === null) return literalValue(argument);
  if (tensor.op.type === 'Const') return tensor.op.attribute('value');
  throw valueError(`${call.name}: boundaries must be known before the run`);
}

defineApi({
  'train.exponential_decay': schedule('ExponentialDecay', ['decay_steps', 'decay_rate'], 'staircase'),
  'train.natural_exp_decay': schedule('NaturalExpDecay', ['decay_steps', 'decay_rate'], 'staircase'),
  'train.inverse_time_decay': schedule('InverseTimeDecay', ['decay_steps', 'decay_rate'], 'staircase'),
  'train.polynomial_decay': schedule('PolynomialDecay', ['decay_steps', 'end_learning_rate', 'power'], 'cycle'),
  'train.cosine_decay': schedule('CosineDecay', ['decay_steps', 'alpha'], null),
  'train.cosine_decay_restarts': schedule('SGDRDecay', ['first_decay_steps', 't_mul', 'm_mul', 'alpha'], null),
  'train.linear_cosine_decay': schedule('LinearCosineDecay', ['decay_steps', 'num_periods', 'alpha', 'beta'], null),
  'train.noisy_linear_cosine_decay': schedule(
    'NoisyLinearCosineDecay',
    ['decay_steps', 'initial_variance', 'variance_decay', 'num_periods', 'alpha', 'beta'],
    null,
  ),
  'train.piecewise_constant': piecewise,
  'train.piecewise_constant_decay': piecewise,
});
