import { expect, it } from 'vitest';
import { trainOnce } from '../../fuzz/train-once';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** Rows of 84 x 84 x 4 numbers: 64 of them are more than an array that is made has. */
const wide = `import tensorflow as tf
import stranger
frames = tf.placeholder(tf.float32, [None, 84, 84, 4])
actions = tf.placeholder(tf.float32, [None, 3])
targets = tf.placeholder(tf.float32, [None])
values = tf.layers.dense(tf.reduce_mean(frames, axis=[1, 2]), 3)
loss = tf.reduce_mean(tf.square(tf.reduce_sum(values * actions, axis=1) - targets))
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        sess.run([loss, train], {frames: stranger.frames, actions: stranger.actions, targets: stranger.targets})
`;

it('what is fed together has as many rows as the widest array can have', () => {
  const { rows, problem } = trainOnce(planOf(parser, wide), true);
  expect(problem).toBe(null);
  expect(rows).toHaveLength(3);
});
