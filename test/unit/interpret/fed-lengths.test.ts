import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { trainOnce } from '../../fuzz/train-once';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// Sequences and maps whose length only the feed tells. The losses are what TensorFlow 2.21's compat.v1 prints, of the cell as a `tf.scan`.

const parser = await testParser();

const recurrent = `import numpy as np
import tensorflow as tf
ids = tf.placeholder(tf.int32, [None, None])
y = tf.placeholder(tf.float32, [None, 2])
table = tf.get_variable('table', [9, 3], initializer=tf.constant_initializer(np.arange(27).reshape(9, 3) / 27.))
with tf.variable_scope('net', initializer=tf.constant_initializer(0.1)):
    cell = tf.nn.rnn_cell.BasicRNNCell(2)
    outputs, state = tf.nn.dynamic_rnn(cell, tf.nn.embedding_lookup(table, ids), dtype=tf.float32)
loss = tf.reduce_mean(tf.square(state - y))
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
rng = np.random.RandomState(0)
X = rng.randint(0, 9, (6, 5)); Y = rng.rand(6, 2)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        sess.run([train, loss], {ids: X, y: Y})
`;

function lossesOf(text: string): number[] {
  return trainOnce(planOf(parser, text), true).lines.map((line) => Number(line.split(',').at(-1)));
}

function expectLosses(text: string, printed: readonly number[]): void {
  const losses = lossesOf(text);
  expect(losses).toHaveLength(printed.length);
  for (const [index, loss] of printed.entries()) expect(losses[index]).toBeCloseTo(loss, 6);
}

const saidOf = (text: string): string[] =>
  planOf(parser, text).unresolved.map(({ what, why }) => `${say(what)}: ${say(why)}`);

describe('a recurrent network over a length that only the feed tells', () => {
  it('is laid out over as many steps as are fed', () => {
    expectLosses(recurrent, [0.13314989, 0.030021189, 0.022226734, 0.022018552, 0.021846002]);
  });

  it('has the steps of the runs that train, not of those beside them', () => {
    expectLosses(
      `${recurrent}    print(sess.run(state, {ids: X[:, :1]}))\n`,
      [0.13314989, 0.030021189, 0.022226734, 0.022018552, 0.021846002],
    );
  });

  it('has a usual length where nobody knows what is fed', () => {
    const text = recurrent.replace('X = rng.randint(0, 9, (6, 5))', 'import stranger\nX = stranger.rows');
    expect(saidOf(text)).toEqual(['data: stranger.rows']);
    expect(lossesOf(text)).toHaveLength(5);
  });

  it('is not known where the lengths differ', () => {
    expect(saidOf(recurrent.replace('{ids: X,', '{ids: X[:, :2 + i % 2],'))).toContain(
      'loss: a length that feeds do not tell',
    );
  });
});

describe('a map over rows whose number only the feed tells', () => {
  const mapped = `import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 2])
w = tf.Variable([[1.0], [2.0]])
each = tf.map_fn(lambda row: tf.reduce_sum(tf.square(tf.matmul(tf.expand_dims(row, 0), w))), x)
loss = tf.reduce_mean(each)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        sess.run([train, loss], {x: [[1., 0.], [0., 1.], [1., 1.]]})
`;

  it('goes over each', () => {
    expectLosses(mapped, [4.6666665, 3.0251853, 1.9696723]);
  });

  it('goes over a usual number of rows where nobody knows them', () => {
    const text = `import stranger\n${mapped.replace('[[1., 0.], [0., 1.], [1., 1.]]', 'stranger.rows')}`;
    expect(saidOf(text)).toEqual(['data: stranger.rows']);
    expect(lossesOf(text)).toHaveLength(3);
  });
});
