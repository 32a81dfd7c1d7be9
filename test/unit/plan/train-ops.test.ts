import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { readPlans } from '../../../src/plan/read-plans';
import { trainOpsOf, withoutOwn } from '../../../src/plan/train-ops';
import { interpreted } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

const head = `import tensorflow as tf
w = tf.Variable(1.0)
v = tf.Variable(1.0)
optimizer = tf.train.GradientDescentOptimizer(0.1)
d_train = optimizer.minimize(tf.square(w - 3.0), var_list=[w])
g_train = optimizer.minimize(tf.square(v - w), var_list=[v])
never = optimizer.minimize(tf.square(v), var_list=[v])
sess = tf.Session()
sess.run(tf.global_variables_initializer())
`;

/** The train ops as the page has them, with the one of a line shown. */
function trainOps(loop: string, line = 5, start = head) {
  const plans = readPlans('train.py', interpreted(parser, start + loop));
  const shown = plans.find(({ call }) => call.line === line);
  if (shown === undefined) throw new Error('no plan on that line');
  const found = trainOpsOf(plans, shown);
  return found && { ...found, ops: found.ops.map(({ label, location, times }) => [say(label), location.line, times]) };
}

describe('the train ops of a program', () => {
  it('are told in the order in which session runs execute them', () => {
    const turns = 'for i in range(40):\n    for j in range(5):\n        sess.run(d_train)\n    sess.run(g_train)\n';
    const found = trainOps(turns);
    expect(found?.ops).toEqual([
      ['d_train', 5, 200],
      ['g_train', 6, 40],
    ]);
    expect([found?.shown, found?.runs]).toEqual([0, 240]);
    expect(found?.order.slice(0, 12).flat().join('')).toBe('000001000001');
    expect(found?.order).toHaveLength(120);
    expect(trainOps(turns, 6)?.shown).toBe(1);
  });

  it('are both executed by a run that fetches both, or a group of them', () => {
    const both = 'for i in range(3):\n    sess.run([d_train, g_train])\n';
    expect(trainOps(both)).toMatchObject({
      runs: 3,
      order: [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
    });
    const group = 'both = tf.group(d_train, g_train)\nfor i in range(2):\n    sess.run(both)\nsess.run(g_train)\n';
    expect(trainOps(group)).toMatchObject({ runs: 3, order: [[0, 1], [0, 1], [1]] });
  });

  it('are told where a model stands in for the program’s, too, and each by its own name', () => {
    const start = head
      .replace('import tensorflow as tf\n', 'import tensorflow as tf\nfrom photos import pictures\n')
      .replace('tf.square(w - 3.0)', 'tf.square(w - pictures())')
      .replace('tf.square(v - w)', 'tf.square(v - pictures())');
    const turns = 'for i in range(40):\n    for j in range(5):\n        sess.run(d_train)\n    sess.run(g_train)\n';
    const plans = readPlans('train.py', interpreted(parser, start + turns));
    expect(plans.slice(0, 2).map(({ own }) => own !== undefined)).toEqual([true, true]);
    expect(plans.map(withoutOwn).every(({ own }) => own === undefined)).toBe(true);
    for (const [index, line] of [6, 7].entries()) {
      const found = trainOps(turns, line, start);
      expect(found?.ops).toEqual([
        ['d_train', 6, 200],
        ['g_train', 7, 40],
      ]);
      expect([found?.shown, found?.runs]).toEqual([index, 240]);
      expect(found?.order.slice(0, 12).flat().join('')).toBe('000001000001');
    }
  });

  it('are one after the other where the program trains in parts', () => {
    const parts = 'for i in range(2):\n    sess.run(d_train)\nfor i in range(3):\n    sess.run(g_train)\n';
    for (const line of [5, 6]) expect(trainOps(parts, line)?.order).toEqual([[0], [0], [1], [1], [1]]);
  });

  it('are none where the program runs one alone, or the op that is shown is not run', () => {
    const one = 'for i in range(3):\n    sess.run(d_train)\n';
    expect(trainOps(one)).toBeNull();
    expect(trainOps('for i in range(3):\n    sess.run(d_train)\n    sess.run(g_train)\n', 7)).toBeNull();
  });

  it('are called by what makes them where the program has no name for them', () => {
    const ops = head.replace('d_train = ', 'ops = [').replace('var_list=[w])', 'var_list=[w])]');
    const found = trainOps('for i in range(2):\n    sess.run(ops[0])\n    sess.run(g_train)\n', 5, ops);
    expect(found?.ops.map(([name]) => name)).toEqual(['minimize()', 'g_train']);
  });
});
