import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { say, verbatim } from '../../../src/base/message';
import { pairOf } from '../../../src/plan/counterpart';
import type { Wiring } from '../../../src/protocol/wiring';
import { wiringOf } from '../../../src/plan/wiring';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

const label = ({ nodes }: Wiring, id: string): string =>
  say(nodes.find((node) => node.id === id)?.label ?? verbatim('?'));
const flows = (wiring: Wiring): string[] =>
  wiring.edges.map(
    ({ from, to, kind, phase }) =>
      `${label(wiring, from)} ${kind} ${label(wiring, to)}${phase === null ? ' never' : ''}`,
  );
const model = `
import tensorflow as tf
w = tf.Variable(1.0)
step = tf.Variable(0, trainable=False)
rate = tf.train.exponential_decay(0.1, step, 10, 2.0)
loss = tf.square(w - 3.0)
`;
const run = (fetch: string) => `
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        sess.run(${fetch})
`;

describe('the wiring', () => {
  it('of the article’s program shows the edge that is missing, and of its counterpart the one that is there', () => {
    const text = readFileSync('media/samples/without_global_step.py', 'utf8');
    const [written, counterpart] = pairOf(planOf(parser, text)).map(({ plan }) => wiringOf(plan));
    const common = [
      'GradientDescentOptimizer reads minimize',
      'loss reads minimize',
      'feed x, y reads loss',
      'minimize moves w',
      'w reads loss',
      'global_steps reads exponential_decay',
      'exponential_decay reads GradientDescentOptimizer',
    ];
    const printed = ['global_steps reads sess.run', 'exponential_decay reads sess.run'];
    expect(flows(written!)).toEqual([...common, 'minimize missing global_steps', ...printed]);
    expect(flows(counterpart!)).toEqual([...common, 'minimize moves global_steps', ...printed]);
    expect(written?.places.rate).toMatchObject({ line: 7 });
    expect(written?.places.increment).toMatchObject({ line: 9 });
    // Fed where the run is made, and read where a print has it read: neither at the placeholder nor at the variable.
    const lineOf = (part: string): number => text.split('\n').findIndex((line) => line.includes(part)) + 1;
    for (const wiring of [written, counterpart]) {
      expect(wiring?.places.feed).toMatchObject({ line: lineOf('sess.run(train_step') });
      expect(wiring?.places.read).toMatchObject({ line: lineOf('print(sess.run(learning_rate)') });
    }
    expect(written?.nodes.find(({ id }) => id === 'step')).toMatchObject({
      column: 'global_step',
      location: { line: 6 },
    });
  });

  it('shows two that move the step as two', () => {
    const text = `${model}
train = tf.train.GradientDescentOptimizer(rate).minimize(loss, global_step=step)
more = tf.assign_add(step, 1)
${run('[train, more]')}`;
    expect(flows(wiringOf(planOf(parser, text))).filter((flow) => flow.includes('moves step'))).toEqual([
      'minimize moves step',
      'assign_add moves step',
    ]);
  });

  it('does not take one that never runs for one that moves', () => {
    const text = `${model}
train = tf.train.GradientDescentOptimizer(rate).minimize(loss)
more = tf.assign_add(step, 1)
${run('train')}`;
    expect(flows(wiringOf(planOf(parser, text))).filter((flow) => / step(?: never)?$/.test(flow))).toEqual([
      'assign_add moves step never',
      'minimize missing step',
    ]);
  });

  it('calls placeholders without a name as TensorFlow does', () => {
    const text = `
import tensorflow as tf
w = tf.Variable(1.0)
a = tf.placeholder(tf.float32, [])
with tf.name_scope('in'):
    b = tf.placeholder(tf.float32, [])
c = tf.placeholder(tf.float32, [])
train = tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w - a - b - c))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        sess.run(train, feed_dict={a: 1.0, b: 2.0, c: 3.0})
`;
    const feed = wiringOf(planOf(parser, text)).nodes.find(({ kind }) => kind === 'feed');
    expect(feed === undefined ? '' : say(feed.label).split(' ').slice(1).sort()).toEqual(
      ['Placeholder,', 'Placeholder_1', 'in/Placeholder,'].sort(),
    );
  });

  it('knows a step that Python feeds', () => {
    const text = `
import tensorflow as tf
w = tf.Variable(1.0)
step = tf.placeholder(tf.int32, [])
rate = tf.train.exponential_decay(0.1, step, 10, 2.0)
train = tf.train.GradientDescentOptimizer(rate).minimize(tf.square(w - 3.0))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        sess.run(train, feed_dict={step: i})
`;
    const wiring = wiringOf(planOf(parser, text));
    expect(flows(wiring)).toContain('feed_dict moves step');
    expect(wiring.edges.some(({ kind }) => kind === 'missing')).toBe(false);
  });

  it('knows an average that counts by the step, and one step by all its names', () => {
    const text = `
import tensorflow as tf
w = tf.Variable(1.0)
step = tf.train.get_or_create_global_step()
ema = tf.train.ExponentialMovingAverage(0.9, tf.train.get_global_step())
train = tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w - 3.0), global_step=tf.train.get_global_step())
with tf.control_dependencies([train]):
    all = ema.apply([w])
${run('all')}`;
    const found = flows(wiringOf(planOf(parser, text)));
    expect(found.some((flow) => / reads ExponentialMovingAverage$/.test(flow))).toBe(true);
    expect(found.some((flow) => /^minimize moves /.test(flow) && !flow.endsWith(' w'))).toBe(true);
    expect(found.some((flow) => flow.includes('missing'))).toBe(false);
  });
});
