import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { trainOpsOf } from '../../../src/plan/train-ops';
import { trainOnce } from '../../fuzz/train-once';
import { plansOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// A placeholder whose dtype or shape a variable is made by is none that a run needs which reads the variable.
const parser = await testParser();

/** The discriminator's variables are made from what it is shown of the real, and the generator's loss reads them. */
const gan = `import numpy as np
import tensorflow as tf
z = tf.placeholder(tf.float32, [None, 2])
real = tf.placeholder(tf.float32, [None, 2])
half = tf.constant_initializer(0.5)
with tf.variable_scope('G'):
    fake = tf.layers.dense(z, 2, kernel_initializer=half)
with tf.variable_scope('D'):
    d_real = tf.layers.dense(real, 1, name='d', kernel_initializer=half)
with tf.variable_scope('D', reuse=True):
    d_fake = tf.layers.dense(fake, 1, name='d')
d_loss = tf.reduce_mean(tf.square(d_real - 1.0) + tf.square(d_fake))
g_loss = tf.reduce_mean(tf.square(d_fake - 1.0))
d_train = tf.train.GradientDescentOptimizer(0.1).minimize(d_loss, var_list=tf.trainable_variables('D'))
g_train = tf.train.GradientDescentOptimizer(0.1).minimize(g_loss, var_list=tf.trainable_variables('G'))
ones = np.ones([4, 2], np.float32)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(6):
        for _ in range(2):
            sess.run(d_train, {real: 2 * ones, z: ones})
        sess.run([g_train, g_loss], {z: ones})
`;

describe('a GAN', () => {
  const plans = plansOf(parser, gan);

  it('trains its own models, the generator with noise alone, as TensorFlow does', () => {
    expect(plans.map(({ unresolved }) => unresolved)).toEqual([[], []]);
    const [, generator] = plans;
    if (generator === undefined) throw new Error('there is no second plan');
    const losses = trainOnce(generator, true).lines.map((line) => line.split(',').at(-1));
    // What TensorFlow 2.21's compat.v1 prints of g_loss, with the same layers written by get_variable.
    const printed = [0.3136002, 0.27771765, 0.0015277421, 5.5318586e-5, 4.3304653e-6, 6.018814e-8];
    expect(losses).toHaveLength(printed.length);
    for (const [index, loss] of printed.entries()) expect(Number(losses[index])).toBeCloseTo(loss, 9);
  });

  it('runs each of its ops as often as it does, whichever is shown', () => {
    for (const plan of plans) expect(trainOpsOf(plans, plan)?.ops.map(({ times }) => times)).toEqual([12, 6]);
  });
});

describe('a tensor that is computed from a placeholder, and fed in its place', () => {
  const fed = `import numpy as np
import tensorflow as tf
x = tf.placeholder(tf.float32, [None, 3]) / 2.
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.zeros([3, 1]))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
X = np.random.RandomState(0).rand(20, 3).astype(np.float32)
Y = X.sum(1, keepdims=True)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        sess.run([train, loss], {x: X, y: Y})
`;

  it('leaves nothing to be fed, as in TensorFlow', () => {
    const [plan] = plansOf(parser, fed);
    if (plan === undefined) throw new Error('there is no plan');
    expect(plan.unresolved).toEqual([]);
    const losses = trainOnce(plan, true).lines.map((line) => Number(line.split(',').at(-1)));
    // What TensorFlow 2.21's compat.v1 prints.
    const printed = [2.6260276, 1.786089, 1.2148262, 0.8262963, 0.562047];
    expect(losses).toHaveLength(printed.length);
    for (const [index, loss] of printed.entries()) expect(losses[index]).toBeCloseTo(loss, 6);
  });

  it('does not replace a placeholder that the loss needs besides', () => {
    const [plan] = plansOf(
      parser,
      fed
        .replace('tf.matmul(x, w) - y', 'tf.matmul(x, w) - y + tf.reduce_mean(beside)')
        .replace('w = ', 'beside = tf.placeholder(tf.float32, [2])\nw = '),
    );
    expect(plan?.unresolved.map(({ what }) => what)).toHaveLength(1);
  });
});

describe('a train op of which no run is found', () => {
  it('trains its own model on data that stands in, and says so', () => {
    const [plan] = plansOf(
      parser,
      `import tensorflow as tf
import stranger
x = tf.placeholder(tf.float32, [None, 5])
y = tf.placeholder(tf.int32, [None])
logits = tf.layers.dense(x, 3)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits, labels=y))
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
sess = tf.Session()
sess.run(tf.global_variables_initializer())
stranger.fit(sess, train)
`,
    );
    if (plan === undefined) throw new Error('there is no plan');
    expect(plan.unresolved.map(({ what, standIn }) => [say(what), say(standIn)])).toEqual([
      ['data', 'drawn numbers that fit'],
      ['iterations', '100 iterations'],
    ]);
    const losses = trainOnce(plan, true).lines.map((line) => Number(line.split(',').at(-1)));
    expect(losses).toHaveLength(100);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
  });
});
