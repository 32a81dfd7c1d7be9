import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../../src/frameworks/catalogue';
import { parseSignature, placeOf } from '../../../src/frameworks/signature';
import { operation } from '../../../src/frameworks/symbol';
import { canonicalName, meaningOf, nameInTensorFlow, tensorflow1 } from '../../../src/frameworks/tensorflow1/catalogue';

describe('names of TensorFlow 1', () => {
  it.each([
    ['tensorflow.train.AdamOptimizer', 'train.AdamOptimizer'],
    ['tensorflow.compat.v1.train.AdamOptimizer', 'train.AdamOptimizer'],
    ['tensorflow.python.training.adam.AdamOptimizer', 'train.AdamOptimizer'],
    ['tensorflow.python.training.learning_rate_decay.exponential_decay', 'train.exponential_decay'],
    ['tensorflow_core._api.v1.compat.v1.train.Saver', 'train.Saver'],
    ['tf_slim.get_or_create_global_step', 'train.get_or_create_global_step'],
    ['tensorflow.contrib.framework.get_global_step', 'train.get_global_step'],
    ['tensorflow.contrib.framework.python.ops.variables.get_global_step', 'train.get_global_step'],
    ['tensorflow.contrib.layers.python.layers.optimizers.optimize_loss', 'contrib.layers.optimize_loss'],
    ['tensorflow.python.ops.math_ops.mul', 'multiply'],
    ['tensorflow.python.ops.nn_ops.relu', 'nn.relu'],
    ['tensorflow.contrib.keras.optimizers.Adam', 'keras.optimizers.Adam'],
    ['horovod.tensorflow.DistributedOptimizer', 'horovod.DistributedOptimizer'],
    ['npu_bridge.estimator.npu.npu_optimizer.NPUDistributedOptimizer', 'npu.NPUDistributedOptimizer'],
    ['npu_bridge.npu_init.NPULossScaleOptimizer', 'npu.NPULossScaleOptimizer'],
  ])('%s is %s', (dotted, name) => {
    expect(nameInTensorFlow(dotted)).toBe(name);
  });

  it('leaves other libraries alone', () => {
    expect(nameInTensorFlow('tensorflowjs.converters')).toBeNull();
    expect(nameInTensorFlow('torch.optim.Adam')).toBeNull();
  });

  it('leads a canonical name to itself', () => {
    for (const { name } of tensorflow1.all) expect(canonicalName(name)).toBe(name);
  });

  it('leads each alias to its symbol', () => {
    for (const { name, aliases } of tensorflow1.all)
      for (const alias of aliases) expect(canonicalName(alias)).toBe(name);
  });
});

describe('the catalogue', () => {
  it('refuses a name that is claimed twice', () => {
    expect(() => new Catalogue([operation('add', 'x, y'), operation('plus', 'x, y', ['add'])])).toThrow(
      'add stands in the catalogue twice',
    );
  });

  it('names parameters that each signature has', () => {
    for (const { name, signature, meaning } of tensorflow1.all) {
      if (signature === null || signature.takesAnyKeyword) continue;
      for (const parameter of Object.values(parametersOf(meaning)))
        expect(placeOf(signature, parameter), `${parameter} of ${name}`).toBeGreaterThanOrEqual(0);
    }
  });

  it('knows optimizers by their module, whether they are listed or not', () => {
    expect(tensorflow1.findKind('contrib.opt.LazyAdamOptimizer', 'optimizer')?.meaning.isKeras).toBe(false);
    expect(tensorflow1.findKind('keras.optimizers.Nadam', 'optimizer')?.meaning.isKeras).toBe(true);
    expect(tensorflow1.find('train.optimizer')).toBeNull();
  });

  it('takes a name that it lacks for an operation, or for opaque by its package', () => {
    expect(meaningOf('made_up')).toMatchObject({ kind: 'operation', scalar: null });
    expect(meaningOf('estimator.Estimator').kind).toBe('opaque');
  });
});

describe('a signature', () => {
  it('is read as Python writes it', () => {
    const { parameters, rest, takesAnyKeyword } = parseSignature(
      "x, y=None, rate=1e-3, name='A', dtype=float32, *more, **",
    );
    expect(parameters.map(({ name }) => name)).toEqual(['x', 'y', 'rate', 'name', 'dtype']);
    expect(parameters.map(({ fallback }) => fallback)).toEqual([
      null,
      { kind: 'none' },
      { kind: 'float', value: 0.001 },
      { kind: 'string', value: 'A' },
      { kind: 'dtype', value: 'float32' },
    ]);
    expect([rest, takesAnyKeyword]).toEqual(['more', true]);
  });
});

/** The parameters that a meaning names. */
function parametersOf(meaning: (typeof tensorflow1.all)[number]['meaning']): Record<string, string> {
  const keys = ['initial', 'count', 'rate', 'inner', 'loss', 'step', 'optimizer', 'trains'];
  return Object.fromEntries(
    Object.entries(meaning).filter(
      (entry): entry is [string, string] => keys.includes(entry[0]) && typeof entry[1] === 'string',
    ),
  );
}
