import { describe, expect, it } from 'vitest';
import { interpreted } from '../../helpers/interpreted';
import { planOf, plansOf } from '../../helpers/plan-of';
import { say, verbatim } from '../../../src/base/message';
import { pairOf } from '../../../src/plan/counterpart';
import { wiringOf } from '../../../src/plan/wiring';
import { testParser } from '../../helpers/python-parser';
import { trainOnce } from '../../fuzz/train-once';
import programs from '../../data/canned-estimators.json';

// tf.estimator's ready-made models: the linear ones against TensorFlow's losses (scripts/canned-estimators.py); those with layers, whose
// weights are drawn, against the same model as a model_fn of the program's own.

const parser = await testParser();

/** The columns of the table of rows. */
const [rateAt, lossAt] = [2, 3];

function rowsOf(text: string): readonly (readonly number[])[] {
  const plan = planOf(parser, text);
  expect(plan.unresolved).toEqual([]);
  const { rows, problem } = trainOnce(plan, true);
  expect(problem).toBe(null);
  return rows;
}

it.each(Object.entries(programs))('%s', (_, { text, losses }) => {
  const rows = rowsOf(text);
  expect(rows).toHaveLength(losses.length);
  for (const [at, loss] of losses.entries())
    expect(Math.abs((rows[at]?.[lossAt] ?? Number.NaN) - loss)).toBeLessThan(1e-4 * Math.abs(loss) + 1e-6);
});

const head = `import numpy as np
import tensorflow as tf
rows = np.random.RandomState(4).randn(60, 3).astype(np.float32)
labels = (np.arange(60) * 7 % 3).astype(np.int64)
columns = [tf.feature_column.numeric_column('x', shape=[3])]
optimizer = tf.train.AdamOptimizer(0.01)
def input_fn():
    return tf.data.Dataset.from_tensor_slices(({'x': rows}, labels)).repeat().batch(20)
def network(features, units, columns=columns):
    with tf.variable_scope('dnn'):
        net = tf.feature_column.input_layer(features, columns)
        net = tf.layers.dense(net, 8, tf.nn.relu, kernel_initializer=tf.glorot_uniform_initializer(), name='hiddenlayer_0')
        return tf.layers.dense(net, units, kernel_initializer=tf.glorot_uniform_initializer(), name='logits')
`;
const own = (loss: string, train: string): string => `def model_fn(features, labels, mode):
    ${loss}
    train_op = ${train}
    return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train_op)
tf.estimator.Estimator(model_fn).train(input_fn, steps=8)
`;
const softmax =
  'loss = tf.losses.sparse_softmax_cross_entropy(labels, network(features, 3), reduction=tf.losses.Reduction.SUM)';
const step = 'global_step=tf.train.get_global_step()';

it.each([
  ['DNNClassifier(hidden_units=[8], feature_columns=real, n_classes=3)', softmax],
  ['LinearClassifier(feature_columns=real, n_classes=3)', ''],
])('contrib.learn.%s has the mean of the losses of its rows', (model) => {
  const program = (name: string, train: string): string =>
    `${head}real = tf.contrib.learn.infer_real_valued_columns_from_input(rows)\n${name}.${train}\n`;
  const fitted = rowsOf(program(`tf.contrib.learn.${model}`, 'fit(x=rows, y=labels, steps=8)'));
  const summed = rowsOf(
    program(`tf.estimator.${model}`, 'train(lambda: (tf.constant(rows), tf.constant(labels)), steps=8)'),
  );
  expect(fitted).toHaveLength(8);
  expect(fitted[0]?.[lossAt]).toBeCloseTo((summed[0]?.[lossAt] ?? 0) / 60, 5);
});

it('finds what is imported from the inner modules of contrib.learn', () => {
  const program = (imports: string): string =>
    `${head}${imports}
model = SKCompat(DNNClassifier([8], [tf.contrib.layers.real_valued_column('', 3)], n_classes=3, config=RunConfig(tf_random_seed=3)))
model.fit(rows, labels, steps=8)
`;
  const inner = `from tensorflow.contrib.learn.python.learn.estimators.estimator import SKCompat
from tensorflow.contrib.learn.python.learn.estimators import dnn, run_config
from tensorflow.contrib.learn.python.learn.datasets import base
DNNClassifier, RunConfig = dnn.DNNClassifier, run_config.RunConfig`;
  const rows = rowsOf(program(inner));
  expect(rows).toHaveLength(8);
  expect(rows).toEqual(rowsOf(program('from tensorflow.contrib.learn import DNNClassifier, RunConfig, SKCompat')));
});

