import { cast, constant } from '../build';
import { TensorFlowError, typeError, valueError } from '../errors';
import { assertGlobalStep, createGlobalStep, getGlobalStep, getOrCreateGlobalStep } from '../global-step';
import { gradients } from '../gradients';
import type { Tensor } from '../graph';
import { ExponentialMovingAverage } from '../moving-average';
import { AdadeltaOptimizer } from '../optimizers/adadelta-optimizer';
import { AdagradDAOptimizer } from '../optimizers/adagrad-da-optimizer';
import { AdagradOptimizer } from '../optimizers/adagrad-optimizer';
import { AdamOptimizer } from '../optimizers/adam-optimizer';
import { FtrlOptimizer } from '../optimizers/ftrl-optimizer';
import { GradientDescentOptimizer } from '../optimizers/gradient-descent-optimizer';
import { MomentumOptimizer } from '../optimizers/momentum-optimizer';
import { type GradientAndVariable, type MinimizeOptions, Optimizer } from '../optimizers/optimizer';
import { ProximalAdagradOptimizer } from '../optimizers/proximal-adagrad-optimizer';
import { ProximalGradientDescentOptimizer } from '../optimizers/proximal-gradient-descent-optimizer';
import { RMSPropOptimizer } from '../optimizers/rms-prop-optimizer';
import { IndexedSlices } from '../op-registry';
import { isFloating, scalarOf } from '../value';
import { Variable } from '../variable';
import { type Argument, literalValue, tensorIn, toTensor } from './argument';
import type { Call } from './call';
import { defineAliases, defineApi } from './registry';

/** The step of a schedule: None is refused, as all of them do. */
function stepOf(call: Call, name = 'global_step'): Tensor {
  if (!call.has(name)) throw valueError(`${name} is required for ${call.name}`);
  return call.tensor(name);
}

