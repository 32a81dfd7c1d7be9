import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { buildPlan } from '../../../src/training/build-plan';
import { trainOnce } from '../../fuzz/train-once';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// Lengths that nobody knows, of data that nobody sees: a usual one stands in, the same everywhere.

const parser = await testParser();

const program = `import pandas
import tensorflow as tf
table = pandas.read_csv('elsewhere.csv')
X, y = table.values[:, 1:], table.labels
n, k = X.shape[1], len(set(y))
x = tf.placeholder(tf.float32, [None, n])
t = tf.placeholder(tf.int32, [None])
w = tf.Variable(tf.random_normal([n, k], seed=1))
b = tf.get_variable('b', shape=(k,), initializer=tf.zeros_initializer())
logits = tf.matmul(x, w) + b
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=tf.one_hot(t, k), logits=logits))
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(40):
        sess.run([train, loss], {x: X, t: y})
`;

const saidOf = (text: string): (readonly [string, string])[] =>
  planOf(parser, text).unresolved.map(({ what, standIn }) => [say(what), say(standIn)]);

describe('a length that is not known', () => {
  it("stands in wherever the program passes it, and the program's own model learns", () => {
    const losses = trainOnce(planOf(parser, program), true).lines.map((line) => Number(line.split(',').at(-1)));
    expect(losses).toHaveLength(40);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
    expect(planOf(parser, program).variables.map(({ name }) => name)).toEqual(['w', 'b']);
  });

  it('is said once a place', () => {
    expect(saidOf(program)).toEqual([
      ['data', 'a length of 16'],
      ['data', 'drawn numbers that fit'],
    ]);
  });

  it('that only the graph finds not to fit makes no model either, and no error of the program', () => {
    const text = program.replace(
      'tf.matmul(x, w)',
      'tf.matmul(tf.nn.batch_normalization(tf.ones([4, 3]), 0., 1., 0., 1., 0.1), w)',
    );
    const { built, unresolved } = buildPlan(planOf(parser, text));
    expect(built.failures).toEqual([]);
    expect(unresolved.map(({ what, why }) => `${say(what)}: ${say(why)}`)).toEqual([
      expect.stringMatching(/^loss: .*inner dimensions must be equal/),
    ]);
  });

  it.each([
    [
      'that has to be another known one',
      'logits = tf.matmul(x, w) + b',
      'logits = tf.matmul(x, w) + b + tf.zeros([3])',
    ],
    [
      'as a whole shape',
      'tf.placeholder(tf.float32, [None, n])',
      'tf.ones(X.shape) * tf.placeholder(tf.float32, [None, n])',
    ],
  ])('makes no model %s', (_, from, to) => {
    expect(saidOf(program.replace(from, to))).toContainEqual(['loss', '(w - 1)² of one variable w that starts at 0']);
  });
});
