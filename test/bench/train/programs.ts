import '../../../src/tf1/ops/all';
import '../../../src/tf1/api/all';
import { say } from '../../../src/base/message';
import type { Tensor } from '../../../src/tf1/graph';
import { Session } from '../../../src/tf1/session';
import type { Variable } from '../../../src/tf1/variable';
import { array, dtype, TensorFlow, value } from '../../unit/tf1/support/tensorflow';
import type { Way } from './measure';

/** Numbers of a linear congruential generator in [-1, 1). */
export function numbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Rows of a matrix. */
export function rowsOf(data: Float32Array, columns: number): number[][] {
  return Array.from({ length: data.length / columns }, (_, row) => [
    ...data.subarray(row * columns, (row + 1) * columns),
  ]);
}

/** Linear regression, 100 features, a batch of 32. */
export const regression = { features: 100, batch: 32, rate: 0.01, x: numbers(3200, 1), y: numbers(32, 2) };

const oneHot = (labels: Float32Array): number[][] =>
  Array.from(labels, (label) =>
    Array.from({ length: 10 }, (_, digit) => (digit === Math.floor((label + 1) * 5) ? 1 : 0)),
  );

/** A network of 784, 128 and 10, softmax, a batch of 64. */
export const network = {
  x: numbers(64 * 784, 3).map((n) => Math.max(0, n)),
  labels: oneHot(numbers(64, 4)),
  w1: numbers(784 * 128, 5).map((n) => n * 0.05),
  w2: numbers(128 * 10, 6).map((n) => n * 0.1),
};

/** Trains with one row of numbers a step: step, rate, loss and, for one weight, the weight. */
function rowsWay(
  name: string,
  tf: TensorFlow,
  train: ReturnType<TensorFlow['operation']>,
  loss: Tensor,
  observed: readonly (Tensor | Variable)[],
  feeds: ReadonlyMap<Tensor, ReturnType<typeof value>>,
): Way {
  const session = new Session(tf.graph);
  session.run([tf.operation('global_variables_initializer')]);
  const prepared = session.prepareRows({
    train: [train],
    reported: [{ column: 0, fetch: loss }],
    observed: observed.map((fetch, index) => ({ column: index + 1, fetch })),
    fed: [...feeds.keys()],
  });
  for (const [tensor, fed] of feeds) prepared.feed(tensor, fed);
  const capacity = 4096;
  const rows = new Float64Array(capacity * (observed.length + 1));
  return {
    name,
    steps: (count) => {
      for (let left = count; left > 0;) left -= prepared.advance(Math.min(left, capacity), rows, capacity, 0);
      const { execution } = prepared;
      if (execution.kind === 'kernels') throw new Error(`${name} is not compiled: ${say(execution.reason)}`);
      return rows[0] ?? Number.NaN;
    },
  };
}

/** (b) on tf1. */
export function regressionOnTf1(): Way {
  const tf = new TensorFlow();
  const x = tf.tensor('placeholder', [dtype('float32')], { shape: [null, 100] });
  const y = tf.tensor('placeholder', [dtype('float32')], { shape: [null, 1] });
  const w = tf.variable(tf.call('zeros', [[100, 1]]));
  const step = tf.variable(0, { trainable: false });
  const rate = tf.tensor('train.exponential_decay', [regression.rate, step, 1_000_000, 0.96]);
  const loss = tf.tensor('reduce_mean', [tf.call('square', [tf.call('subtract', [tf.call('matmul', [x, w]), y])])]);
  const train = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [rate]), loss, step]);
  const feeds = new Map([
    [x, value(rowsOf(regression.x, 100))],
    [y, value(rowsOf(regression.y, 1))],
  ]);
  return rowsWay('Global Step', tf, train, loss, [step, rate], feeds);
}

/** (c) on tf1. */
export function networkOnTf1(optimizer: 'sgd' | 'adam'): Way {
  const tf = new TensorFlow();
  const x = tf.tensor('placeholder', [dtype('float32')], { shape: [null, 784] });
  const y = tf.tensor('placeholder', [dtype('float32')], { shape: [null, 10] });
  const w1 = tf.variable(array(rowsOf(network.w1, 128)));
  const b1 = tf.variable(tf.call('zeros', [[128]]));
  const w2 = tf.variable(array(rowsOf(network.w2, 10)));
  const b2 = tf.variable(tf.call('zeros', [[10]]));
  const step = tf.variable(0, { trainable: false });
  const hidden = tf.call('nn.relu', [tf.call('add', [tf.call('matmul', [x, w1]), b1])]);
  const logits = tf.call('add', [tf.call('matmul', [hidden, w2]), b2]);
  const loss = tf.tensor('reduce_mean', [tf.call('nn.softmax_cross_entropy_with_logits', [], { logits, labels: y })]);
  const rate = tf.tensor('train.exponential_decay', [optimizer === 'sgd' ? 0.01 : 0.001, step, 100_000, 0.96]);
  const made = optimizer === 'sgd' ? 'train.GradientDescentOptimizer' : 'train.AdamOptimizer';
  const train = tf.operation('Optimizer.minimize', [tf.call(made, [rate]), loss, step]);
  const feeds = new Map([
    [x, value(rowsOf(network.x, 784))],
    [y, value(network.labels)],
  ]);
  return rowsWay('Global Step', tf, train, loss, [step, rate], feeds);
}
