// Random tensors and initializers.
import { type LibrarySymbol, operation, symbol } from '../symbol';

export const random: readonly LibrarySymbol[] = [
  operation('random_uniform', 'shape, minval=0, maxval=None, dtype=float32, seed=None, name=None', ['random.uniform'], {
    shape: 'given',
  }),
  operation('random_normal', 'shape, mean=0.0, stddev=1.0, dtype=float32, seed=None, name=None', ['random.normal'], {
    shape: 'given',
  }),
  operation(
    'truncated_normal',
    'shape, mean=0.0, stddev=1.0, dtype=float32, seed=None, name=None',
    ['random.truncated_normal'],
    { shape: 'given' },
  ),
  // Not TensorFlow's own: what its samplers of candidates draw, and in how many tries.
  operation('random.log_uniform_sample', 'count, range, unique=True, seed=None'),
  operation('random_shuffle', 'value, seed=None, name=None', ['random.shuffle'], { shape: 'first' }),
  symbol(
    'random_uniform_initializer',
    'minval=0.0, maxval=None, seed=None, dtype=None',
    { kind: 'initializer', fill: null },
    ['initializers.random_uniform'],
  ),
  symbol(
    'random_normal_initializer',
    'mean=0.0, stddev=1.0, seed=None, dtype=None',
    { kind: 'initializer', fill: null },
    ['initializers.random_normal'],
  ),
  symbol(
    'truncated_normal_initializer',
    'mean=0.0, stddev=1.0, seed=None, dtype=None',
    { kind: 'initializer', fill: null },
    ['initializers.truncated_normal'],
  ),
  symbol('keras.initializers.RandomUniform', 'minval=-0.05, maxval=0.05, seed=None, dtype=None', {
    kind: 'initializer',
    fill: null,
  }),
  symbol('keras.initializers.RandomNormal', 'mean=0.0, stddev=0.05, seed=None, dtype=None', {
    kind: 'initializer',
    fill: null,
  }),
  symbol('keras.initializers.TruncatedNormal', 'mean=0.0, stddev=0.05, seed=None, dtype=None', {
    kind: 'initializer',
    fill: null,
  }),
  symbol('glorot_uniform_initializer', 'seed=None, dtype=None', { kind: 'initializer', fill: null }, [
    'initializers.glorot_uniform',
    'keras.initializers.glorot_uniform',
  ]),
  symbol('glorot_normal_initializer', 'seed=None, dtype=None', { kind: 'initializer', fill: null }, [
    'initializers.glorot_normal',
    'keras.initializers.glorot_normal',
  ]),
  symbol('initializers.he_normal', 'seed=None, dtype=None', { kind: 'initializer', fill: null }, [
    'keras.initializers.he_normal',
  ]),
  symbol('initializers.he_uniform', 'seed=None, dtype=None', { kind: 'initializer', fill: null }, [
    'keras.initializers.he_uniform',
  ]),
  symbol('initializers.lecun_normal', 'seed=None, dtype=None', { kind: 'initializer', fill: null }),
  symbol('initializers.lecun_uniform', 'seed=None, dtype=None', { kind: 'initializer', fill: null }),
  symbol(
    'variance_scaling_initializer',
    "scale=1.0, mode='fan_in', distribution='truncated_normal', seed=None, dtype=None",
    { kind: 'initializer', fill: null },
    ['initializers.variance_scaling', 'contrib.layers.variance_scaling_initializer'],
  ),
  symbol(
    'contrib.layers.xavier_initializer',
    'uniform=True, seed=None, dtype=None',
    { kind: 'initializer', fill: null },
    ['contrib.layers.xavier_initializer_conv2d'],
  ),
  symbol('orthogonal_initializer', 'gain=1.0, seed=None, dtype=None', { kind: 'initializer', fill: null }, [
    'initializers.orthogonal',
    'keras.initializers.Orthogonal',
  ]),
  symbol('identity_initializer', 'gain=1.0, dtype=None', { kind: 'initializer', fill: null }),
];
