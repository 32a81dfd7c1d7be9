import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { pairOf } from '../../../src/plan/counterpart';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// Loops that wait for a count which nothing moves, where no two turns are equal: each takes another batch of a data set.
const parser = await testParser();

const head = `import numpy as np
import tensorflow as tf
x = np.arange(24.0, dtype=np.float32).reshape(12, 2)
batch = tf.data.Dataset.from_tensor_slices(x).shuffle(12).repeat(EPOCHS).batch(4).make_one_shot_iterator().get_next()
w = tf.Variable(tf.zeros([2, 1]))
loss = tf.reduce_mean(tf.square(tf.matmul(batch, w) - 1.0))
step = tf.train.get_or_create_global_step()
rate = tf.train.exponential_decay(0.001, step, 10, 0.5)
train = tf.train.GradientDescentOptimizer(rate).minimize(loss)
`;
const inSession = (text: string): string =>
  `with tf.Session() as sess:\n    sess.run(tf.global_variables_initializer())\n    ${text.replaceAll('\n', '\n    ')}\n`;
const ways: Readonly<Record<string, string>> = {
  'while on the step': inSession(
    'i = 0\nwhile sess.run(step) < 40:\n    sess.run(train)\n    i += 1\n    if i % 10 == 0:\n        print(i)',
  ),
  'a loop that is left on the step': inSession(
    'while True:\n    sess.run(train)\n    if sess.run(step) >= 40:\n        break',
  ),
  'a hook': `with tf.train.MonitoredTrainingSession(hooks=[tf.train.StopAtStepHook(last_step=40)]) as sess:
    while not sess.should_stop():
        sess.run(train)
`,
};

describe('a loop that waits for a count which nothing moves', () => {
  it.each(Object.entries(ways))('%s: never ends, and says when it should', (_, loop) => {
    const plan = planOf(parser, head.replace('EPOCHS', '') + loop);
    expect(plan).toMatchObject({ isEndless: true, iterations: 100, corrected: { iterations: 40 } });
    // 0.001 × 0.5^(40/10) = 0.0000625.
    expect(say(pairOf(plan)[0].verdict.sentence)).toContain('the learning rate stays 0.001 and should end at 6.25e-5');
  });

  it('an Estimator’s: never ends, and says when it should', () => {
    const plan = planOf(
      parser,
      `import numpy as np
import tensorflow as tf
def model_fn(features, labels, mode):
    loss = tf.reduce_mean(tf.square(tf.layers.dense(features['x'], 1) - labels))
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
    return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train)
x = np.ones([10, 2], np.float32)
feeding = tf.estimator.inputs.numpy_input_fn({'x': x}, x[:, :1], batch_size=3, num_epochs=None, shuffle=True)
tf.estimator.Estimator(model_fn).train(feeding, steps=30)
`,
    );
    expect(plan).toMatchObject({ isEndless: true, corrected: { iterations: 30 } });
  });

  it('ends with the data where these end first', () => {
    const loop = inSession(
      'try:\n    while sess.run(step) < 40:\n        sess.run(train)\nexcept tf.errors.OutOfRangeError:\n    pass',
    );
    const plan = planOf(parser, head.replace('EPOCHS', '100') + loop);
    expect(plan.isEndless).toBeUndefined();
    expect(plan.iterations).toBe(300);
  });

  it('is not called endless where its data end, or it counts itself, however late', () => {
    const loop = inSession(
      'try:\n    while sess.run(step) < 40:\n        sess.run(train)\nexcept tf.errors.OutOfRangeError:\n    pass',
    );
    const late = planOf(parser, head.replace('EPOCHS', '2800') + loop);
    expect([late.isEndless, late.iterations]).toEqual([undefined, 8400]);
    const counting = inSession(
      'i = 0\nwhile i < 8200:\n    sess.run(train)\n    i += 1\n    if sess.run(step) >= 40:\n        break',
    );
    const counted = planOf(parser, head.replace('EPOCHS', '') + counting);
    expect([counted.isEndless, counted.iterations]).toEqual([undefined, 8200]);
  });

  it('is not one that waits for something else, whatever count stands still', () => {
    const loop = inSession('print(sess.run(step))\nfor turn in range(9000):\n    sess.run(train)');
    expect(planOf(parser, head.replace('EPOCHS', '') + loop).isEndless).toBeUndefined();
    const counted = inSession('turn = 0\nwhile turn < 9000:\n    sess.run([train, step])\n    turn += 1');
    const plan = planOf(parser, head.replace('EPOCHS', '') + counted);
    expect(plan.isEndless).toBeUndefined();
    expect(plan.iterations).toBe(9000);
  });
});

describe('a loop that waits for a step that is counted', () => {
  const counting = head.replace('EPOCHS', '').replace('minimize(loss)', 'minimize(loss, step)');
  const hook = 'with tf.train.MonitoredTrainingSession(hooks=[tf.train.StopAtStepHook(last_step=LAST)]) as sess:\n    ';
  /** As written: how many iterations; without the step: how many, and whether these never end. */
  const lengths = (text: string): unknown[] => {
    const [{ plan, verdict }, { plan: without }] = pairOf(planOf(parser, counting + text));
    return [
      plan.iterations,
      without.iterations,
      without.isEndless === true,
      /without the step the (?:training|loop) never/.test(JSON.stringify(verdict)),
    ];
  };

  it.each(Object.entries(ways))('%s: would never end without the step', (_, loop) => {
    expect(lengths(loop)).toEqual([40, 40, true, true]);
  });

  it.each([
    ['another loop', `${hook}for _ in range(30):\n        sess.run(train)`, 1000, [30, 30]],
    [
      'its own counter, later',
      `${hook}i = 0\n    while not sess.should_stop() and i < 60:\n        sess.run(train)\n        i += 1`,
      40,
      [40, 60],
    ],
    [
      'its own counter, first',
      `${hook}i = 0\n    while not sess.should_stop() and i < 30:\n        sess.run(train)\n        i += 1`,
      40,
      [30, 30],
    ],
  ])('%s: ends without the step, too', (_, loop, last, iterations) => {
    expect(lengths(loop.replace('LAST', `${last}`))).toEqual([...iterations, false, false]);
  });

  it('is not read again where that would take seconds', () => {
    const [, hooked = ''] = Object.entries(ways).find(([name]) => name === 'a hook') ?? [];
    const plan = planOf(
      parser,
      `${counting}total = 0\nfor i in range(60000):\n    total += len(str(i)) % 7 * 2\n${hooked}`,
    );
    expect([plan.iterations, plan.uncounted]).toEqual([40, 'not-read']);
  });

  it('runs without the step until its data end', () => {
    const [{ plan }, { plan: without }] = pairOf(
      planOf(
        parser,
        head.replace('EPOCHS', '20').replace('minimize(loss)', 'minimize(loss, step)') +
          `${hook.replace('LAST', '40')}while not sess.should_stop():\n        sess.run(train)`,
      ),
    );
    expect([plan.iterations, without.iterations, without.isEndless]).toEqual([40, 60, undefined]);
  });
});
