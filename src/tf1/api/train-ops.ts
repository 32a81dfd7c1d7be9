import { message } from '../../base/message';
import { optimizersOfLayers, requiredSettings } from '../../frameworks/tensorflow1/optimizers';
import { constant, identity, unary } from '../build';
import { typeError, UnsupportedError, valueError } from '../errors';
import { assertGlobalStep, getGlobalStep, getOrCreateGlobalStep } from '../global-step';
import { GraphKeys, type Operation, Tensor } from '../graph';
import { dynamicLossScale, LossScaleOptimizer } from '../optimizers/loss-scale-optimizer';
import { type GradientAndVariable, Optimizer } from '../optimizers/optimizer';
import { SyncReplicasOptimizer } from '../optimizers/sync-replicas-optimizer';
import { scalarValue } from '../value';
import { Variable } from '../variable';
import { tensorIn } from './argument';
import type { Call } from './call';
import { defineApi } from './registry';

/** Arguments that would change the training and are not understood: never silently left out. */
function refuse(call: Call, names: readonly string[]): void {
  for (const name of names) {
    const argument = call.argument(name);
    const isOff =
      argument.kind === 'none' || ((argument.kind === 'int' || argument.kind === 'float') && argument.value === 0);
    if (!isOff) throw new UnsupportedError(message('{0} with {1} is not supported', call.name, name));
  }
}

/** A tensor of the loss that is there only after the update operations, and those of the collection by default. */
function afterUpdates(call: Call, loss: Tensor): Tensor {
  const { graph } = call;
  const given = call.has('update_ops') ? call.operations('update_ops') : null;
  const updates = given ?? graph.getCollection<Tensor | Operation>(GraphKeys.UPDATE_OPS).map(operationOf);
  return updates.length === 0 ? loss : graph.controlDependencies(updates, () => identity(loss));
}

const operationOf = (entry: Tensor | Operation): Operation => (entry instanceof Tensor ? entry.op : entry);

function clipped(call: Call, name: string, pairs: readonly GradientAndVariable[]): GradientAndVariable[] {
  const argument = call.argument(name);
  const isOff =
    argument.kind === 'none' || ((argument.kind === 'int' || argument.kind === 'float') && argument.value === 0);
  if (isOff) return [...pairs];
  const [list] = call.invoke('clip_by_global_norm', [pairs.map(([gradient]) => gradient), argument]) as [Tensor[]];
  return pairs.map(([gradient, variable], index) => [gradient === null ? null : (list[index] ?? null), variable]);
}

function clippedEach(call: Call, pairs: readonly GradientAndVariable[]): GradientAndVariable[] {
  if (call.number('clip_gradient_norm') <= 0) return [...pairs];
  return pairs.map(([gradient, variable]) => [
    gradient === null ? null : (call.invoke('clip_by_norm', [gradient, call.argument('clip_gradient_norm')]) as Tensor),
    variable,
  ]);
}

/** The rate as `optimize_loss` takes it: a float becomes a variable of its own; Python's int is refused, as TensorFlow refuses it. */
function lossRate(call: Call): Tensor | null {
  const argument = call.argument('learning_rate');
  if (argument.kind === 'none') return null;
  const tensor = tensorIn(argument);
  if (tensor !== null) {
    if (tensor.shape !== null && tensor.shape.length !== 0) throw valueError('learning_rate must be a scalar tensor');
    return tensor;
  }
  if (argument.kind !== 'float') throw valueError('learning_rate must be a float, a scalar tensor or None');
  if (argument.value < 0) throw valueError(`invalid learning_rate ${argument.value}`);
  const initial = constant(call.graph, scalarValue('float32', argument.value));
  return new Variable(initial, { name: 'learning_rate', trainable: false }).ref;
}

function lossOptimizer(call: Call, rate: Tensor | null): Optimizer {
  const argument = call.argument('optimizer');
  if (argument.kind === 'object' && argument.value instanceof Optimizer) return argument.value;
  if (argument.kind !== 'string')
    throw new UnsupportedError(message('{0} with a function as optimizer is not supported', call.name));
  const name = optimizersOfLayers.get(argument.value);
  if (name === undefined)
    throw valueError(
      `the optimizer's name must be one of ${[...optimizersOfLayers.keys()].join(', ')}, not ${argument.value}`,
    );
  if (rate === null) throw valueError(`learning_rate is required for the optimizer named ${argument.value}`);
  return call.invoke(`train.${name}`, [rate], requiredSettings(name)) as Optimizer;
}

