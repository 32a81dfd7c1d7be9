import { describe, expect, it } from 'vitest';
import { batchProgram } from '../../fuzz/batch-programs';
import { type TrainedOnce, trainOnce } from '../../fuzz/train-once';
import { plansOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// Batches of several shapes: a program is compiled for each, and trains bit for bit as TensorFlow.js's kernels do.

const parser = await testParser();

function bothWays(text: string, line: number | null = null): { compiled: TrainedOnce; kernels: TrainedOnce } {
  const plan = plansOf(parser, text).find(({ call }) => line === null || call.line === line);
  if (plan === undefined) throw new Error('the program has no plan');
  expect(plan.unresolved).toEqual([]);
  return { compiled: trainOnce(plan, true), kernels: trainOnce(plan, false) };
}

/** A layer, trained on what `loop` feeds for `p`. */
const layer = (loop: string): string => `import tensorflow as tf
import numpy as np
X = np.arange(40, dtype=np.float32).reshape(20, 2) / 40
p = tf.placeholder(tf.float32, [None, 2])
w = tf.Variable(tf.ones([2, 1]))
loss = tf.reduce_sum(tf.square(tf.matmul(p, w) - 1.0))
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
${loop.replace(/^/gm, '    ')}
`;

const orders: Readonly<Record<string, string>> = {
  'a smaller last batch':
    'for epoch in range(6):\n    for i in range(0, 12, 8):\n        s.run(train, {p: X[i:i + 8]})',
  'batches that shrink': 'for epoch in range(6):\n    for k in range(4):\n        s.run(train, {p: X[k * 5:]})',
  'one row, then all': 'for n in [1, 20] * 8:\n    s.run(train, {p: X[:n]})',
  'an empty batch between others': 'for n in [8, 0, 3] * 7:\n    s.run(train, {p: X[:n]})',
  'a batch that is always empty': 'for n in range(9):\n    s.run(train, {p: X[:0]})',
  'six sizes, back and forth': 'for n in [1, 2, 3, 4, 5, 6, 5, 4, 3, 2] * 6:\n    s.run(train, {p: X[:n]})',
  'a size that is new each time, twice': 'for n in list(range(1, 21)) * 6:\n    s.run(train, {p: X[:n]})',
};

describe('a step that is fed', () => {
  it.each(Object.entries(orders))('%s is compiled', (_order, loop) => {
    const { compiled, kernels } = bothWays(layer(loop));
    expect(compiled.execution).toEqual({ kind: 'compiled', usesSimd: false });
    expect(compiled).toEqual({ ...kernels, execution: compiled.execution });
    expect(kernels.problem).toBeNull();
  });
});

describe('a random program over random batches', () => {
  it.each(Array.from({ length: 40 }, (_, index) => index + 1))('of seed %i is compiled for all shapes', (seed) => {
    const { text, line } = batchProgram(seed);
    const { compiled, kernels } = bothWays(text, line);
    expect(compiled.execution).toEqual({ kind: 'compiled', usesSimd: false });
    expect(compiled).toEqual({ ...kernels, execution: compiled.execution });
    expect(kernels.rows.length).toBeGreaterThan(0);
  });
});
