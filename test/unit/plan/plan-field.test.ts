import { describe, expect, it } from 'vitest';
import { interpret } from '../../../src/interpret/interpret';
import { readPlans } from '../../../src/plan/read-plans';
import type { PlanOverrides, TrainingPlan } from '../../../src/plan/training-plan';
import { SourceText } from '../../../src/python/source-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();
const text = `import tensorflow as tf
from elsewhere import rate, steps, decay_steps, stairs
step = tf.train.create_global_step()
w = tf.Variable(1.0)
lr = tf.train.exponential_decay(rate, step, decay_steps, 0.5, staircase=stairs)
op = tf.train.GradientDescentOptimizer(lr).minimize(tf.square(w), step)
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for _ in range(steps):
        session.run(op)
`;

function read(overrides: PlanOverrides): TrainingPlan {
  const [made] = readPlans('p.py', interpret(parser.parse(text), new SourceText('p.py', text)), overrides);
  if (made === undefined) throw new Error('no plan');
  return made;
}

describe('a value that a user has set', () => {
  const plain = read({});
  const fields = plain.unresolved.flatMap(({ field }) => (field === undefined ? [] : [field]));

  it('can be set for the rate, the length, the decay and the iterations of this program', () => {
    expect(fields.map(({ kind }) => kind).sort()).toEqual(['choice', 'int', 'int', 'number']);
  });

  it.each(fields.map((field) => [field.id, field] as const))(
    'is used within the range of %s, and never beyond it',
    (id, field) => {
      const taken = field.kind === 'choice' ? 1 : 7;
      const set = read({ [id]: taken }).unresolved.find((one) => one.field?.id === id)?.field;
      expect([set?.value, set?.isSet]).toEqual([taken, true]);
      expect(field.isSet).toBeUndefined();
      for (const beyond of [Number.NaN, Infinity, -Infinity, 1e308, -1, ...(field.kind === 'number' ? [] : [0.5])])
        expect(read({ [id]: beyond }), String(beyond)).toEqual(plain);
    },
  );
});
