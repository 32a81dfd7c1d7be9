import { expect, it } from 'vitest';
import { interpreted, plainValue } from '../../helpers/interpreted';
import { trainOnce } from '../../fuzz/train-once';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** As programs for several GPUs have it: the variables that have an average so far are none. */
const program = `import tensorflow as tf
w = tf.Variable(1.0)
step = tf.train.get_or_create_global_step()
train = tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w - 3), global_step=step)
averages = tf.train.ExponentialMovingAverage(0.9, step)
both = tf.trainable_variables() + tf.moving_average_variables()
count = len(both)
op = tf.group(train, averages.apply(both))
after = tf.moving_average_variables()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        sess.run(op)
`;

it('there are no variables with a moving average before one is applied', () => {
  const { names } = interpreted(parser, program);
  expect(plainValue(names.get('count'))).toBe(1);
  expect(names.get('after')?.kind).toBe('tensor');
  const plan = planOf(parser, program);
  expect(plan.unresolved).toEqual([]);
  expect(trainOnce(plan, true)).toMatchObject({ problem: null, rows: { length: 3 } });
});
