import { expect, test } from 'vitest';
import { globalStep } from '../../../src/tf1/global-step';
import type { Session } from '../../../src/tf1/session';
import { array, dtype, float, numberOf, TensorFlow, value } from './support/tensorflow';
import type { Tensor } from '../../../src/tf1/graph';
import type { Variable } from '../../../src/tf1/variable';

// The two tables that the article prints: rate and step, read in calls of their own after each of ten runs.
const printedRates = [0.107177, 0.11487, 0.123114, 0.131951, 0.141421, 0.151572, 0.16245, 0.17411, 0.186607, 0.2];
const line = Array.from({ length: 10 }, (_, index) => [1 + index / 9]);

interface Program {
  readonly session: Session;
  readonly rate: Tensor;
  readonly step: Variable;
  readonly train: () => void;
}

function program(passesGlobalStep: boolean): Program {
  const tf = new TensorFlow();
  const x = tf.tensor('placeholder', [dtype('float32')], { shape: [null, 1], name: 'x' });
  const y = tf.tensor('placeholder', [dtype('float32')], { shape: [null, 1], name: 'y' });
  const w = tf.variable(tf.call('constant', [float(0)]));
  const step = tf.variable(0, { trainable: false });
  const rate = tf.tensor('train.exponential_decay', [0.1, step, 10, 2], { staircase: false });
  const loss = tf.tensor('pow', [tf.call('subtract', [tf.call('multiply', [w, x]), y]), 2]);
  const optimizer = tf.call('train.GradientDescentOptimizer', [rate]);
  const train = tf.operation('Optimizer.minimize', [optimizer, loss], passesGlobalStep ? { global_step: step } : {});
  const session = tf.session();
  const feeds = new Map([
    [x, value(line)],
    [y, value(line)],
  ]);
  return { session, rate, step, train: () => void session.run([train], feeds) };
}

test('with the step the rate follows it', () => {
  const { session, rate, step, train } = program(true);
  printedRates.forEach((printed, index) => {
    train();
    expect(Number(numberOf(session, rate).toPrecision(6))).toBe(printed);
    expect(globalStep(session, step)).toBe(index + 1);
  });
});

test('without the step the rate stays, and so does the step', () => {
  const { session, rate, step, train } = program(false);
  for (let run = 0; run < 10; run++) {
    train();
    expect(numberOf(session, rate)).toBe(Math.fround(0.1));
    expect(globalStep(session, step)).toBe(0);
  }
});

test('a run prepared once steps like a run made each time', () => {
  const tf = new TensorFlow();
  const w = tf.variable(array([1, 2]));
  const step = tf.variable(0, { trainable: false });
  const loss = tf.tensor('reduce_sum', [tf.call('square', [w])]);
  const rate = tf.tensor('train.exponential_decay', [0.1, step, 10, 2]);
  const train = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [rate]), loss, step]);
  const [one, other] = [tf.session(), tf.session()];
  const prepared = other.prepare([train, loss, rate]);
  for (let run = 0; run < 10; run++) {
    const [, lossValue, rateValue] = one.run([train, loss, rate]);
    prepared.step();
    expect([...prepared.scalars]).toEqual([Number.NaN, lossValue?.data[0], rateValue?.data[0]]);
  }
  expect(numberOf(one, step)).toBe(10);
  expect(numberOf(other, step)).toBe(10);
});
