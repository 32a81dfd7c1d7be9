import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { interpret } from '../../../src/interpret/interpret';
import { readOutlook } from '../../../src/plan/outlook';
import { runsIn } from '../../../src/plan/plan-steps';
import { SourceText } from '../../../src/python/source-text';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** `u` is unknown, on line 3; the train op stands on line 9. */
const program = (train: string, feeds = 'p: .1, n: 1'): string => `import stranger
import tensorflow as tf
u = stranger.load("c")
step = tf.Variable(0, trainable=False)
w = tf.Variable(3.)
p = tf.placeholder(tf.float32, [])
n = tf.placeholder(tf.int32, [])
loss = tf.square(w - 1)
train = tf.train.GradientDescentOptimizer(${train}
s = tf.Session()
s.run(tf.global_variables_initializer())
for k in range(3):
    s.run(train, feed_dict={${feeds}})
`;

describe('a part of a plan that is not known', () => {
  it.each([
    ['the rate', 'u).minimize(loss, step)', {}, 'learning rate'],
    ['the rate that is fed', 'p).minimize(loss, step)', { feeds: 'p: u' }, 'learning rate'],
    [
      'the step that is fed',
      'tf.train.exponential_decay(.1, n, 2, .5)).minimize(loss)',
      { feeds: 'n: u' },
      'learning rate',
    ],
    [
      'an argument of a schedule',
      'tf.train.exponential_decay(.1, step, u, .5)).minimize(loss, step)',
      {},
      'decay_steps',
    ],
    ['the loss', '.1).minimize(u)', {}, 'loss'],
    ['what is fed to the loss', '.1).minimize(loss * p)', { feeds: 'p: u' }, 'data'],
    ['the gradients', '.1).apply_gradients(u, global_step=step)', {}, 'loss'],
  ])('is told with its cause and line: %s', (_, train, { feeds }: { feeds?: string }, what) => {
    const plan = planOf(parser, program(train, feeds));
    const told = plan.unresolved.map((each) => [say(each.what), say(each.why), each.range?.line]);
    expect(told).toEqual([[what, 'stranger.load', 3]]);
    // What nobody needs any more is not fed.
    const fed = [...runsIn(plan.runs)].flatMap((run) => run.feeds);
    expect(fed.filter(({ value }) => value.kind === 'unknown')).toEqual([]);
  });

  it('has no data where one row of it would not be held', () => {
    const text = program('.1).minimize(tf.reduce_mean(wide) * loss)', 'wide: u').replace(
      'loss = ',
      'wide = tf.placeholder(tf.float32, [None, 2000000000])\nloss = ',
    );
    const plan = planOf(parser, text);
    expect(plan.unresolved.map(({ what, why }) => [say(what), say(why)])).toEqual([['loss', 'stranger.load']]);
  });

  it('that is never fed is told with the line of its placeholder', () => {
    const plan = planOf(parser, program('.1).minimize(loss * p)', 'n: 1'));
    expect(plan.unresolved.map(({ what, range }) => [say(what), range?.line])).toEqual([['loss', 6]]);
  });

  it.each(['.1).minimize(loss, global_step=u)', 'tf.train.exponential_decay(.1, step, 2, .5)).minimize(loss, u)'])(
    'has no outlook where it is the step: %s',
    (train) => {
      const text = program(train);
      const read = interpret(parser.parse(text), new SourceText('p.py', text));
      expect(readOutlook('p.py', read).calls).toEqual([]);
      const known = text.replace('_step=u', '_step=step').replace('loss, u', 'loss, step');
      expect(readOutlook('p.py', interpret(parser.parse(known), new SourceText('p.py', known))).calls).toHaveLength(1);
    },
  );
});
