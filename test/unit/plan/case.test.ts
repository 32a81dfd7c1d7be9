import { describe, expect, it } from 'vitest';
import { argumentNamed } from '../../../src/frameworks/tensorflow1/recorded';
import { caseOf } from '../../../src/plan/case-of';
import { pairOf } from '../../../src/plan/counterpart';
import { runsIn } from '../../../src/plan/plan-steps';
import type { TrainingPlan } from '../../../src/plan/training-plan';
import { planOf, plansOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** A program that trains ten times; `step` makes what `rate` reads, `passed` is minimize's further argument. */
function program(step: string, rate: string, passed: string, run = 'train', feeds = ''): string {
  return `import tensorflow.compat.v1 as tf
w = tf.Variable(1.0)
${step}
rate = ${rate}
loss = tf.square(w - 3.0)
train = tf.train.GradientDescentOptimizer(rate).minimize(loss${passed})
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for i in range(10):
    sess.run(${run}${feeds})
`;
}

const variable = 'step = tf.Variable(0, trainable=False)';
const decay = 'tf.train.exponential_decay(0.1, step, 10, 2.0)';
const passed = ', global_step=step';

const cases: readonly (readonly [kind: string, text: string, movers: readonly string[]])[] = [
  ['missing', program(variable, decay, ''), []],
  ['passed', program(variable, decay, passed), ['train-op 1']],
  [
    'counted-twice',
    program(`${variable}\nup = tf.assign_add(step, 1)`, decay, passed, '[train, up]'),
    ['assignment 1', 'train-op 1'],
  ],
  [
    'counted-twice',
    program(variable, decay, `${passed}).op\ntrain = tf.group(train, step.assign_add(1)`),
    ['train-op 1', 'assignment 1'],
  ],
  [
    'counted-elsewhere',
    program(`${variable}\nup = tf.assign(step, step + 1)`, decay, '', 'train)\n    sess.run(up'),
    ['assignment 1'],
  ],
  // Three turns are read one by one, a hundred as a loop: the count is the same.
  [
    'counted-elsewhere',
    program(`${variable}\nup = tf.assign_add(step, 1)`, decay, '', 'train)\n    sess.run(up').replace(
      'range(10)',
      'range(3)',
    ),
    ['assignment 1'],
  ],
  [
    'counted-elsewhere',
    program(`${variable}\nup = tf.assign_add(step, 1)`, decay, '', 'up)\n    sess.run(train').replace(
      'range(10)',
      'range(3)',
    ),
    ['assignment 1'],
  ],
  [
    'counted-elsewhere',
    program(`${variable}\nup = tf.assign_add(step, 1)`, decay, '', 'train)\n    for j in range(10): sess.run(up'),
    ['assignment 10'],
  ],
  [
    'counted-elsewhere',
    program(`${variable}\nup = tf.assign_add(step, 1)`, decay, '', 'up)\n    sess.run(train)\n    sess.run(up'),
    ['assignment 2'],
  ],
  [
    'counted-elsewhere',
    program(`${variable}\nup = tf.assign_add(step, 1)`, decay, '', 'train)\n    sess.run(up').replace(
      'range(10)',
      'range(100)',
    ),
    ['assignment 1'],
  ],
  ['fed', program('step = tf.placeholder(tf.int32, [])', decay, '', 'train', ', {step: i}'), ['feed 1']],
  ['other-step', program(`${variable}\nother = tf.Variable(0, trainable=False)`, decay, ', global_step=other'), []],
  ['not-a-variable', program('step = 0', decay, ''), []],
  ['no-reader', program('', '0.1', ''), []],
  ['passed', program(variable, '0.1', passed), ['train-op 1']],
  ['missing', program('step = tf.train.get_or_create_global_step()', decay, ''), []],
];

describe('the case of a program', () => {
  it.each(cases)('%s', (kind, text, movers) => {
    const found = caseOf(planOf(parser, text));
    expect(found.kind).toBe(kind);
    expect(found.movers.map(({ by, perIteration }) => `${by} ${perIteration}`)).toEqual(movers);
  });

  it('is decided by the graph’s step, however it is asked for', () => {
    const text = program(
      'tf.train.create_global_step()',
      decay.replace('step,', 'tf.train.get_global_step(),'),
      '',
    ).replace('minimize(loss)', 'minimize(loss, tf.train.get_or_create_global_step())');
    expect(caseOf(planOf(parser, text)).kind).toBe('passed');
  });

  it('of two train ops that one pass runs and that count one step is that of a double count', () => {
    const text = program(variable, decay, passed, 'train)\n    sess.run(second').replace(
      'sess = ',
      'second = tf.train.AdamOptimizer(rate).minimize(loss, global_step=step)\nsess = ',
    );
    const kinds = plansOf(parser, text).map((plan) => {
      const { kind, movers } = caseOf(plan);
      return [kind, ...movers.map(({ by }) => by)];
    });
    expect(kinds).toEqual([
      ['counted-twice', 'train-op', 'other-train-op'],
      ['counted-twice', 'other-train-op', 'train-op'],
    ]);
  });

  it('names what reads the step', () => {
    const text = program(
      `${variable}\naverage = tf.train.ExponentialMovingAverage(0.9, step)\nkeep = average.apply([w])`,
      decay,
      passed,
      '[train, keep, step]',
    );
    expect(caseOf(planOf(parser, text)).readers.map(({ kind }) => kind)).toEqual([
      'ExponentialMovingAverage',
      'exponential_decay',
      'Session.run',
    ]);
  });
});

describe('the counterpart', () => {
  const counterpartOf = (text: string): { label: string; plan: TrainingPlan } => pairOf(planOf(parser, text))[1];
  const kindAfter = (text: string): string => caseOf(counterpartOf(text).plan).kind;

  it.each([
    ['missing', 'passed', /^corrected: minimize\(\) is passed step as its global step$/],
    ['passed', 'missing', /^without the step: minimize\(\) is not passed step$/],
    ['counted-twice', 'passed', /^corrected: assign_add\(\) on line \d+ is left out$/],
    ['counted-elsewhere', 'missing', /^without the step: assign(?:_add)?\(\) on line \d+ is left out$/],
    ['other-step', 'passed', /^corrected: minimize\(\) is passed step in place of other$/],
    [
      'not-a-variable',
      'passed',
      /^corrected: exponential_decay on line \d+ reads a global step in place of the number 0$/,
    ],
    ['no-reader', 'passed', /^without the step: a global step is made and passed to minimize\(\)$/],
  ])('of a program that is %s is one that is %s', (kind, after, label) => {
    const texts = cases.filter(([of]) => of === kind).map(([, text]) => text);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts.filter((one) => kind !== 'passed' || one.includes('exponential'))) {
      expect(kindAfter(text)).toBe(after);
      expect(counterpartOf(text).label).toMatch(label);
    }
  });

  it('of a fed step feeds its first value in every run', () => {
    const text = cases.find(([kind]) => kind === 'fed')?.[1] ?? '';
    const fed = [...runsIn(counterpartOf(text).plan.runs)].flatMap(({ feeds }) => feeds.map(({ value }) => value));
    expect(fed).toHaveLength(10);
    expect(new Set(fed.map((value) => JSON.stringify(value))).size).toBe(1);
  });

  it('passes the variable that is read in place of the other one', () => {
    const text = cases.find(([kind]) => kind === 'other-step')?.[1] ?? '';
    const { calls, trainOp, globalStep } = counterpartOf(text).plan;
    const train = calls.find(({ id }) => id === trainOp);
    expect(train === undefined ? null : argumentNamed(train, 'global_step')).toEqual(globalStep);
  });
});
