import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { checkText } from '../../helpers/check-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

const said = (rate: string, loss: string): string[] =>
  checkText(
    parser,
    `
import tensorflow as tf
step = tf.train.get_or_create_global_step()
w = tf.Variable(1.0)
grows = tf.train.exponential_decay(1.0, step, 10, 1.5)
train = tf.train.GradientDescentOptimizer(${rate}).minimize(${loss}, global_step=step)
`,
  )
    .findings.filter(({ rule }) => rule === 'growing-decay')
    .map(({ message }) => say(message));

describe('a schedule that grows', () => {
  it('is called the learning rate where an optimizer trains with it, and by its own name where none does', () => {
    const rest = 'grows from 1 to 1.5 in 10 steps: decay_rate is 1.5.';
    expect(said('grows', 'w * w')).toEqual([`The learning rate ${rest}`]);
    expect(said('0.1 * grows', 'w * w')).toEqual([`The learning rate ${rest}`]);
    expect(said('0.1', 'w * w * grows')).toEqual([`exponential_decay ${rest}`]);
    expect(said('0.1', 'w * w')).toEqual([`exponential_decay ${rest}`]);
  });
});
