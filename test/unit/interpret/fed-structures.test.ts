import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { trainOnce } from '../../fuzz/train-once';
import { interpreted } from '../../helpers/interpreted';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// What is fed by a tuple, as an LSTM's state is. The losses are those of TensorFlow 2.21 for the same program.

const parser = await testParser();

const program = (feed: string, keep = '_'): string => `import collections
import numpy as np
import tensorflow as tf
State = collections.namedtuple('State', ['c', 'h'])
x = tf.placeholder(tf.float32, [2, 3])
init = State(tf.zeros([2, 3]), tf.zeros([2, 3]))
w = tf.Variable(tf.constant(0.3, shape=[3, 3]))
h = tf.tanh(tf.matmul(x, w) + init.h)
final = State(init.c * 0.5 + h, h + 0.1 * init.c)
loss = tf.reduce_mean(tf.square(final.c - 1.0))
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    state = (np.ones([2, 3]), np.zeros([2, 3]))
    for i in range(4):
        _, ${keep}, l = sess.run([train, final, loss], feed_dict={x: np.ones([2, 3]) * (i + 1), ${feed}})
`;

const losses = [0.046784762, 0.17644311, 0.21513496, 0.22922392];
const carried = [0.08048687, 0.12296993, 0.45540324, 0.701174];

describe('what is fed by a tuple', () => {
  it.each([
    'init: state',
    'init: State(*state)',
    'init: list(state)',
    '(init.c, init.h): state',
    'init.c: state[0], init.h: state[1]',
    'init.c: State(*state).c, init.h: state[1]',
  ])('%s', (feed) => {
    const plan = planOf(parser, program(feed));
    expect(plan.unresolved).toEqual([]);
    const { rows } = trainOnce(plan, true);
    expect(rows).toHaveLength(losses.length);
    for (const [at, loss] of losses.entries()) expect(rows[at]?.[3]).toBeCloseTo(loss, 6);
  });

  it.each([
    'init: state',
    '(init.c, init.h): state',
    'init.c: state.c, init.h: state.h',
    'init.c: state[0], init.h: state[1]',
  ])('%s of the run before is fed again', (feed) => {
    const text = program(feed, 'state').replace('(np.ones([2, 3]), np.zeros([2, 3]))', 'sess.run(init)');
    const plan = planOf(parser, text);
    expect(plan.unresolved).toEqual([]);
    const { rows } = trainOnce(plan, true);
    expect(rows).toHaveLength(carried.length);
    for (const [at, loss] of carried.entries()) expect(rows[at]?.[3]).toBeCloseTo(loss, 5);
  });

  it('says what it leaves out where a run before gives it, changed in a way that is not followed', () => {
    const text = program('init: State(*[np.sort(s) for s in state])', 'state');
    const plan = planOf(parser, text);
    expect(plan.unresolved.map(({ why, range }) => [say(why), range?.line])).toEqual([
      ['what is fed: a value that is only known during the run', 16],
    ]);
  });

  it('needs a value of as many parts', () => {
    const { recorder } = interpreted(parser, program('init: np.zeros([2, 2, 3])'));
    expect(recorder.obstacles.map(({ why }) => say(why)).join()).toContain(
      'ValueError: could not flatten dictionary: the key had 2 elements, but the value had 1',
    );
  });
});
