// What trains: the graph's step, schedules, optimizers and their wrappers, functions that make train ops, moving averages.
import type { ScheduleField } from '../../schedules/record';
import { isScheduleName, recordOf, scheduleRecords } from '../../schedules/schedule';
import type { Parameter, Signature } from '../signature';
import { type LibrarySymbol, operation, symbol } from '../symbol';
import { countsByStep, optimizerNames, optimizerSignatures } from './optimizers';

const list = Object.keys(scheduleRecords)
  .filter(isScheduleName)
  .filter((kind) => kind !== 'constant')
  .map((kind) => [kind, recordOf(kind)] as const);

/** A parameter of a schedule's argument. */
function parameterOf({ name, otherwise }: ScheduleField): Parameter {
  if (otherwise === null) return { name, fallback: null };
  return {
    name,
    fallback: typeof otherwise === 'boolean' ? { kind: 'bool', value: otherwise } : { kind: 'float', value: otherwise },
  };
}

const nameParameter: Parameter = { name: 'name', fallback: { kind: 'none' } };
const signatureOf = (parameters: readonly Parameter[]): Signature => ({
  parameters: [...parameters, nameParameter],
  rest: null,
  takesAnyKeyword: false,
});

/** Schedules, whose count is the step that they are passed: TensorFlow 1.15, `learning_rate_decay.py`. */
export const schedules: readonly LibrarySymbol[] = list.flatMap(([kind, { fields }]) => {
  const isPiecewise = kind === 'piecewise_constant';
  const [first, ...rest] = fields.map(parameterOf);
  const count = isPiecewise ? 'x' : 'global_step';
  const step: Parameter = { name: count, fallback: null };
  const own = first === undefined ? [] : [first];
  const signature = signatureOf(isPiecewise ? [step, ...own, ...rest] : [...own, step, ...rest]);
  const meaning = {
    kind: 'schedule',
    schedule: kind,
    count,
    rate: isPiecewise ? 'values' : 'learning_rate',
  } as const;
  return (isPiecewise ? [kind, 'piecewise_constant_decay'] : [kind]).map((name): LibrarySymbol => ({
    name: `train.${name}`,
    aliases: [],
    meaning,
    signature,
  }));
});

/** What Keras' class has besides: the warm-up of its cosine. */
const kerasExtras: ReadonlyMap<string, readonly Parameter[]> = new Map([
  [
    'CosineDecay',
    [
      { name: 'warmup_target', fallback: { kind: 'none' } },
      { name: 'warmup_steps', fallback: { kind: 'int', value: 0 } },
    ],
  ],
]);

/** Keras' schedules: objects that are called with the optimizer's iterations. */
export const kerasSchedules: readonly LibrarySymbol[] = list.flatMap(([kind, { fields, keras }]): LibrarySymbol[] => {
  if (keras === null) return [];
  const rate = kind === 'piecewise_constant' ? 'values' : 'initial_learning_rate';
  const parameters = fields.map((field) =>
    parameterOf(field.name === 'learning_rate' ? { ...field, name: 'initial_learning_rate' } : field),
  );
  const { parameters: named, ...others } = signatureOf(parameters);
  const extras = kerasExtras.get(keras) ?? [];
  return [
    {
      name: `keras.optimizers.schedules.${keras}`,
      aliases: [`keras.optimizers.legacy.schedules.${keras}`, `keras.experimental.${keras}`],
      meaning: { kind: 'schedule', schedule: kind, count: null, rate },
      signature: { ...others, parameters: [...named, ...extras] },
    },
  ];
});

/** The graph's own step. */
export const steps: readonly LibrarySymbol[] = (
  [
    ['get_global_step', 'never'],
    ['create_global_step', 'always'],
    ['get_or_create_global_step', 'if-missing'],
  ] as const
).map(([name, makes]) =>
  symbol(`train.${name}`, 'graph=None', { kind: 'step', makes }, [
    `contrib.framework.${name}`,
    `contrib.slim.${name}`,
    `training_util.${name}`,
  ]),
);

const optimizer = (name: string, signature: string | null, step: string | null = null): LibrarySymbol =>
  symbol(name, signature, { kind: 'optimizer', step, isKeras: false });

/** Optimizers: those of `tf.train` whose equations are known, and those elsewhere that read a step. */
export const optimizers: readonly LibrarySymbol[] = [
  ...optimizerNames.map((name): LibrarySymbol => {
    const signature = optimizerSignatures[name];
    const step = countsByStep(name) ? 'global_step' : null;
    return { name: `train.${name}`, aliases: [], meaning: { kind: 'optimizer', step, isKeras: false }, signature };
  }),
  optimizer('contrib.opt.ShampooOptimizer', 'global_step=0, max_matrix_size=768', 'global_step'),
  optimizer('contrib.opt.AdamGSOptimizer', 'global_step=0, learning_rate=0.001', 'global_step'),
];

const wrapper = (name: string, signature: string, aliases: readonly string[] = [], takesKeras = false): LibrarySymbol =>
  symbol(name, signature, { kind: 'wrapper', inner: signature.replace(/[,=].*$/, ''), takesKeras }, aliases);