/** A schedule's tensor; its working dtype is the learning rate's. */
function schedule(formula: string, numbers: readonly string[], flag: string | null): (call: Call) => Tensor {
  const type = formula === 'NoisyLinearCosineDecay' ? 'NoisySchedule' : 'Schedule';
  return (call) => {
    const step = stepOf(call);
    const rate = call.tensor('learning_rate');
    if (!isFloating(rate.dtype))
      throw typeError(`the learning rate of ${call.name} must be a float, not ${rate.dtype}`);
    if (formula === 'NaturalExpDecay' && call.argument('decay_rate').kind === 'int')
      throw typeError('the decay_rate of natural_exp_decay must be a float: its exponential is taken');
    const others = numbers.map((name) => {
      // A Python number becomes float32 first, also where it is widened to float64 afterwards.
      const given = tensorIn(call.argument(name));
      const value = given ?? constant(call.graph, literalValue(call.argument(name), 'float32'));
      return cast(value, rate.dtype);
    });
    const attributes = { formula, flag: flag !== null && call.bool(flag) };
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

/** What `minimize` and `apply_gradients` are handed as the step: an object, or a literal that raises later. */
function stepArgument(call: Call): unknown {
  const argument = call.argument('global_step');
  if (argument.kind === 'none') return null;
  if (argument.kind === 'object') return argument.value;
  if (argument.kind === 'list') return argument.items;
  return argument.kind === 'int' || argument.kind === 'float' ? argument.value : argument.kind;
}

function minimizeOptions(call: Call): MinimizeOptions {
  return {
    globalStep: stepArgument(call),
    varList: call.variables('var_list'),
    gradLoss: call.has('grad_loss') ? call.tensor('grad_loss') : null,
    name: call.text('name'),
  };
}

function pairsOf(call: Call): GradientAndVariable[] {
  return call.items('grads_and_vars').map((pair): GradientAndVariable => {
    const [gradient, variable] = pair.kind === 'list' ? pair.items : [];
    if (variable?.kind !== 'object' || !(variable.value instanceof Variable))
      throw typeError('grads_and_vars must be a list of (gradient, variable)');
    if (gradient === undefined || gradient.kind === 'none') return [null, variable.value];
    if (gradient.kind === 'object' && gradient.value instanceof IndexedSlices) return [gradient.value, variable.value];
    return [toTensor(call.graph, gradient, tensorIn(gradient) === null ? variable.value.dtype : null), variable.value];
  });
}

const gating = 'gate_gradients=1, aggregation_method=None, colocate_gradients_with_ops=False';
const name = (call: Call, fallback: string): string => call.text('name') ?? fallback;
const rateArguments = 'learning_rate, global_step, decay_steps, decay_rate, staircase=False, name=None';

defineApi({
  'train.exponential_decay': [rateArguments, schedule('ExponentialDecay', ['decay_steps', 'decay_rate'], 'staircase')],
  'train.natural_exp_decay': [rateArguments, schedule('NaturalExpDecay', ['decay_steps', 'decay_rate'], 'staircase')],
  'train.inverse_time_decay': [rateArguments, schedule('InverseTimeDecay', ['decay_steps', 'decay_rate'], 'staircase')],
  'train.polynomial_decay': [
    'learning_rate, global_step, decay_steps, end_learning_rate=0.0001, power=1.0, cycle=False, name=None',
    schedule('PolynomialDecay', ['decay_steps', 'end_learning_rate', 'power'], 'cycle'),
  ],
  'train.cosine_decay': [
    'learning_rate, global_step, decay_steps, alpha=0.0, name=None',
    schedule('CosineDecay', ['decay_steps', 'alpha'], null),
  ],
  'train.cosine_decay_restarts': [
    'learning_rate, global_step, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name=None',
    schedule('SGDRDecay', ['first_decay_steps', 't_mul', 'm_mul', 'alpha'], null),
  ],
  'train.linear_cosine_decay': [
    'learning_rate, global_step, decay_steps, num_periods=0.5, alpha=0.0, beta=0.001, name=None',
    schedule('LinearCosineDecay', ['decay_steps', 'num_periods', 'alpha', 'beta'], null),
  ],
  'train.noisy_linear_cosine_decay': [
    'learning_rate, global_step, decay_steps, initial_variance=1.0, variance_decay=0.55, num_periods=0.5, alpha=0.0, beta=0.001, name=None',
    schedule(
      'NoisyLinearCosineDecay',
      ['decay_steps', 'initial_variance', 'variance_decay', 'num_periods', 'alpha', 'beta'],
      null,
    ),
  ],
  'train.piecewise_constant': ['x, boundaries, values, name=None', piecewise],

  'train.GradientDescentOptimizer': [
    "learning_rate, use_locking=False, name='GradientDescent'",
    (call) => new GradientDescentOptimizer(call.hyperparameter('learning_rate'), name(call, 'GradientDescent')),
  ],
  'train.MomentumOptimizer': [
    "learning_rate, momentum, use_locking=False, name='Momentum', use_nesterov=False",
    (call) =>
      new MomentumOptimizer(
        call.hyperparameter('learning_rate'),
        call.hyperparameter('momentum'),
        call.bool('use_nesterov'),
        name(call, 'Momentum'),
      ),
  ],
  'train.AdagradOptimizer': [
    "learning_rate, initial_accumulator_value=0.1, use_locking=False, name='Adagrad'",
    (call) =>
      new AdagradOptimizer(
        call.hyperparameter('learning_rate'),
        call.number('initial_accumulator_value'),
        name(call, 'Adagrad'),
      ),
  ],
  'train.AdagradDAOptimizer': [
    "learning_rate, global_step, initial_gradient_squared_accumulator_value=0.1, l1_regularization_strength=0.0, l2_regularization_strength=0.0, use_locking=False, name='AdagradDA'",
    (call) =>
      new AdagradDAOptimizer(
        call.hyperparameter('learning_rate'),
        call.tensor('global_step'),
        call.number('initial_gradient_squared_accumulator_value'),
        call.hyperparameter('l1_regularization_strength'),
        call.hyperparameter('l2_regularization_strength'),
        name(call, 'AdagradDA'),
      ),
  ],
  'train.AdadeltaOptimizer': [
    "learning_rate=0.001, rho=0.95, epsilon=1e-8, use_locking=False, name='Adadelta'",
    (call) =>
      new AdadeltaOptimizer(
        call.hyperparameter('learning_rate'),
        call.hyperparameter('rho'),
        call.hyperparameter('epsilon'),
        name(call, 'Adadelta'),
      ),
  ],
  'train.RMSPropOptimizer': [
    "learning_rate, decay=0.9, momentum=0.0, epsilon=1e-10, use_locking=False, centered=False, name='RMSProp'",
    (call) =>
      new RMSPropOptimizer(
        call.hyperparameter('learning_rate'),
        call.hyperparameter('decay'),
        call.hyperparameter('momentum'),
        call.hyperparameter('epsilon'),
        call.bool('centered'),
        name(call, 'RMSProp'),
      ),
  ],
  'train.AdamOptimizer': [
    "learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, use_locking=False, name='Adam'",
    (call) =>
      new AdamOptimizer(
        call.hyperparameter('learning_rate'),
        call.hyperparameter('beta1'),
        call.hyperparameter('beta2'),
        call.hyperparameter('epsilon'),
        name(call, 'Adam'),
      ),
  ],
  'train.FtrlOptimizer': [
    "learning_rate, learning_rate_power=-0.5, initial_accumulator_value=0.1, l1_regularization_strength=0.0, l2_regularization_strength=0.0, use_locking=False, name='Ftrl', accum_name=None, linear_name=None, l2_shrinkage_regularization_strength=0.0",
    (call) =>
      new FtrlOptimizer(
        call.hyperparameter('learning_rate'),
        call.number('learning_rate_power'),
        call.number('initial_accumulator_value'),
        call.hyperparameter('l1_regularization_strength'),
        call.hyperparameter('l2_regularization_strength'),
        call.number('l2_shrinkage_regularization_strength'),
        name(call, 'Ftrl'),
      ),
  ],
  'train.ProximalGradientDescentOptimizer': [
    "learning_rate, l1_regularization_strength=0.0, l2_regularization_strength=0.0, use_locking=False, name='ProximalGradientDescent'",
    (call) =>
      new ProximalGradientDescentOptimizer(
        call.hyperparameter('learning_rate'),
        call.hyperparameter('l1_regularization_strength'),
        call.hyperparameter('l2_regularization_strength'),
        name(call, 'ProximalGradientDescent'),
      ),
  ],
  'train.ProximalAdagradOptimizer': [
    "learning_rate, initial_accumulator_value=0.1, l1_regularization_strength=0.0, l2_regularization_strength=0.0, use_locking=False, name='ProximalAdagrad'",
    (call) =>
      new ProximalAdagradOptimizer(
        call.hyperparameter('learning_rate'),
        call.number('initial_accumulator_value'),
        call.hyperparameter('l1_regularization_strength'),
        call.hyperparameter('l2_regularization_strength'),
        name(call, 'ProximalAdagrad'),
      ),
  ],

  'Optimizer.minimize': [
    `self, loss, global_step=None, var_list=None, ${gating}, name=None, grad_loss=None`,
    (call) => call.object('self', Optimizer).minimize(call.tensor('loss'), minimizeOptions(call)),
  ],
  'Optimizer.compute_gradients': [
    `self, loss, var_list=None, ${gating}, grad_loss=None`,
    (call) =>
      call
        .object('self', Optimizer)
        .computeGradients(call.tensor('loss'), minimizeOptions(call))
        .map((pair) => [...pair]),
  ],
  'Optimizer.apply_gradients': [
    'self, grads_and_vars, global_step=None, name=None',
    (call) => call.object('self', Optimizer).applyGradients(pairsOf(call), minimizeOptions(call)),
  ],
  'Optimizer.get_slot': [
    'self, var, name',
    (call) => call.object('self', Optimizer).getSlot(call.object('var', Variable), call.text('name') ?? ''),
  ],
  'Optimizer.get_slot_names': ['self', (call) => call.object('self', Optimizer).getSlotNames()],
  'Optimizer.get_name': ['self', (call) => call.object('self', Optimizer).name],
  'Optimizer.variables': ['self', (call) => call.object('self', Optimizer).variables()],

  gradients: [
    `ys, xs, grad_ys=None, name='gradients', colocate_gradients_with_ops=False, gate_gradients=False, aggregation_method=None, stop_gradients=None, **`,
    (call) => {
      const gradYs = call.has('grad_ys') ? call.tensors('grad_ys') : null;
      const stopGradients = call.has('stop_gradients') ? call.tensors('stop_gradients') : [];
      return gradients(call.tensors('ys'), call.tensors('xs'), { gradYs, stopGradients });
    },
  ],

  'train.ExponentialMovingAverage': [
    "decay, num_updates=None, zero_debias=False, name='ExponentialMovingAverage'",
    (call) =>
      new ExponentialMovingAverage(
        call.hyperparameter('decay'),
        call.has('num_updates') ? call.hyperparameter('num_updates') : null,
        call.bool('zero_debias'),
        name(call, 'ExponentialMovingAverage'),
      ),
  ],
  'ExponentialMovingAverage.apply': [
    'self, var_list=None',
    (call) => {
      const list = call.has('var_list') ? call.items('var_list').map((argument) => averaged(call, argument)) : null;
      return call.object('self', ExponentialMovingAverage).apply(list, call.graph);
    },
  ],
  'ExponentialMovingAverage.average': [
    'self, var',
    (call) => call.object('self', ExponentialMovingAverage).average(averaged(call, call.argument('var'))),
  ],
  'ExponentialMovingAverage.average_name': [
    'self, var',
    (call) => call.object('self', ExponentialMovingAverage).averageName(averaged(call, call.argument('var'))),
  ],

  'train.get_global_step': ['graph=None', ({ graph }) => getGlobalStep(graph)],
  'train.create_global_step': ['graph=None', ({ graph }) => createGlobalStep(graph, graph.currentScope)],
  'train.get_or_create_global_step': ['graph=None', ({ graph }) => getOrCreateGlobalStep(graph, graph.currentScope)],
  'train.assert_global_step': [
    'global_step_tensor',
    (call) => {
      const argument = call.argument('global_step_tensor');
      assertGlobalStep(argument.kind === 'object' ? argument.value : argument);
      return null;
    },
  ],
});

function averaged(call: Call, argument: Argument): Variable | Tensor {
  if (argument.kind === 'object' && argument.value instanceof Variable) return argument.value;
  return toTensor(call.graph, argument);
}

defineAliases({
  'train.piecewise_constant': ['train.piecewise_constant_decay'],
  'train.get_global_step': ['contrib.framework.get_global_step'],
  'train.get_or_create_global_step': ['contrib.framework.get_or_create_global_step'],
  'train.create_global_step': ['contrib.framework.create_global_step'],
});
