import { typeError, valueError } from '../errors';
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
import { Variable } from '../variable';
import { tensorIn, toTensor } from './argument';
import type { Call } from './call';
import { defineApi } from './registry';

/** What `minimize` and `apply_gradients` are handed as the step: an object, or a literal that raises later. */
function stepArgument(call: Call): unknown {
  const argument = call.argument('global_step');
  if (argument.kind === 'none') return null;
  if (argument.kind === 'object') return argument.value;
  if (argument.kind === 'list') return argument.items;
  return argument.kind === 'int' || argument.kind === 'float' ? argument.value : argument.kind;
}

function minimizeOptions(call: Call): MinimizeOptions {
  const gate = call.argument('gate_gradients');
  if (gate.kind === 'int' && ![0, 1, 2].includes(gate.value))
    throw valueError('gate_gradients must be one of GATE_NONE, GATE_OP, GATE_GRAPH');
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

const name = (call: Call, fallback: string): string => call.text('name') ?? fallback;
defineApi({
  'train.GradientDescentOptimizer': (call) =>
    new GradientDescentOptimizer(call.hyperparameter('learning_rate'), name(call, 'GradientDescent')),
  'train.MomentumOptimizer': (call) =>
    new MomentumOptimizer(
      call.hyperparameter('learning_rate'),
      call.hyperparameter('momentum'),
      call.bool('use_nesterov'),
      name(call, 'Momentum'),
    ),
  'train.AdagradOptimizer': (call) =>
    new AdagradOptimizer(
      call.hyperparameter('learning_rate'),
      call.number('initial_accumulator_value'),
      name(call, 'Adagrad'),
    ),
  'train.AdagradDAOptimizer': (call) =>
    new AdagradDAOptimizer(
      call.hyperparameter('learning_rate'),
      call.tensor('global_step'),
      call.number('initial_gradient_squared_accumulator_value'),
      call.hyperparameter('l1_regularization_strength'),
      call.hyperparameter('l2_regularization_strength'),
      name(call, 'AdagradDA'),
    ),
  'train.AdadeltaOptimizer': (call) =>
    new AdadeltaOptimizer(
      call.hyperparameter('learning_rate'),
      call.hyperparameter('rho'),
      call.hyperparameter('epsilon'),
      name(call, 'Adadelta'),
    ),
  'train.RMSPropOptimizer': (call) =>
    new RMSPropOptimizer(
      call.hyperparameter('learning_rate'),
      call.hyperparameter('decay'),
      call.hyperparameter('momentum'),
      call.hyperparameter('epsilon'),
      call.bool('centered'),
      name(call, 'RMSProp'),
    ),
  'train.AdamOptimizer': (call) =>
    new AdamOptimizer(
      call.hyperparameter('learning_rate'),
      call.hyperparameter('beta1'),
      call.hyperparameter('beta2'),
      call.hyperparameter('epsilon'),
      name(call, 'Adam'),
    ),
  'train.FtrlOptimizer': (call) =>
    new FtrlOptimizer(
      call.hyperparameter('learning_rate'),
      call.number('learning_rate_power'),
      call.number('initial_accumulator_value'),
      call.hyperparameter('l1_regularization_strength'),
      call.hyperparameter('l2_regularization_strength'),
      call.number('l2_shrinkage_regularization_strength'),
      name(call, 'Ftrl'),
    ),
  'train.ProximalGradientDescentOptimizer': (call) =>
    new ProximalGradientDescentOptimizer(
      call.hyperparameter('learning_rate'),
      call.hyperparameter('l1_regularization_strength'),
      call.hyperparameter('l2_regularization_strength'),
      name(call, 'ProximalGradientDescent'),
    ),
  'train.ProximalAdagradOptimizer': (call) =>
    new ProximalAdagradOptimizer(
      call.hyperparameter('learning_rate'),
      call.number('initial_accumulator_value'),
      call.hyperparameter('l1_regularization_strength'),
      call.hyperparameter('l2_regularization_strength'),
      name(call, 'ProximalAdagrad'),
    ),

  'Optimizer.minimize': (call) => call.object('self', Optimizer).minimize(call.tensor('loss'), minimizeOptions(call)),
  'Optimizer.compute_gradients': (call) =>
    call
      .object('self', Optimizer)
      .computeGradients(call.tensor('loss'), minimizeOptions(call))
      .map((pair) => [...pair]),
  'Optimizer.apply_gradients': (call) =>
    call.object('self', Optimizer).applyGradients(pairsOf(call), minimizeOptions(call)),
  'Optimizer.get_slot': (call) =>
    call.object('self', Optimizer).getSlot(call.object('var', Variable), call.text('name') ?? ''),
  'Optimizer.get_slot_names': (call) => call.object('self', Optimizer).getSlotNames(),
  'Optimizer.get_name': (call) => call.object('self', Optimizer).name,
  'Optimizer.variables': (call) => call.object('self', Optimizer).variables(),
});
