import type { DType } from '../../base/graph-call';
import { constant } from '../build';
import type { Tensor } from '../graph';
import { makeValue } from '../value';
import { numbersIn } from './argument';
import type { Call } from './call';
import { Initializer, randomTensor, varianceScaling } from './initializers';
import { defineAliases, defineApi } from './registry';

type Distribution = Parameters<typeof randomTensor>[1];

function draw(
  call: Call,
  type: Distribution,
  attributes: Readonly<Record<string, number | null>>,
  dtype: DType,
): Tensor {
  const shape = numbersIn(call.argument('shape'));
  const seed = call.intOrNull('seed');
  return randomTensor(call.graph, type, shape ?? call.tensor('shape'), dtype, { ...attributes, seed });
}

const drawn = (call: Call, type: Distribution, attributes: Readonly<Record<string, number>>): Initializer => {
  const seed = call.intOrNull('seed');
  return new Initializer(
    (graph, shape, dtype) => randomTensor(graph, type, shape, dtype, { ...attributes, seed }),
    call.dtype('dtype'),
  );
};

const uniform = (call: Call): { low: number; high: number } => ({
  low: call.number('minval'),
  high: call.has('maxval') ? call.number('maxval') : 1,
});

const normal = (call: Call): { mean: number; deviation: number } => ({
  mean: call.number('mean'),
  deviation: call.number('stddev'),
});

const uniformInitializer = (call: Call): Initializer => drawn(call, 'RandomUniform', uniform(call));
const normalInitializer = (call: Call): Initializer => drawn(call, 'RandomStandardNormal', normal(call));
const truncatedInitializer = (call: Call): Initializer => drawn(call, 'TruncatedNormal', normal(call));

defineApi({
  random_uniform: [
    'shape, minval=0, maxval=None, dtype=float32, seed=None, name=None',
    (call) => {
      const dtype = call.dtype('dtype') ?? 'float32';
      const isInteger = dtype === 'int32' || dtype === 'int64';
      return draw(call, isInteger ? 'RandomUniformInt' : 'RandomUniform', uniform(call), dtype);
    },
  ],
  random_normal: [
    'shape, mean=0.0, stddev=1.0, dtype=float32, seed=None, name=None',
    (call) => draw(call, 'RandomStandardNormal', normal(call), call.dtype('dtype') ?? 'float32'),
  ],
  truncated_normal: [
    'shape, mean=0.0, stddev=1.0, dtype=float32, seed=None, name=None',
    (call) => draw(call, 'TruncatedNormal', normal(call), call.dtype('dtype') ?? 'float32'),
  ],
  random_shuffle: [
    'value, seed=None, name=None',
    (call) => {
      const attributes = { seed: call.intOrNull('seed') };
      return call.graph.createOperation('RandomShuffle', [call.tensor('value')], { attributes }).output;
    },
  ],
  random_uniform_initializer: ['minval=0.0, maxval=None, seed=None, dtype=None', uniformInitializer],
  random_normal_initializer: ['mean=0.0, stddev=1.0, seed=None, dtype=None', normalInitializer],
  truncated_normal_initializer: ['mean=0.0, stddev=1.0, seed=None, dtype=None', truncatedInitializer],
  // Keras's classes of the same names have other defaults.
  'keras.initializers.RandomUniform': ['minval=-0.05, maxval=0.05, seed=None, dtype=None', uniformInitializer],
  'keras.initializers.RandomNormal': ['mean=0.0, stddev=0.05, seed=None, dtype=None', normalInitializer],
  'keras.initializers.TruncatedNormal': ['mean=0.0, stddev=0.05, seed=None, dtype=None', truncatedInitializer],
  glorot_uniform_initializer: [
    'seed=None, dtype=None',
    (call) => varianceScaling(1, 'fan_avg', 'uniform', call.intOrNull('seed')),
  ],
  glorot_normal_initializer: [
    'seed=None, dtype=None',
    (call) => varianceScaling(1, 'fan_avg', 'truncated_normal', call.intOrNull('seed')),
  ],
  'initializers.he_normal': [
    'seed=None, dtype=None',
    (call) => varianceScaling(2, 'fan_in', 'truncated_normal', call.intOrNull('seed')),
  ],
  'initializers.he_uniform': [
    'seed=None, dtype=None',
    (call) => varianceScaling(2, 'fan_in', 'uniform', call.intOrNull('seed')),
  ],
  'initializers.lecun_normal': [
    'seed=None, dtype=None',
    (call) => varianceScaling(1, 'fan_in', 'truncated_normal', call.intOrNull('seed')),
  ],
  'initializers.lecun_uniform': [
    'seed=None, dtype=None',
    (call) => varianceScaling(1, 'fan_in', 'uniform', call.intOrNull('seed')),
  ],
  variance_scaling_initializer: [
    "scale=1.0, mode='fan_in', distribution='truncated_normal', seed=None, dtype=None",
    (call) => {
      const distribution = call.text('distribution') ?? 'truncated_normal';
      return varianceScaling(
        call.number('scale'),
        (call.text('mode') ?? 'fan_in') as 'fan_in',
        distribution === 'normal' ? 'truncated_normal' : (distribution as 'uniform'),
        call.intOrNull('seed'),
      );
    },
  ],
  'contrib.layers.xavier_initializer': [
    'uniform=True, seed=None, dtype=None',
    (call) =>
      varianceScaling(1, 'fan_avg', call.bool('uniform') ? 'uniform' : 'truncated_normal', call.intOrNull('seed')),
  ],
  identity_initializer: [
    'gain=1.0, dtype=None',
    (call) => {
      const gain = call.number('gain');
      return new Initializer((graph, [rows = 0, columns = 0], dtype) => {
        const numbers = Array.from({ length: rows * columns }, (_, i) =>
          Math.floor(i / columns) === i % columns ? gain : 0,
        );
        return constant(graph, makeValue(dtype, [rows, columns], numbers));
      });
    },
  ],
});

defineAliases({
  random_uniform: ['random.uniform'],
  random_normal: ['random.normal'],
  truncated_normal: ['random.truncated_normal'],
  random_shuffle: ['random.shuffle'],
  random_uniform_initializer: ['initializers.random_uniform'],
  random_normal_initializer: ['initializers.random_normal'],
  truncated_normal_initializer: ['initializers.truncated_normal'],
  glorot_uniform_initializer: ['initializers.glorot_uniform', 'keras.initializers.glorot_uniform'],
  glorot_normal_initializer: ['initializers.glorot_normal', 'keras.initializers.glorot_normal'],
  'initializers.he_normal': ['keras.initializers.he_normal'],
  'initializers.he_uniform': ['keras.initializers.he_uniform'],
  variance_scaling_initializer: ['initializers.variance_scaling', 'contrib.layers.variance_scaling_initializer'],
  'contrib.layers.xavier_initializer': ['contrib.layers.xavier_initializer_conv2d'],
});