/** Optimizers that hold another and pass the step on to it. The first parameter is the inner one. */
export const wrappers: readonly LibrarySymbol[] = [
  wrapper(
    'train.SyncReplicasOptimizer',
    "opt, replicas_to_aggregate, total_num_replicas=None, variable_averages=None, variables_to_average=None, use_locking=False, name='sync_replicas'",
  ),
  wrapper('train.experimental.MixedPrecisionLossScaleOptimizer', 'opt, loss_scale'),
  wrapper('train.experimental.enable_mixed_precision_graph_rewrite', "opt, loss_scale='dynamic'", [], true),
  symbol('contrib.opt.MovingAverageOptimizer', 'opt, **', {
    kind: 'wrapper',
    inner: 'opt',
    takesKeras: false,
    averages: true,
  }),
  wrapper('contrib.opt.MultitaskOptimizerWrapper', 'opt'),
  wrapper('contrib.opt.DropStaleGradientOptimizer', 'opt, **'),
  wrapper('contrib.opt.ElasticAverageOptimizer', 'opt, **'),
  wrapper('contrib.opt.ModelAverageOptimizer', 'opt, **'),
  wrapper('contrib.opt.AGNOptimizer', 'optimizer, **'),
  wrapper('contrib.estimator.clip_gradients_by_norm', 'optimizer, clip_norm'),
  wrapper('contrib.estimator.TowerOptimizer', 'optimizer_or_optimizer_fn'),
  wrapper('tpu.CrossShardOptimizer', 'opt, **', ['contrib.tpu.CrossShardOptimizer']),
  wrapper('contrib.mixed_precision.LossScaleOptimizer', 'opt, loss_scale_manager', [], true),
  wrapper('horovod.DistributedOptimizer', 'optimizer, **', [], true),
  wrapper('npu.NPUDistributedOptimizer', 'optimizer, **', [], true),
  wrapper('npu.NPUOptimizer', 'opt, **', [], true),
  wrapper('npu.NPULossScaleOptimizer', 'opt, loss_scale_manager, **', [], true),
  wrapper('npu.npu_tf_optimizer', 'opt', [], true),
  wrapper('npu.npu_distributed_optimizer_wrapper', 'optimizer', [], true),
];

const gating = 'gate_gradients=1, aggregation_method=None, colocate_gradients_with_ops=False';
const checked = 'check_numerics=True';

/** Methods and functions that make a train op. */
export const trainOps: readonly LibrarySymbol[] = [
  symbol('Optimizer.minimize', `self, loss, global_step=None, var_list=None, ${gating}, name=None, grad_loss=None`, {
    kind: 'training',
    loss: 'loss',
    step: 'global_step',
    optimizer: 'self',
    countsByItself: false,
  }),
  symbol('Optimizer.apply_gradients', 'self, grads_and_vars, global_step=None, name=None', {
    kind: 'training',
    loss: 'grads_and_vars',
    step: 'global_step',
    optimizer: 'self',
    countsByItself: false,
  }),
  symbol(
    'contrib.layers.optimize_loss',
    'loss, global_step, learning_rate, optimizer, gradient_noise_scale=None, gradient_multipliers=None, clip_gradients=None, learning_rate_decay_fn=None, update_ops=None, variables=None, name=None, summaries=None, colocate_gradients_with_ops=False, increment_global_step=True',
    { kind: 'training', loss: 'loss', step: 'global_step', optimizer: 'optimizer', countsByItself: true },
    ['contrib.layers.optimizers.optimize_loss', 'contrib.slim.optimize_loss'],
  ),
  symbol(
    'contrib.slim.learning.create_train_op',
    `total_loss, optimizer, global_step=0, update_ops=None, variables_to_train=None, clip_gradient_norm=0, summarize_gradients=False, ${gating}, gradient_multipliers=None, ${checked}, transform_grads_fn=None`,
    { kind: 'training', loss: 'total_loss', step: 'global_step', optimizer: 'optimizer', countsByItself: true },
    ['contrib.slim.create_train_op', 'slim.learning.create_train_op'],
  ),
  symbol(
    'contrib.training.create_train_op',
    `total_loss, optimizer, global_step=0, update_ops=None, variables_to_train=None, transform_grads_fn=None, summarize_gradients=False, ${gating}, ${checked}, clip_gradient_norm=0, gradient_multipliers=None`,
    { kind: 'training', loss: 'total_loss', step: 'global_step', optimizer: 'optimizer', countsByItself: true },
  ),
  operation('Optimizer.compute_gradients', `self, loss, var_list=None, ${gating}, grad_loss=None`),
  operation('Optimizer.get_slot', 'self, var, name'),
  operation('Optimizer.get_slot_names', 'self'),
  operation('Optimizer.get_name', 'self'),
  operation('Optimizer.variables', 'self'),
  operation(
    'gradients',
    "ys, xs, grad_ys=None, name='gradients', colocate_gradients_with_ops=False, gate_gradients=False, aggregation_method=None, stop_gradients=None, **",
  ),
];

/** Moving averages. */
export const averages: readonly LibrarySymbol[] = [
  symbol(
    'train.ExponentialMovingAverage',
    "decay, num_updates=None, zero_debias=False, name='ExponentialMovingAverage'",
    { kind: 'average', count: 'num_updates' },
  ),
  symbol('ExponentialMovingAverage.apply', 'self, var_list=None', { kind: 'update' }),
  operation('ExponentialMovingAverage.average', 'self, var'),
  operation('ExponentialMovingAverage.average_name', 'self, var'),
];
