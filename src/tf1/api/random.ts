// Initializers and random operations as programs call them: `tf.random_normal`, `tf.truncated_normal_initializer` and their kin.
import type { DType } from '../../base/graph-call';
import { constant } from '../build';
import { valueError } from '../errors';
import type { Tensor } from '../graph';
import { makeValue } from '../value';
import { numbersIn } from './argument';
import type { Call } from './call';
import { Initializer, randomTensor, varianceScaling } from './initializers';
import { defineApi } from './registry';

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
  random_uniform: (call) => {
    const dtype = call.dtype('dtype') ?? 'float32';
    const isInteger = dtype === 'int32' || dtype === 'int64';
    return draw(call, isInteger ? 'RandomUniformInt' : 'RandomUniform', uniform(call), dtype);
  },
  random_normal: (call) => draw(call, 'RandomStandardNormal', normal(call), call.dtype('dtype') ?? 'float32'),
  truncated_normal: (call) => draw(call, 'TruncatedNormal', normal(call), call.dtype('dtype') ?? 'float32'),
  random_shuffle: (call) => {
    const attributes = { seed: call.intOrNull('seed') };
    return call.graph.createOperation('RandomShuffle', [call.tensor('value')], { attributes }).output;
  },
  random_uniform_initializer: uniformInitializer,
  random_normal_initializer: normalInitializer,
  truncated_normal_initializer: truncatedInitializer,
  // Keras's classes of the same names have other defaults.
  'keras.initializers.RandomUniform': uniformInitializer,
  'keras.initializers.RandomNormal': normalInitializer,
  'keras.initializers.TruncatedNormal': truncatedInitializer,
  glorot_uniform_initializer: (call) => varianceScaling(1, 'fan_avg', 'uniform', call.intOrNull('seed')),
  glorot_normal_initializer: (call) => varianceScaling(1, 'fan_avg', 'truncated_normal', call.intOrNull('seed')),
  'initializers.he_normal': (call) => varianceScaling(2, 'fan_in', 'truncated_normal', call.intOrNull('seed')),
  'initializers.he_uniform': (call) => varianceScaling(2, 'fan_in', 'uniform', call.intOrNull('seed')),
  'initializers.lecun_normal': (call) => varianceScaling(1, 'fan_in', 'truncated_normal', call.intOrNull('seed')),
  'initializers.lecun_uniform': (call) => varianceScaling(1, 'fan_in', 'uniform', call.intOrNull('seed')),
  variance_scaling_initializer: (call) => {
    const distribution = call.text('distribution') ?? 'truncated_normal';
    return varianceScaling(
      call.number('scale'),
      (call.text('mode') ?? 'fan_in') as 'fan_in',
      distribution === 'normal' ? 'truncated_normal' : (distribution as 'uniform'),
      call.intOrNull('seed'),
    );
  },
  'contrib.layers.xavier_initializer': (call) =>
    varianceScaling(1, 'fan_avg', call.bool('uniform') ? 'uniform' : 'truncated_normal', call.intOrNull('seed')),
  orthogonal_initializer: (call) => {
    const [gain, seed] = [call.number('gain'), call.intOrNull('seed')];
    return new Initializer((graph, shape, dtype) => {
      if (shape.length < 2) throw valueError('the tensor to initialize must be at least two-dimensional');
      return graph.createOperation('RandomOrthogonal', [], { attributes: { shape: [...shape], dtype, gain, seed } })
        .output;
    });
  },
  'random.log_uniform_sample': (call) => {
    const attributes = {
      count: call.int('count'),
      range: call.int('range'),
      unique: call.bool('unique'),
      seed: call.intOrNull('seed'),
    };
    if (attributes.unique && attributes.count > attributes.range)
      throw valueError(`${attributes.count} different classes of ${attributes.range} cannot be drawn`);
    return call.graph.createOperation('LogUniformSample', [], { attributes }).output;
  },
  identity_initializer: (call) => {
    const gain = call.number('gain');
    return new Initializer((graph, [rows = 0, columns = 0], dtype) => {
      const numbers = Array.from({ length: rows * columns }, (_, i) =>
        Math.floor(i / columns) === i % columns ? gain : 0,
      );
      return constant(graph, makeValue(dtype, [rows, columns], numbers));
    });
  },
});
