import { say } from '../../../src/base/message';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyFixes } from '../../../src/lint/apply-fixes';
import { checkText } from '../../helpers/check-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

const check = (text: string) => {
  const { calls, findings } = checkText(parser, text);
  // What grows or is trained has rules of its own.
  return { calls, findings: findings.filter(({ severity }) => severity !== 'info') };
};
const without = readFileSync('media/samples/without_global_step.py', 'utf8');
const fixed = readFileSync('media/samples/with_global_step.py', 'utf8');

describe('the article’s program', () => {
  it('is warned without the step, in words that name what depends on it', () => {
    const { calls, findings } = check(without);
    expect(findings).toHaveLength(1);
    expect(findings.map(({ message }) => say(message))[0]).toContain(
      'minimize() is not passed global_steps, which stays 0: the learning rate stays 0.1',
    );
    expect(without.slice(findings[0]?.range.start, findings[0]?.range.end)).toBe('minimize');
    expect(findings[0]?.related.map(({ range }) => range.line)).toEqual([7, 6, 16]);
    expect(calls).toMatchObject([
      {
        call: 'minimize',
        optimizer: 'GradientDescentOptimizer',
        globalStep: null,
        verdict: 'warning',
        range: { line: 9 },
      },
    ]);
  });

  it('is fixed into its other form, byte for byte, which has nothing left to fix', () => {
    const { text, applied } = applyFixes(without, check(without).findings, false);
    expect(applied).toBe(1);
    expect(text).toBe(fixed);
    expect(check(text).findings).toEqual([]);
    expect(check(text).calls).toMatchObject([{ globalStep: 'global_steps', verdict: 'ok' }]);
  });
});

const program = (train: string, imports = 'import tensorflow as tf') => `${imports}
step = tf.Variable(0, trainable=False)
rate = tf.train.exponential_decay(0.1, step, 100, 0.9)
${train}
`;

describe('where the step is passed or not', () => {
  it.each([
    ['bound to a name', 'opt = tf.train.AdamOptimizer(rate)\ntrain = opt.minimize(loss)'],
    ['split over lines', 'train = tf.train.AdamOptimizer(\n    rate\n).minimize(\n    loss,\n    var_list=v,\n)'],
    ['by an explicit None', 'train = tf.train.AdamOptimizer(rate).minimize(loss, None)'],
    ['in a function', 'def f():\n    return tf.train.AdamOptimizer(rate).minimize(loss)'],
    ['by apply_gradients', 'opt = tf.train.AdamOptimizer(rate)\nopt.apply_gradients(grads)'],
    ['with Python 2 around it', 'print "x"\ntrain = tf.train.AdamOptimizer(rate).minimize(loss)\nprint rate'],
    ['with a broken line below', 'train = tf.train.AdamOptimizer(rate).minimize(loss)\nx = = 3'],
  ])('warns: %s', (_, train) => {
    expect(check(program(train)).calls.map(({ verdict }) => verdict)).toEqual(['warning']);
  });

  it.each([
    ['by keyword', 'tf.train.AdamOptimizer(rate).minimize(loss, global_step=step)'],
    ['as the second positional argument', 'tf.train.AdamOptimizer(rate).minimize(loss, step)'],
    ['by hand', 'tf.train.AdamOptimizer(rate).minimize(loss)\ntf.assign_add(step, 1)'],
    ['by its own method', 'tf.train.AdamOptimizer(rate).minimize(loss)\ninc = step.assign_add(1)'],
    ['by feeding', 'tf.train.AdamOptimizer(rate).minimize(loss)\ns.run(t, feed_dict={step: i})'],
    ['perhaps, by a starred argument', 'tf.train.AdamOptimizer(rate).minimize(loss, *args)'],
  ])('does not warn: %s', (_, train) => {
    expect(check(program(train)).findings).toEqual([]);
  });

  it.each([
    'import tensorflow.compat.v1 as tf',
    'from tensorflow.compat import v1 as tf',
    'from tensorflow import train\nimport tensorflow as tf',
  ])('knows %s', (imports) => {
    const train = imports.includes('import train')
      ? 'train.AdamOptimizer(rate).minimize(loss)'
      : 'tf.train.AdamOptimizer(rate).minimize(loss)';
    expect(check(program(train, imports)).calls.map(({ verdict }) => verdict)).toEqual(['warning']);
  });

  it('is neutral where nothing reads a step', () => {
    const { calls, findings } = check('import tensorflow as tf\ntf.train.AdamOptimizer(0.1).minimize(loss)');
    expect(findings).toEqual([]);
    expect(calls).toMatchObject([{ verdict: 'hint', dependents: [] }]);
  });

  it.each([
    ['scipy', 'from scipy.optimize import minimize\nminimize(f, x0)'],
    ['Keras', 'import tensorflow as tf\ntf.keras.optimizers.Adam(0.1).minimize(loss, [v])'],
    ['a comment and a string', '# opt.minimize(loss)\nx = "tf.train.AdamOptimizer(0.1).minimize(loss)"'],
    ['an unknown object', 'solver.minimize(loss)'],
    ['a name bound by way of itself', 'a = a.b\na.minimize(loss)'],
  ])('shows nothing on %s', (_, text) => {
    expect(check(text)).toEqual({ calls: [], findings: [] });
  });
});
