import { caseOf } from '../../../src/plan/case-of';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PlanTrainee } from '../../../src/training/plan-trainee';
import { RowRecorder } from '../../../src/training/row-recorder';
import { Variable } from '../../../src/tf1/variable';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// Every form of an index, from the text of a program to the compiled step: what is taken, and the gradient that flows back. The
// expected numbers are NumPy's own (test/data/tensor-slices.py).

interface Case {
  readonly form: string;
  readonly shape: readonly number[];
  readonly value: readonly number[];
  readonly gradient: readonly number[];
}

const { shape, cases } = JSON.parse(readFileSync('test/data/tensor-slices.json', 'utf8')) as {
  readonly shape: readonly number[];
  readonly cases: readonly Case[];
};
const parser = await testParser();

/**
 * The losses before each of the steps, the variable after them, and whether the steps were compiled. The loss is the sum of what is
 * taken, weighted 1, 2, 3, …: each step at a rate of 1 takes NumPy's gradient from the variable.
 */
function trained(form: string, fed: string, steps: number) {
  const program = `import numpy as np
import tensorflow as tf
i = tf.placeholder(tf.int32, [])
x = tf.Variable(np.arange(1, 25, dtype=np.float32).reshape(${JSON.stringify(shape)}))
taken = ${form}
weights = tf.reshape(tf.range(1.0, 1.0 + tf.cast(tf.size(taken), tf.float32)), tf.shape(taken))
loss = tf.reduce_sum(taken * weights)
train = tf.train.GradientDescentOptimizer(1.0).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(${steps}):
        sess.run(train, {i: ${fed}})
`;
  const plan = planOf(parser, program);
  expect(plan.unresolved).toEqual([]);
  const trainee = new PlanTrainee({ id: 'r', variant: 'as-written', label: '', plan, case: caseOf(plan) });
  const rows = new RowRecorder(trainee.columns.length);
  expect(trainee.advance(rows, steps)).toBeNull();
  const { built, session } = trainee.inside;
  const call = plan.calls.find(({ name }) => name === 'Variable');
  const made = call === undefined ? null : built.resultOf({ kind: 'call', id: call.id });
  const variable = made?.kind === 'object' && made.value instanceof Variable ? made.value : null;
  const [after] = variable === null ? [] : session.run([variable]);
  const losses = Array.from({ length: steps }, (_, at) => rows.columns[3 * rows.capacity + at] ?? Number.NaN);
  return { losses, variable: [...(after?.data ?? [])], isCompiled: trainee.execution?.kind === 'compiled' };
}

/** The same by hand: the loss falls by the sum of the squared gradient with each step. */
function expected({ value, gradient }: Case, steps: number) {
  const first = value.reduce((sum, taken, at) => sum + taken * (at + 1), 0);
  const slope = gradient.reduce((sum, element) => sum + element * element, 0);
  return {
    losses: Array.from({ length: steps }, (_, step) => first - step * slope),
    variable: gradient.map((element, at) => at + 1 - steps * element),
  };
}

describe('an index of a tensor', () => {
  it.each(cases.map((each) => [each.form, each] as const))('%s takes what NumPy takes', (form, wanted) => {
    const { isCompiled, ...found } = trained(form, '0', 4);
    expect(found).toEqual(expected(wanted, 4));
    // Nothing is gained by compiling a step on no elements.
    expect(isCompiled).toBe(true);
  });

  it.each([
    ['x[i]', '2', 'x[2]'],
    ['x[i]', '-1', 'x[-1]'],
    ['x[0, i]', '1', 'x[0,1]'],
    ['x[:, i]', '-1', 'x[:,-1]'],
    ['x[..., i]', '1', 'x[...,1]'],
    ['x[:i]', '2', 'x[:2]'],
    ['x[i:]', '1', 'x[1:]'],
    ['x[i:]', '-2', 'x[-2:]'],
    ['x[1:i + 2]', '1', 'x[1:3]'],
    ['x[::i]', '-1', 'x[::-1]'],
    ['x[::i + 1]', '1', 'x[::2]'],
    ['x[i:3, None]', '1', 'x[1:3,None]'],
    ['x[1:3, i, :]', '0', 'x[1:3,0]'],
    ['x[:tf.shape(x)[0] // 2]', '0', 'x[:2]'],
    ['x[tf.constant(1):tf.constant(3)]', '0', 'x[1:3]'],
  ])('%s with i = %s is %s', (form, fed, same) => {
    const wanted = cases.find((each) => each.form === same);
    expect(wanted).toBeDefined();
    const { losses, variable } = trained(form, fed, 3);
    if (wanted !== undefined) expect({ losses, variable }).toEqual(expected(wanted, 3));
  });

  it('is a tensor’s row to Momentum too: the velocity of all rows goes on', () => {
    const program = (index: string): string => `import tensorflow as tf
i = tf.placeholder(tf.int32, [])
x = tf.Variable([1.0, 2.0, 3.0])
train = tf.train.MomentumOptimizer(0.5, 0.5).minimize(tf.square(x[${index}]))
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for k in [0, 1]:
    sess.run(train, {i: k})
`;
    const losses = ['i', 'i + 0'].map((index) => {
      const plan = planOf(parser, program(index));
      const trainee = new PlanTrainee({ id: 'r', variant: 'as-written', label: '', plan, case: caseOf(plan) });
      trainee.advance(new RowRecorder(trainee.columns.length), 2);
      const { built, session } = trainee.inside;
      const made = built.resultOf({ kind: 'call', id: 1 });
      return made.kind === 'object' && made.value instanceof Variable
        ? [...(session.run([made.value])[0]?.data ?? [])]
        : [];
    });
    // x0: 1 - 0.5 * 2 = 0, then the velocity of 2 halves: 0 - 0.5 * 1. x1: 2 - 0.5 * 4.
    expect(losses).toEqual([
      [-0.5, 0, 3],
      [-0.5, 0, 3],
    ]);
  });
});
