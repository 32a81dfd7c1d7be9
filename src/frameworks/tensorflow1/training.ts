// What trains: the graph's step, schedules, optimizers and their wrappers, functions that make train ops, moving averages.
import { type LibrarySymbol, operation, symbol } from '../symbol';

const rate = 'learning_rate, global_step, decay_steps';
const decayRate = `${rate}, decay_rate, staircase=False, name=None`;

const schedule = (name: string, signature: string): LibrarySymbol =>
  symbol(`train.${name}`, signature, { kind: 'schedule', schedule: name, count: 'global_step', rate: 'learning_rate' });

/** Schedules, whose count is the step that they are passed: TensorFlow 1.15, `learning_rate_decay.py`. */
export const schedules: readonly LibrarySymbol[] = [
  schedule('exponential_decay', decayRate),
  schedule('natural_exp_decay', decayRate),
  schedule('inverse_time_decay', decayRate),
  schedule('polynomial_decay', `${rate}, end_learning_rate=0.0001, power=1.0, cycle=False, name=None`),
  schedule('cosine_decay', `${rate}, alpha=0.0, name=None`),
  schedule(
    'cosine_decay_restarts',
    'learning_rate, global_step, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name=None',
  ),
  schedule('linear_cosine_decay', `${rate}, num_periods=0.5, alpha=0.0, beta=0.001, name=None`),
  schedule(
    'noisy_linear_cosine_decay',
    `${rate}, initial_variance=1.0, variance_decay=0.55, num_periods=0.5, alpha=0.0, beta=0.001, name=None`,
  ),
  ...['piecewise_constant', 'piecewise_constant_decay'].map((name) =>
    symbol(`train.${name}`, 'x, boundaries, values, name=None', {
      kind: 'schedule',
      schedule: 'piecewise_constant',
      count: 'x',
      rate: 'values',
    }),
  ),
];

const kerasSchedule = (name: string, key: string, signature: string): LibrarySymbol =>
  symbol(
    `keras.optimizers.schedules.${name}`,
    signature,
    {
      kind: 'schedule',
      schedule: key,
      count: null,
      rate: name === 'PiecewiseConstantDecay' ? 'values' : 'initial_learning_rate',
    },
    [`keras.optimizers.legacy.schedules.${name}`, `optimizers.schedules.${name}`, `keras.experimental.${name}`],
  );
const kerasRate = 'initial_learning_rate, decay_steps';

/** Keras' schedules: objects that are called with the optimizer's iterations. */
export const kerasSchedules: readonly LibrarySymbol[] = [
  kerasSchedule('ExponentialDecay', 'exponential_decay', `${kerasRate}, decay_rate, staircase=False, name=None`),
  kerasSchedule('InverseTimeDecay', 'inverse_time_decay', `${kerasRate}, decay_rate, staircase=False, name=None`),
  kerasSchedule(
    'PolynomialDecay',
    'polynomial_decay',
    `${kerasRate}, end_learning_rate=0.0001, power=1.0, cycle=False, name=None`,
  ),
  kerasSchedule(
    'CosineDecay',
    'cosine_decay',
    `${kerasRate}, alpha=0.0, name=None, warmup_target=None, warmup_steps=0`,
  ),
  kerasSchedule(
    'CosineDecayRestarts',
    'cosine_decay_restarts',
    'initial_learning_rate, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name=None',
  ),
  kerasSchedule(
    'LinearCosineDecay',
    'linear_cosine_decay',
    `${kerasRate}, num_periods=0.5, alpha=0.0, beta=0.001, name=None`,
  ),
  kerasSchedule(
    'NoisyLinearCosineDecay',
    'noisy_linear_cosine_decay',
    `${kerasRate}, initial_variance=1.0, variance_decay=0.55, num_periods=0.5, alpha=0.0, beta=0.001, name=None`,
  ),
  kerasSchedule('PiecewiseConstantDecay', 'piecewise_constant', 'boundaries, values, name=None'),
];

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
const locking = (name: string): string => `use_locking=False, name='${name}'`;
const penalties = 'l1_regularization_strength=0.0, l2_regularization_strength=0.0';

