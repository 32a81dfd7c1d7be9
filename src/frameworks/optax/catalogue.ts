// optax, which keeps its count in a state that the program passes on (0.2.8), and who holds that state: Flax' TrainState.
import { type ClockSymbol, clockNames } from '../clock-symbol';

/** The methods of transformations and of what holds one. */
export const transformMethods = {
  init: 'init',
  update: 'update',
  apply: 'apply_gradients',
  /** The second parameter of `update`. */
  state: 'state',
  /** Give the object itself, or one with the same count. */
  same: /^(?:replace|gradient_transformation)$/,
} as const;

const takes = { rate: 'learning_rate', momentum: 'momentum' };

const homes = ['optax.', 'optax.schedules.', 'optax.transforms.', 'optax.contrib.'];

function inOptax(names: string): string {
  return names
    .trim()
    .split(/\s+/)
    .flatMap((name) => homes.map((home) => home + name))
    .join(' ');
}

export const optax: readonly ClockSymbol[] = [
  ...clockNames(
    { kind: 'rate-schedule', isConstant: false },
    inOptax(
      'cosine_decay_schedule cosine_onecycle_schedule exponential_decay join_schedules linear_onecycle_schedule linear_schedule ' +
        'piecewise_constant_schedule piecewise_interpolate_schedule polynomial_schedule sgdr_schedule ' +
        'warmup_cosine_decay_schedule warmup_constant_schedule warmup_exponential_decay_schedule',
    ),
  ),
  ...clockNames({ kind: 'rate-schedule', isConstant: true }, inOptax('constant_schedule')),
  ...clockNames(
    { kind: 'transform', keeps: 'moments', ...takes },
    inOptax(
      'adabelief adadelta adafactor adagrad adam adamw adamax adamaxw adan amsgrad lamb lars lion nadam nadamw novograd ' +
        'optimistic_adam radam rmsprop rprop sm3 yogi scale_by_adam scale_by_amsgrad scale_by_belief scale_by_lion ' +
        'scale_by_rms scale_by_stddev scale_by_yogi scale_by_radam scale_by_novograd trace ema',
    ),
  ),
  ...clockNames({ kind: 'transform', keeps: 'momentum', ...takes }, inOptax('sgd noisy_sgd')),
  ...clockNames({ kind: 'transform', keeps: 'nothing', ...takes }, inOptax('scale_by_schedule scale_by_learning_rate')),
  ...clockNames(
    { kind: 'transform', keeps: 'inner', ...takes },
    inOptax(
      'chain named_chain multi_transform partition masked apply_if_finite MultiSteps lookahead flatten ' +
        'with_extra_args_support',
    ),
  ),
  ...clockNames({ kind: 'applies-updates', parameters: 'params', updates: 'updates' }, inOptax('apply_updates')),
  ...clockNames({ kind: 'applies-updates', parameters: 'model', updates: 'updates' }, 'equinox.apply_updates'),
  ...clockNames(
    { kind: 'holder', name: 'TrainState', transform: 'tx' },
    'flax.training.train_state.TrainState.create flax.training.train_state.TrainState',
  ),
  // What they give is called as what they are passed.
  ...clockNames(
    { kind: 'same' },
    `${inOptax('inject_hyperparams')} jax.jit jax.pmap jax.named_call equinox.filter_jit flax.nnx.jit`,
  ),
];