/** `tf.contrib.layers.optimize_loss`: without a step it looks for the graph's, and without that it counts nothing and says nothing. */
function optimizeLoss(call: Call): Tensor {
  const step = stepOf(call) ?? getGlobalStep(call.graph);
  if (step !== null && call.has('global_step')) assertGlobalStep(step);
  refuse(call, ['gradient_noise_scale', 'gradient_multipliers']);
  const loss = afterUpdates(call, call.tensor('loss'));
  const rate = lossRate(call);
  if (rate !== null && call.has('learning_rate_decay_fn')) {
    if (step === null) throw valueError('a global step is required for learning_rate_decay_fn');
    throw new UnsupportedError(message('{0} with learning_rate_decay_fn is not supported', call.name));
  }
  const optimizer = lossOptimizer(call, rate);
  const pairs = clipped(
    call,
    'clip_gradients',
    optimizer.computeGradients(loss, { varList: call.variables('variables') }),
  );
  const train = optimizer.applyGradients(pairs, {
    globalStep: call.bool('increment_global_step') ? step : null,
    name: 'train',
  });
  return call.graph.controlDependencies([train], () => identity(loss));
}

function stepOf(call: Call): Variable | Tensor | null {
  const argument = call.argument('global_step');
  if (argument.kind === 'none') return null;
  if (argument.kind === 'object' && (argument.value instanceof Variable || argument.value instanceof Tensor))
    return argument.value;
  throw typeError('the global step must be a variable or a tensor');
}

/** `create_train_op` of slim and contrib.training: left out, the step is the graph's, made if need be; None means no step at all. */
function createTrainOp(call: Call): Tensor {
  const argument = call.argument('global_step');
  const isLeftOut = argument.kind === 'int' && argument.value === 0;
  const step = isLeftOut ? getOrCreateGlobalStep(call.graph, call.graph.currentScope) : stepOf(call);
  refuse(call, ['gradient_multipliers', 'transform_grads_fn']);
  const given = afterUpdates(call, call.tensor('total_loss'));
  const optimizer = call.object('optimizer', Optimizer);
  const computed = optimizer.computeGradients(given, { varList: call.variables('variables_to_train') });
  const pairs = clippedEach(call, computed);
  const loss = call.bool('check_numerics') ? unary('CheckNumerics', given) : given;
  const train = optimizer.applyGradients(pairs, { globalStep: step });
  const result = call.graph.controlDependencies([train], () => identity(loss));
  if (!call.graph.getCollection(GraphKeys.TRAIN_OP).includes(result))
    call.graph.addToCollection(GraphKeys.TRAIN_OP, result);
  return result;
}

function lossScaled(call: Call, scale: string): LossScaleOptimizer {
  const argument = call.argument(scale);
  const inner = call.object('opt', Optimizer);
  if (argument.kind === 'int' || argument.kind === 'float') return new LossScaleOptimizer(inner, argument.value);
  if (argument.kind === 'string' && argument.value === 'dynamic')
    return new LossScaleOptimizer(inner, dynamicLossScale);
  throw new UnsupportedError(message("{0} with a loss scale of one's own is not supported", call.name));
}

defineApi({
  'contrib.layers.optimize_loss': optimizeLoss,
  'contrib.slim.learning.create_train_op': createTrainOp,
  'contrib.training.create_train_op': createTrainOp,
  'train.SyncReplicasOptimizer': (call) =>
    new SyncReplicasOptimizer(
      call.object('opt', Optimizer),
      call.int('replicas_to_aggregate'),
      call.text('name') ?? 'sync_replicas',
    ),
  'train.experimental.MixedPrecisionLossScaleOptimizer': (call) => lossScaled(call, 'loss_scale'),
  'train.experimental.enable_mixed_precision_graph_rewrite': (call) => lossScaled(call, 'loss_scale'),
});
