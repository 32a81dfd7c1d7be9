import { describe, expect, it } from 'vitest';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';
import { trainOnce } from '../../fuzz/train-once';
import { dtype, TensorFlow } from './support/tensorflow';

const parser = await testParser();

describe('the static shape of what is made in the shape of a tensor', () => {
  const tf = new TensorFlow();
  const x = tf.tensor('placeholder', [dtype('float32')], { shape: [null, 3] });
  const shape = tf.tensor('shape', [x]);
  const n = tf.tensor('getitem', [shape, 0]);
  const width = tf.tensor('getitem', [shape, 1]);
  const unknown = tf.tensor('placeholder', [dtype('int32')], { shape: [] });
  const stacked = tf.tensor('stack', [[n, 3]]);
  const shapes: readonly (readonly [string, readonly unknown[], readonly (number | null)[] | null])[] = [
    ['a shape', [shape], [null, 3]],
    ['a list of lengths', [[n, 3]], [null, 3]],
    ['a list of lengths of a shape', [[n, width, 2]], [null, 3, 2]],
    ['a stack', [stacked], [null, 3]],
    ['a length that is fed', [[unknown, 5]], [null, 5]],
    ['a joint of shapes', [tf.tensor('concat', [[shape, [4]], 0])], [null, 3, 4]],
    ['a cast', [tf.tensor('cast', [tf.tensor('cast', [shape, dtype('int64')]), dtype('int32')])], [null, 3]],
    ['computed lengths', [tf.tensor('multiply', [shape, 2])], [null, null]],
    ['numbers', [[2, 3]], [2, 3]],
  ];

  it.each(shapes)('%s', (_, given, expected) => {
    expect(tf.tensor('fill', [...given, 2.5] as never).shape).toEqual(expected);
    expect(tf.tensor('zeros', given as never).shape).toEqual(expected);
    expect(tf.tensor('random_normal', given as never).shape).toEqual(expected);
    expect(tf.tensor('reshape', [x, ...given] as never).shape).toEqual(expected);
  });
});

it.each([
  'tf.fill([n, 3], 0.5)',
  'tf.fill(tf.stack([n, 3]), 0.5)',
  'tf.fill(tf.shape(x), 0.5)',
  'tf.ones([n, 3]) * 0.5',
])('a layer behind %s is built, compiled, and as on the kernels for batches of two sizes', (noise) => {
  const plan = planOf(
    parser,
    `import tensorflow as tf
import numpy as np
x = tf.placeholder(tf.float32, [None, 3])
n = tf.shape(x)[0]
h = tf.layers.dense(x + ${noise}, 4, kernel_initializer=tf.ones_initializer())
h = tf.layers.dense(${noise}, 4, kernel_initializer=tf.ones_initializer()) + h
loss = tf.reduce_mean(tf.square(h - 1.0))
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for i in range(12):
        s.run(train, {x: np.ones((4 if i % 3 == 0 else 2, 3)) * (i + 1)})`,
  );
  const [compiled, kernels] = [trainOnce(plan, true), trainOnce(plan, false)];
  expect(compiled.problem).toBe(null);
  expect(compiled.execution?.kind).toBe('compiled');
  expect(compiled.rows).toEqual(kernels.rows);
});
