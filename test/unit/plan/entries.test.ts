import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../helpers/chinese';
import { say } from '../../../src/base/message';
import { interpret } from '../../../src/interpret/interpret';
import { readPlans } from '../../../src/plan/read-plans';
import type { PlanOverrides, TrainingPlan } from '../../../src/plan/training-plan';
import { SourceText } from '../../../src/python/source-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

function plan(text: string, overrides: PlanOverrides = {}): TrainingPlan {
  const [made] = readPlans('p.py', interpret(parser.parse(text), new SourceText('p.py', text)), overrides);
  if (made === undefined) throw new Error('no plan');
  return made;
}

/** The source text that each entry points at. */
function places(text: string): Record<string, string> {
  return Object.fromEntries(
    plan(text).entries.map(({ label, range }) => [
      say(label),
      range === null ? '' : text.slice(range.start, range.end),
    ]),
  );
}

const model = 'w = tf.Variable(1.0)\nloss = tf.square(w)\n';

describe('entries of a plan', () => {
  it('point at the argument that they come from, by place and by name', () => {
    const text = `import tensorflow as tf
STEPS = 30
step = tf.train.create_global_step()
lr = tf.train.exponential_decay(0.1, step, STEPS // 3, decay_rate=1 - 0.04, staircase=True)
${model}op = tf.train.RMSPropOptimizer(lr, 0.9, momentum=0.5).minimize(loss, step)
`;
    expect(places(text)).toMatchObject({
      learning_rate: '0.1',
      global_step: 'step',
      decay_steps: 'STEPS // 3',
      decay_rate: '1 - 0.04',
      staircase: 'True',
      decay: '0.9',
      momentum: '0.5',
    });
    expect(inEnglish(plan(text).entries)).toContainEqual(
      expect.objectContaining({ label: 'decay_steps', value: '10' }),
    );
    expect(inEnglish(plan(text).entries)).toContainEqual(expect.objectContaining({ label: 'momentum', value: '0.5' }));
  });

  it('point at the argument where a function was prepared with others', () => {
    const text = `import functools
import tensorflow as tf
step = tf.train.create_global_step()
decay = functools.partial(tf.train.polynomial_decay, 0.5)
lr = decay(step, 20, power=2.0)
${model}op = tf.train.GradientDescentOptimizer(lr).minimize(loss, step)
`;
    expect(places(text)).toMatchObject({ decay_steps: '20', power: '2.0' });
  });

  it('point at the call where an argument is unpacked', () => {
    const text = `import tensorflow as tf
step = tf.train.create_global_step()
lr = tf.train.exponential_decay(0.1, step, *[10, 0.5])
${model}op = tf.train.GradientDescentOptimizer(lr).minimize(loss, step)
`;
    expect(places(text)['decay_steps']).toBe('tf.train.exponential_decay(0.1, step, *[10, 0.5])');
  });

  it('point at a constant rate itself', () => {
    const text = `import tensorflow as tf\n${model}op = tf.train.AdamOptimizer(3e-4).minimize(loss)\n`;
    expect(places(text)['learning rate']).toBe('3e-4');
  });
});

describe('fields that are set', () => {
  const text = `import sys
import tensorflow as tf
step = tf.train.create_global_step()
lr = tf.train.exponential_decay(float(sys.stdin.readline()), step, 10, 0.5)
${model}op = tf.train.GradientDescentOptimizer(lr).minimize(loss, step)
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for i in range(int(sys.stdin.readline())): sess.run(op)
`;

  it('stand in the place of what is not known, and change what is run', () => {
    const unset = plan(text);
    const fields = Object.fromEntries(
      unset.unresolved.flatMap(({ what, field }) => (field ? [[say(what), field.id]] : [])),
    );
    const [rate = '', iterations = ''] = [fields['learning rate'], fields['iterations']];
    const set = plan(text, { [rate]: 0.25, [iterations]: 7 });
    expect(set.iterations).toBe(7);
    expect(inEnglish(set.entries)).toContainEqual(expect.objectContaining({ label: 'learning_rate', value: '0.25' }));
    expect(inEnglish(unset.entries)).not.toContainEqual(
      expect.objectContaining({ label: 'learning_rate', value: '0.25' }),
    );
    expect(set.unresolved.map(({ field }) => field?.value)).toEqual(expect.arrayContaining([0.25, 7]));
  });

  it('do nothing where there is no such field', () => {
    expect(plan(text, { 'no such field': 3 })).toEqual(plan(text));
  });
});
