import { describe, expect, it } from 'vitest';
import { applyFixes } from '../../../src/lint/apply-fixes';
import { fixInRounds } from '../../../src/lint/fix-rounds';
import { fixWorsens } from '../../fuzz/fix-worsens';
import { stepProgram } from '../../fuzz/step-programs';
import { checkText } from '../../helpers/check-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();
const check = (text: string) => checkText(parser, text);
const fixAll = (text: string, findings: Parameters<typeof applyFixes>[1]) => applyFixes(text, findings, true);

describe('the fixes of a program', () => {
  it('of which two together would count twice are applied one after the other', () => {
    const text = `import tensorflow as tf
step, other = tf.Variable(0, trainable=False), tf.Variable(0, trainable=False)
w = tf.Variable([1.0, 2.0])
rate = tf.train.exponential_decay(0.1, step, 20, 0.5)
first = tf.train.MomentumOptimizer(rate, 0.9).minimize(tf.nn.l2_loss(w), global_step=other)
second = tf.train.AdamOptimizer(rate).minimize(tf.nn.l2_loss(w))
with tf.Session() as sess:
    for i in range(40):
        sess.run([first, second])
`;
    const rules = (fixed: string) => check(fixed).findings.map(({ rule }) => rule);
    expect(rules(text)).toEqual(['other-global-step', 'minimize-without-global-step']);
    expect(rules(fixAll(text, check(text).findings).text)).toEqual(['global-step-counted-twice']);
    const { text: fixed, applied, report } = fixInRounds(text, { check, fix: fixAll });
    expect([applied, report.findings]).toEqual([1, []]);
    expect(fixed).toBe(text.replace('global_step=other', 'global_step=step'));
  });

  it.each([false, true])(
    'of the parts that decide how a step is counted make nothing worse (unsafe ones: %s)',
    (unsafe) => {
      const seeds = Array.from({ length: 120 }, (_, index) => index + 1);
      expect(seeds.flatMap((seed) => fixWorsens(parser, stepProgram(seed), unsafe) ?? [])).toEqual([]);
      // Many of them have something to fix.
      const fixable = seeds.filter((seed) => check(stepProgram(seed)).findings.some(({ fixes }) => fixes.length > 0));
      expect(fixable.length).toBeGreaterThan(60);
    },
  );
});
