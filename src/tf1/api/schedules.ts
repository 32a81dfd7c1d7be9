import type { DType } from '../../base/graph-call';
import { tensorflow1 } from '../../frameworks/tensorflow1/catalogue';
import { recordOf, type ScheduleName } from '../../schedules/schedule';
import { cast, constant, unary } from '../build';
import { TensorFlowError, typeError, valueError } from '../errors';
import type { Tensor } from '../graph';
import { formulaName } from '../ops/schedule';
import { isFloating, scalarOf } from '../value';
import { type Argument, constantValue, literalValue, tensorIn, toTensor } from './argument';
import type { Call } from './call';
import { type Builder, defineApi } from './registry';

/** The step of a schedule: None is refused, as all of them do. */
function stepOf(call: Call, name = 'global_step'): Tensor {
  if (!call.has(name)) throw valueError(`${name} is required for ${call.name}`);
  return call.tensor(name);
}

function assertRateDtype(call: Call, { dtype }: Tensor, kind: ScheduleName, flag: boolean): void {
  if (!isFloating(dtype)) throw typeError(`the learning rate of ${call.name} must be a float, not ${dtype}`);
  if (dtype !== 'float32' && recordOf(kind).isFloat32Only(flag))
    throw typeError(`${call.name} meets a float32 constant, which does not match a learning rate of ${dtype}`);
}

/** A number of a schedule in the rate's dtype: Python's int and float become int32 and float32 first, and then are widened. */
function scheduleNumber(call: Call, name: string, kind: ScheduleName, dtype: DType): Tensor {
  const given = call.tensor(name);
  const isNatural = kind === 'natural_exp_decay' && name === 'decay_rate';
  if (isNatural && !isFloating(given.dtype))
    throw typeError('the decay_rate of natural_exp_decay must be a float: its exponential is taken');
  const number = cast(isNatural ? unary('Exp', unary('Neg', given)) : given, dtype);
  const value = constantValue(number);
  return value === null || number.op.type === 'Const' ? number : constant(call.graph, value);
}

/** Builds a schedule's tensor, by its record; its working dtype is the learning rate's. */
function schedule(kind: ScheduleName): Builder {
  const { fields, scope } = recordOf(kind);
  const type = kind === 'noisy_linear_cosine_decay' ? 'NoisySchedule' : 'Schedule';
  const numbers = fields.slice(1).filter((field) => field.kind !== 'flag');
  const flagged = fields.find((field) => field.kind === 'flag');
  return (call) => {
    const step = stepOf(call);
    const rate = call.tensor('learning_rate');
    const flag = flagged !== undefined && call.bool(flagged.name);
    assertRateDtype(call, rate, kind, flag);
    const others = numbers.map(({ name }) => scheduleNumber(call, name, kind, rate.dtype));
    const areConstant = others.every(({ op }) => op.type === 'Const');
    // The natural exponential is the exponential one of e^-rate.
    const formula = formulaName(kind === 'natural_exp_decay' ? 'exponential_decay' : kind, areConstant);
    return call.graph.createOperation(type, [step, rate, ...others], {
      attributes: { formula, flag },
      name: call.text('name') ?? scope,
    }).output;
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

defineApi(
  Object.fromEntries(
    tensorflow1
      .ofKind('schedule')
      .filter(({ meaning }) => meaning.count !== null)
      .map(({ name, meaning }): [string, Builder] => [
        name,
        meaning.schedule === 'piecewise_constant' ? piecewise : schedule(meaning.schedule),
      ]),
  ),
);