/** Optimizers whose equations are known: TensorFlow 1.15, `tf.train`. */
export const optimizers: readonly LibrarySymbol[] = [
  optimizer('train.GradientDescentOptimizer', `learning_rate, ${locking('GradientDescent')}`),
  optimizer('train.MomentumOptimizer', `learning_rate, momentum, ${locking('Momentum')}, use_nesterov=False`),
  optimizer('train.AdagradOptimizer', `learning_rate, initial_accumulator_value=0.1, ${locking('Adagrad')}`),
  optimizer(
    'train.AdagradDAOptimizer',
    `learning_rate, global_step, initial_gradient_squared_accumulator_value=0.1, ${penalties}, ${locking('AdagradDA')}`,
    'global_step',
  ),
  optimizer('train.AdadeltaOptimizer', `learning_rate=0.001, rho=0.95, epsilon=1e-8, ${locking('Adadelta')}`),
  optimizer(
    'train.RMSPropOptimizer',
    "learning_rate, decay=0.9, momentum=0.0, epsilon=1e-10, use_locking=False, centered=False, name='RMSProp'",
  ),
  optimizer('train.AdamOptimizer', `learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8, ${locking('Adam')}`),
  optimizer(
    'train.FtrlOptimizer',
    `learning_rate, learning_rate_power=-0.5, initial_accumulator_value=0.1, ${penalties}, ${locking('Ftrl')}, accum_name=None, linear_name=None, l2_shrinkage_regularization_strength=0.0`,
  ),
  optimizer(
    'train.ProximalGradientDescentOptimizer',
    `learning_rate, ${penalties}, ${locking('ProximalGradientDescent')}`,
  ),
  optimizer(
    'train.ProximalAdagradOptimizer',
    `learning_rate, initial_accumulator_value=0.1, ${penalties}, ${locking('ProximalAdagrad')}`,
  ),
  optimizer('contrib.opt.ShampooOptimizer', 'global_step=0, max_matrix_size=768', 'global_step'),
  optimizer('contrib.opt.AdamGSOptimizer', 'global_step=0, learning_rate=0.001', 'global_step'),
];

const wrapper = (name: string, signature: string, aliases: readonly string[] = []): LibrarySymbol =>
  symbol(name, signature, { kind: 'wrapper', inner: signature.replace(/[,=].*$/, '') }, aliases);

/** Optimizers that hold another and pass the step on to it. The first parameter is the inner one. */
export const wrappers: readonly LibrarySymbol[] = [
  wrapper(
    'train.SyncReplicasOptimizer',
    "opt, replicas_to_aggregate, total_num_replicas=None, variable_averages=None, variables_to_average=None, use_locking=False, name='sync_replicas'",
  ),
  wrapper('train.experimental.MixedPrecisionLossScaleOptimizer', 'opt, loss_scale'),
  wrapper('train.experimental.enable_mixed_precision_graph_rewrite', "opt, loss_scale='dynamic'"),
  wrapper('contrib.opt.MovingAverageOptimizer', 'opt, **'),
  wrapper('contrib.opt.MultitaskOptimizerWrapper', 'opt'),
  wrapper('contrib.opt.DropStaleGradientOptimizer', 'opt, **'),
  wrapper('contrib.opt.ElasticAverageOptimizer', 'opt, **'),
  wrapper('contrib.opt.ModelAverageOptimizer', 'opt, **'),
  wrapper('contrib.opt.AGNOptimizer', 'optimizer, **'),
  wrapper('contrib.estimator.clip_gradients_by_norm', 'optimizer, clip_norm'),
  wrapper('contrib.estimator.TowerOptimizer', 'optimizer_or_optimizer_fn'),
  wrapper('tpu.CrossShardOptimizer', 'opt, **', ['contrib.tpu.CrossShardOptimizer']),
  wrapper('contrib.mixed_precision.LossScaleOptimizer', 'opt, loss_scale_manager'),
  wrapper('horovod.DistributedOptimizer', 'optimizer, **'),
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
