import { describe, expect, test } from 'vitest';
import { UnsupportedError } from '../../../src/tf1/errors';
import type { Operation, Tensor } from '../../../src/tf1/graph';
import { globalVariables } from '../../../src/tf1/variable';
import { array, dtype, float, numberOf, numbersOf, TensorFlow, value } from './support/tensorflow';

const variableNames = (tf: TensorFlow): string[] => globalVariables(tf.graph).map(({ opName }) => opName);

describe('dense', () => {
  test('makes kernel and bias in a scope of its own', () => {
    const tf = new TensorFlow();
    const x = tf.tensor('placeholder', [dtype('float32'), [null, 3]]);
    const hidden = tf.tensor('layers.dense', [x, 4], { activation: 'nn.relu' });
    const output = tf.tensor('layers.dense', [hidden, 1], { use_bias: false });
    tf.tensor('layers.dense', [output, 2], { name: 'logits' });
    expect(variableNames(tf)).toEqual(['dense/kernel', 'dense/bias', 'dense_1/kernel', 'logits/kernel', 'logits/bias']);
    expect([hidden.shape, output.shape]).toEqual([[null, 4], [null, 1]]); // prettier-ignore
  });

  test('is relu(x * kernel + bias)', () => {
    const tf = new TensorFlow();
    const kernel = tf.call('constant_initializer', [array([[1, -1], [2, -2]])]); // prettier-ignore
    const bias = tf.call('constant_initializer', [float(0.5)]);
    const y = tf.tensor('layers.dense', [tf.tensor('constant', [array([[3, 4]])]), 2], {
      activation: 'nn.relu',
      kernel_initializer: kernel,
      bias_initializer: bias,
    });
    expect(numbersOf(tf.session(), y)).toEqual([11.5, 0]);
  });

  test('learns', () => {
    const tf = new TensorFlow();
    const x = tf.tensor('constant', [array([[0], [1], [2], [3]])]); // prettier-ignore
    const wanted = tf.tensor('constant', [array([[1], [3], [5], [7]])]); // prettier-ignore
    const loss = tf.tensor('losses.mean_squared_error', [wanted, tf.tensor('layers.dense', [x, 1])]);
    const train = tf.operation('Optimizer.minimize', [tf.call('train.AdamOptimizer', [float(0.1)]), loss]);
    const session = tf.session();
    const run = session.prepare([train, loss]);
    for (let step = 0; step < 500; step++) run.step();
    expect(run.scalars[1]).toBeLessThan(1e-3);
  });
});

test('fully_connected is a relu layer unless it is told otherwise', () => {
  const tf = new TensorFlow();
  const x = tf.tensor('constant', [array([[1, 1]])]);
  const ones = tf.call('constant_initializer', [float(-1)]);
  const hidden = tf.tensor('contrib.layers.fully_connected', [x, 2], { weights_initializer: ones });
  const linear = tf.tensor('contrib.layers.fully_connected', [x, 1], {
    weights_initializer: ones,
    activation_fn: null,
    biases_initializer: null,
  });
  const session = tf.session();
  expect([numbersOf(session, hidden), numbersOf(session, linear)]).toEqual([[0, 0], [-2]]); // prettier-ignore
  expect(variableNames(tf)).toEqual(['fully_connected/weights', 'fully_connected/biases', 'fully_connected_1/weights']);
});

test('a convolution, a pool and a flat end', () => {
  const tf = new TensorFlow();
  const image = tf.tensor('placeholder', [dtype('float32'), [null, 8, 8, 1]]);
  const convolved = tf.tensor('layers.conv2d', [image, 4, [3, 3]], { padding: 'same', activation: 'nn.relu' });
  const pooled = tf.tensor('layers.max_pooling2d', [convolved, 2, 2]);
  const flat = tf.tensor('layers.flatten', [pooled]);
  expect([convolved.shape, pooled.shape, flat.shape]).toEqual([
    [null, 8, 8, 4],
    [null, 4, 4, 4],
    [null, 64],
  ]);
  const fed = new Map([[image, value([Array.from({ length: 8 }, () => Array.from({ length: 8 }, () => [1]))])]]);
  expect(numbersOf(tf.session(), flat, fed)).toHaveLength(64);
  expect(() => tf.tensor('layers.conv2d', [image, 4, 3], { data_format: 'channels_first' })).toThrow(UnsupportedError);
});

describe('batch_normalization', () => {
  const rows = [[1, 10], [3, 30], [5, 50]]; // prettier-ignore

  test('uses the batch in training, and leaves the moving statistics to UPDATE_OPS', () => {
    const tf = new TensorFlow();
    const x = tf.tensor('constant', [array(rows)]);
    const training = tf.tensor('placeholder', [dtype('bool'), []]);
    const y = tf.tensor('layers.batch_normalization', [x], { training, momentum: float(0.9) });
    const updates = tf.call('get_collection', ['update_ops']) as Operation[];
    const session = tf.session();
    const [on, off] = [1, 0].map((flag) => new Map([[training, value(flag, 'bool')]])) as [
      Map<Tensor, ReturnType<typeof value>>,
      Map<Tensor, ReturnType<typeof value>>,
    ];
    const normalized = numbersOf(session, y, on);
    expect(normalized[0]).toBeCloseTo(-2 / Math.sqrt(8 / 3 + 1e-3), 5);
    const mean = globalVariables(tf.graph).find(({ opName }) => opName.endsWith('moving_mean'))!;
    session.run(updates, off);
    expect(numbersOf(session, mean)).toEqual([0, 0]);
    session.run(updates, on);
    const moved = numbersOf(session, mean);
    expect(moved[0]).toBeCloseTo(0.3, 6);
    expect(numbersOf(session, y, off)[0]).not.toBeCloseTo(normalized[0]!, 2);
  });

  test('not in training is x but for epsilon', () => {
    const tf = new TensorFlow();
    const y = tf.tensor('layers.batch_normalization', [tf.tensor('constant', [array(rows)])]);
    expect(numberOf(tf.session(), tf.tensor('reduce_max', [y]))).toBeCloseTo(50 / Math.sqrt(1.001), 4);
    expect(tf.call('get_collection', ['update_ops'])).toEqual([]);
  });
});

test('dropout does nothing unless it trains', () => {
  const tf = new TensorFlow();
  const x = tf.tensor('constant', [array([1, 2, 3, 4])]);
  const training = tf.tensor('layers.dropout', [x], { rate: float(0.5), seed: 1, training: true });
  const session = tf.session();
  expect(numbersOf(session, tf.tensor('layers.dropout', [x]))).toEqual([1, 2, 3, 4]);
  for (const [index, number] of numbersOf(session, training).entries()) expect([0, (index + 1) * 2]).toContain(number);
});