describe('a model with layers', () => {
  it.each([
    [
      'Adagrad at 0.05 of three classes',
      'tf.estimator.DNNClassifier([8], columns, n_classes=3)',
      own(softmax, `tf.train.AdagradOptimizer(0.05).minimize(loss, ${step})`),
      0.05,
    ],
    [
      'the optimizer that it is given, made in another graph',
      'tf.estimator.DNNClassifier([8], columns, n_classes=3, optimizer=optimizer)',
      own(softmax, `optimizer.minimize(loss, ${step})`),
      0.01,
    ],
    [
      'a function that makes its optimizer',
      'tf.estimator.DNNRegressor([8], columns, optimizer=lambda: tf.train.GradientDescentOptimizer(0.001))',
      own(
        'loss = tf.reduce_sum(tf.squared_difference(network(features, 1), tf.reshape(tf.to_float(labels), [-1, 1])))',
        `tf.train.GradientDescentOptimizer(0.001).minimize(loss, ${step})`,
      ),
      0.001,
    ],
  ])('trains by %s', (_, model, written, rate) => {
    const rows = rowsOf(`${head}${model}.train(input_fn, steps=8)\n`);
    expect(rows).toHaveLength(8);
    expect(rows[0]?.[rateAt]).toBeCloseTo(rate, 6);
    expect(rows).toEqual(rowsOf(head + written));
  });

  it('clips the gradients of all its weights together, with contrib.learn', () => {
    const clipped = rowsOf(
      `${head}tf.contrib.learn.DNNClassifier([8], columns, n_classes=3, gradient_clip_norm=0.01).fit(input_fn=input_fn, steps=8)\n`,
    );
    expect(clipped).toHaveLength(8);
    const clip = `tf.train.AdagradOptimizer(0.05).apply_gradients([(gradient, variable) for gradient, variable in zip(
        tf.clip_by_global_norm(tf.gradients(loss, tf.trainable_variables()), 0.01)[0], tf.trainable_variables())], ${step})`;
    const mean = 'loss = tf.losses.sparse_softmax_cross_entropy(labels, network(features, 3))';
    expect(clipped).toEqual(rowsOf(head + own(mean, clip)));
  });

  it('normalizes the batch behind each of its layers', () => {
    const normal = head.replace(
      '        return',
      '        net = tf.layers.batch_normalization(net, momentum=0.999, training=True)\n        return',
    );
    expect(
      rowsOf(
        `${head}tf.estimator.DNNClassifier([8], columns, n_classes=3, batch_norm=True).train(input_fn, steps=8)\n`,
      ),
    ).toEqual(rowsOf(normal + own(softmax, `tf.train.AdagradOptimizer(0.05).minimize(loss, ${step})`)));
  });

  it.each([
    ['contrib.learn.DNNClassifier', 'enable_centered_bias=True'],
    ['contrib.learn.DNNClassifier', "embedding_lr_multipliers={'x': 2.0}"],
    ['estimator.DNNClassifier', "label_vocabulary=['a', 'b', 'c']"],
    ['estimator.DNNClassifier', "warm_start_from='model'"],
  ])('of %s with %s nothing is known of the loss, and its line is named', (model, option) => {
    const train = model.startsWith('contrib') ? 'fit(input_fn=input_fn' : 'train(input_fn';
    const { unresolved } = planOf(
      parser,
      `${head}model = tf.${model}([8], columns, n_classes=3, ${option})\nmodel.${train}, steps=8)\n`,
    );
    const why = `DNNClassifier with ${option.split('=')[0] ?? ''} is not supported`;
    const line = head.split('\n').length;
    expect(unresolved.map((one) => [say(one.what), say(one.why), one.range?.line])).toEqual([
      ['expression', why, line],
      ['loss', why, line + 1],
    ]);
  });

  it('refuses an argument that it does not have', () => {
    const { recorder } = interpreted(parser, `${head}tf.estimator.DNNClassifier([8], columns, clip=1)\n`);
    expect(recorder.obstacles.map(({ why }) => say(why))).toEqual([
      "TypeError: __init__() got an unexpected keyword argument 'clip'",
    ]);
  });

  it('trains its two parts with an optimizer each, and counts a step once', () => {
    const [first, second] = plansOf(
      parser,
      `${head}tf.estimator.DNNLinearCombinedRegressor(linear_feature_columns=columns, dnn_feature_columns=columns, dnn_hidden_units=[8]).train(input_fn, steps=8)\n`,
    );
    for (const [plan, rate] of [
      [first, 0.05],
      [second, 0.005],
    ] as const) {
      if (plan === undefined) throw new Error('the program has not two plans');
      const { rows } = trainOnce(plan, true);
      expect(rows.map((row) => row[1])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(rows[0]?.[rateAt]).toBeCloseTo(rate, 6);
    }
  });
});

it('an Estimator is said to train by the call that the program makes', () => {
  const plan = planOf(
    parser,
    `${head}tf.estimator.DNNClassifier([8], columns, n_classes=3).train(input_fn, steps=8)\n`,
  );
  const [{ verdict }] = pairOf(plan);
  expect(say(verdict.sentence)).toMatch(/^train\(\) on line 14 adds 1 to global_step in each iteration/);
  expect(verdict.change === null ? '' : say(verdict.change.text)).toBe(
    'the train op that train() makes is not passed global_step',
  );
  expect(wiringOf(plan).nodes.find(({ kind }) => kind === 'train-op')?.label).toEqual(verbatim('train'));
});
