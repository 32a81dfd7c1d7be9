import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../helpers/chinese';
import { interpret } from '../../../src/interpret/interpret';
import { readSchedules, type WrittenSchedule } from '../../../src/plan/read-schedules';
import { SourceText } from '../../../src/python/source-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

function read(text: string): WrittenSchedule[] {
  return readSchedules('train.py', interpret(parser.parse(text), new SourceText('train.py', text)));
}

const program = (rate: string, optimizer = 'GradientDescentOptimizer(rate)'): string => `
import tensorflow as tf
step = tf.train.get_or_create_global_step()
base, per_epoch = 0.05, 60000 // 64
w = tf.Variable(1.0)
rate = ${rate}
train = tf.train.${optimizer}.minimize(w * w, global_step=step)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(1000):
        sess.run(train)
`;

describe('readSchedules', () => {
  it('reads the article’s program: schedule, optimizer and length', () => {
    expect(read(readFileSync('media/samples/without_global_step.py', 'utf8'))).toMatchObject([
      {
        name: 'exponential_decay',
        range: { line: 7, column: 17 },
        schedule: {
          kind: 'exponential_decay',
          learningRate: 0.1,
          decaySteps: 10,
          decayRate: 2,
          staircase: false,
        },
        why: null,
        optimizer: { name: 'GradientDescentOptimizer', settings: {} },
        steps: 10,
      },
    ]);
  });

  it.each([
    [
      'tf.train.exponential_decay(base * 2, step, 2 * per_epoch, 0.95, staircase=True)',
      { kind: 'exponential_decay', learningRate: 0.1, decaySteps: 1874, decayRate: 0.95, staircase: true },
    ],
    [
      'tf.train.polynomial_decay(0.1, step, 500, power=0.5, cycle=True)',
      {
        kind: 'polynomial_decay',
        learningRate: 0.1,
        decaySteps: 500,
        endLearningRate: 0.0001,
        power: 0.5,
        cycle: true,
      },
    ],
    [
      'tf.train.piecewise_constant(step, [100, 2 * 100], [0.1, 0.01, 0.001])',
      { kind: 'piecewise_constant', boundaries: [100, 200], values: [0.1, 0.01, 0.001] },
    ],
    [
      'tf.train.piecewise_constant_decay(step, boundaries=[100], values=[base, base / 10])',
      { kind: 'piecewise_constant', boundaries: [100], values: [0.05, 0.005] },
    ],
    [
      'tf.train.cosine_decay_restarts(0.1, step, 100, m_mul=0.9)',
      { kind: 'cosine_decay_restarts', learningRate: 0.1, firstDecaySteps: 100, tMul: 2, mMul: 0.9, alpha: 0 },
    ],
    [
      'tf.train.noisy_linear_cosine_decay(0.1, step, 100, 0.5, 0.6, 1.5)',
      {
        kind: 'noisy_linear_cosine_decay',
        decaySteps: 100,
        initialVariance: 0.5,
        varianceDecay: 0.6,
        numPeriods: 1.5,
        alpha: 0,
        beta: 0.001,
      },
    ],
    [
      'tf.train.linear_cosine_decay(0.1, step, 100, 1.5, beta=0.0)',
      { kind: 'linear_cosine_decay', decaySteps: 100, numPeriods: 1.5, alpha: 0, beta: 0 },
    ],
  ])('reads %s', (rate, schedule) => {
    expect(read(program(rate))).toMatchObject([{ schedule, why: null, steps: 1000 }]);
  });

  it('reads Keras’s classes by the same numbers', () => {
    const text =
      'import tensorflow as tf\nrate = tf.keras.optimizers.schedules.PolynomialDecay(0.1, 500, power=2.0)\n' +
      'other = tf.keras.optimizers.schedules.PiecewiseConstantDecay([10], [1.0, 0.1])\n';
    expect(read(text)).toMatchObject([
      { name: 'PolynomialDecay', schedule: { kind: 'polynomial_decay', decaySteps: 500, power: 2 }, steps: null },
      { name: 'PiecewiseConstantDecay', schedule: { kind: 'piecewise_constant', boundaries: [10], values: [1, 0.1] } },
    ]);
  });

  it('reads the optimizer’s own numbers, by place and by name', () => {
    const rate = 'tf.train.cosine_decay(0.1, step, 1000)';
    const optimizer = (text: string): unknown => read(program(rate, text))[0]?.optimizer;
    expect(optimizer('MomentumOptimizer(rate, 0.8, use_nesterov=True)')).toEqual({
      name: 'MomentumOptimizer',
      settings: { momentum: 0.8, use_nesterov: true },
    });
    expect(optimizer('RMSPropOptimizer(rate, 0.99, epsilon=1e-6)')).toEqual({
      name: 'RMSPropOptimizer',
      settings: { decay: 0.99, epsilon: 1e-6 },
    });
  });

  it('says which argument is not known', () => {
    const unknown =
      'import tensorflow as tf\nimport settings\n' +
      'rate = tf.train.exponential_decay(0.1, tf.train.get_global_step(), settings.steps, 0.9)\n';
    expect(inEnglish(read(unknown))).toMatchObject([
      { schedule: null, why: expect.stringContaining('decay_steps') as string },
    ]);
  });
});
