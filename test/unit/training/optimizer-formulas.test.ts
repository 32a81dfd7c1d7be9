import { describe, expect, it } from 'vitest';
import { pairOf } from '../../../src/plan/counterpart';
import type { TracedEquation, TracedUpdate } from '../../../src/protocol/step-trace';
import { StepReplay } from '../../../src/training/step-trace';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// The optimizers' equations with the numbers of one element: read back as arithmetic, each comes to what the variable or the slot really is.

const parser = await testParser();

const optimizers: Readonly<Record<string, string>> = {
  GradientDescent: 'tf.train.GradientDescentOptimizer(rate)',
  Momentum: 'tf.train.MomentumOptimizer(rate, 0.9)',
  Nesterov: 'tf.train.MomentumOptimizer(rate, 0.9, use_nesterov=True)',
  Adagrad: 'tf.train.AdagradOptimizer(rate)',
  AdagradDA: 'tf.train.AdagradDAOptimizer(rate, step, l1_regularization_strength=0.01)',
  Adadelta: 'tf.train.AdadeltaOptimizer(rate)',
  RMSProp: 'tf.train.RMSPropOptimizer(rate, momentum=0.5)',
  'centered RMSProp': 'tf.train.RMSPropOptimizer(rate, momentum=0.5, centered=True)',
  Adam: 'tf.train.AdamOptimizer(rate)',
  Ftrl: 'tf.train.FtrlOptimizer(rate, l1_regularization_strength=0.01, l2_regularization_strength=0.02)',
  'Ftrl with another power': 'tf.train.FtrlOptimizer(rate, learning_rate_power=-0.7)',
  ProximalGradientDescent: 'tf.train.ProximalGradientDescentOptimizer(rate, l1_regularization_strength=0.1)',
  ProximalAdagrad: 'tf.train.ProximalAdagradOptimizer(rate, l2_regularization_strength=0.1)',
};

const program = (optimizer: string, variables = 'w = tf.Variable(-2.0)\nloss = tf.square(w - 3.0)'): string => `
import tensorflow as tf
${variables}
step = tf.train.get_or_create_global_step()
rate = tf.train.exponential_decay(0.1, step, 10, 0.5)
train = ${optimizer}.minimize(loss, global_step=step)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(4):
        sess.run(train)
`;

/** The updates of each of the first three steps. */
function updatesOf(text: string): (readonly TracedUpdate[])[] {
  const replay = new StepReplay(pairOf(planOf(parser, text))[0]);
  const traces = [1, 2, 3].map(() => replay.trace().updates);
  replay.dispose();
  return traces;
}

/** What an equation's numbers come to, by JavaScript's own arithmetic. */
function computed({ numbers }: TracedEquation): number {
  let isOpen = false;
  const code = numbers
    .map((piece) => (typeof piece === 'number' ? `(${piece})` : piece))
    .join('')
    .replace(/\|/g, () => ((isOpen = !isOpen) ? 'Math.abs(' : ')'))
    .replaceAll('−', '-')
    .replaceAll('×', '*')
    .replaceAll('√', 'Math.sqrt')
    .replaceAll('²', '**2')
    .replaceAll('^', '**')
    .replace(/\b(sign|max)\(/g, 'Math.$1(');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- an equation's own arithmetic, made by the code under test
  return (new Function(`return ${code}`) as () => number)();
}

describe('an optimizer’s formula', () => {
  it.each(Object.entries(optimizers))('%s: each equation comes to what there really is', (_, optimizer) => {
    for (const [update] of updatesOf(program(optimizer))) {
      const equations = update?.formula?.equations ?? [];
      expect(equations.at(-1)).toMatchObject({ slot: null, result: update?.after.values[0] });
      for (const equation of equations) {
        const slack = 2e-5 * Math.max(1, Math.abs(equation.result));
        expect(Math.abs(computed(equation) - equation.result), JSON.stringify(equation)).toBeLessThan(slack);
      }
    }
  });

  it('names what TensorFlow names so, and tells a new value by its prime', () => {
    const symbols = (optimizer: string): string[] =>
      (updatesOf(program(optimizer))[0]?.[0]?.formula?.equations ?? []).map(
        ({ slot, symbols: right }) => `${slot ?? 'w'}′ = ${right}`,
      );
    expect(symbols('tf.train.AdamOptimizer(rate)')).toEqual([
      'm′ = m + (g − m) × (1 − beta1)',
      'v′ = v + (g² − v) × (1 − beta2)',
      'w′ = w − m′ × learning_rate × √(1 − beta2_power) / (1 − beta1_power) / (√v′ + epsilon)',
    ]);
    expect(symbols('tf.train.MomentumOptimizer(rate, 0.9)')).toEqual([
      'momentum′ = momentum × momentum + g',
      'w′ = w − learning_rate × momentum′',
    ]);
    expect(symbols('tf.train.AdagradOptimizer(rate)')).toEqual([
      'accumulator′ = accumulator + g²',
      'w′ = w − g × learning_rate / √accumulator′',
    ]);
    expect(symbols('tf.train.GradientDescentOptimizer(rate)')).toEqual(['w′ = w − learning_rate × g']);
  });

  it('is that of the first element with a gradient, of one variable', () => {
    const variables = `a = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
b = tf.Variable(5.0)
loss = tf.square(a[1, 0]) + tf.square(b)`;
    const [updates = []] = updatesOf(program('tf.train.AdamOptimizer(rate)', variables));
    expect(updates.map(({ variable, formula }) => [variable, formula?.element ?? null])).toEqual([
      ['a', [1, 0]],
      ['b', null],
    ]);
    expect(updates[0]?.formula?.equations[0]?.numbers).toContain(6);
    expect(updates[0]?.formula?.equations.at(-1)?.result).toBe(updates[0]?.after.values[2]);
  });

  it('is one for each scalar where there are no slots', () => {
    const variables = 'a = tf.Variable(1.0)\nb = tf.Variable(2.0)\nloss = tf.square(a) + tf.square(b)';
    const [updates = []] = updatesOf(program('tf.train.GradientDescentOptimizer(rate)', variables));
    expect(updates.map(({ formula }) => formula?.element)).toEqual([[], []]);
  });

  it('is not told where the run itself writes the rate before the update', () => {
    const [[update] = []] = updatesOf(`
import tensorflow as tf
w = tf.Variable(-2.0)
rate = tf.Variable(0.5, trainable=False)
step = tf.train.get_or_create_global_step()
optimizer = tf.train.GradientDescentOptimizer(rate)
pairs = optimizer.compute_gradients(tf.square(w - 3.0))
with tf.control_dependencies([tf.assign(rate, 0.25)]):
    train = optimizer.apply_gradients(pairs, global_step=step)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(4):
        sess.run(train)
`);
    expect(update).toMatchObject({ before: { values: [-2] }, after: { values: [0.5] }, formula: null });
  });

  it('sums what a gradient of some rows has for one of them twice', () => {
    const variables = `table = tf.Variable([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
loss = tf.reduce_sum(tf.square(tf.gather(table, [2, 0, 2])))`;
    for (const [update] of updatesOf(program('tf.train.AdagradOptimizer(rate)', variables))) {
      const [accumulator, variable] = update?.formula?.equations ?? [];
      if (accumulator === undefined || variable === undefined) throw new Error('there is no formula');
      expect(update?.operation).toBe('SparseApplyAdagrad');
      expect(update?.formula?.element).toEqual([2, 0]);
      expect(variable.result).toBe(update?.after.values[4]);
      for (const equation of [accumulator, variable]) expect(computed(equation)).toBeCloseTo(equation.result, 3);
    }
  });
});
