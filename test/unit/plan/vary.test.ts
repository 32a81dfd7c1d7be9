import { inEnglish } from '../../helpers/chinese';
import { say } from '../../../src/base/message';
import { caseOf } from '../../../src/plan/case-of';
import { describe, expect, it } from 'vitest';
import { programSettings } from '../../../src/plan/program-settings';
import { vary } from '../../../src/plan/vary';
import { optimizerArguments, type OptimizerName, unchanged } from '../../../src/protocol/playground';
import { scheduleKinds, withKind } from '../../../src/schedules/fields';
import { rateAt } from '../../../src/schedules/schedule';
import { PlanTrainee } from '../../../src/training/plan-trainee';
import { RowRecorder } from '../../../src/training/row-recorder';
import type { TrainingPlan } from '../../../src/plan/training-plan';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

const program = (rate: string, step = 'global_step=step'): string => `
import tensorflow as tf
w = tf.Variable(0.0)
loss = tf.square(w - 1.0)
step = tf.Variable(0, trainable=False)
lr = ${rate}
train = tf.train.GradientDescentOptimizer(lr).minimize(loss, ${step})
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(20):
        sess.run(train)
        print(sess.run(lr))
`;

/** The rates that a plan's program reads after each of its iterations. */
function ratesOf(plan: TrainingPlan): number[] {
  const trainee = new PlanTrainee({ id: 'a', variant: 'as-written', label: '', plan, case: caseOf(plan) });
  const recorder = new RowRecorder(trainee.columns.length);
  while (trainee.completedIterations < plan.iterations) trainee.advance(recorder, plan.iterations);
  const rows = recorder.take();
  trainee.dispose();
  if (rows === null) return [];
  const { count, values } = rows;
  const columns = new Float64Array(values);
  const rate = trainee.columns.indexOf('learning_rate');
  return Array.from({ length: count }, (_, row) => columns[rate * count + row] ?? Number.NaN);
}

const rates = [
  'tf.train.exponential_decay(0.1, step, 10, 2)',
  'tf.train.piecewise_constant(step, [5, 10], [0.1, 0.01, 0.001])',
  'tf.train.polynomial_decay(0.1, step * 2, 30)',
  'tf.constant(0.1)',
];

describe('another schedule', () => {
  const kinds = scheduleKinds.filter((kind) => kind !== 'noisy_linear_cosine_decay');
  it.each(rates.flatMap((rate) => kinds.map((kind) => [rate, kind] as const)))(
    'in the place of %s trains as %s says',
    (rate, kind) => {
      const plan = planOf(parser, program(rate));
      const source = programSettings(plan);
      if (source.schedule === null) throw new Error('not read');
      const schedule = withKind(source.schedule, kind, 20);
      const varied = vary(plan, { ...unchanged, schedule });
      expect(programSettings(varied).schedule).toEqual(schedule);
      const perIteration = rate.includes('step * 2') ? 2 : 1;
      const expected = Array.from({ length: 20 }, (_, row) => rateAt(schedule, (row + 1) * perIteration));
      ratesOf(varied).forEach((read, row) => {
        expect(Math.abs(read - (expected[row] ?? 0))).toBeLessThanOrEqual(1e-7 * Math.abs(read) + 1e-12);
      });
    },
  );

  it('stands still like the program’s own where the step is not passed', () => {
    const plan = planOf(parser, program('0.1', ''));
    const source = programSettings(plan).schedule;
    if (source === null) throw new Error('not read');
    const schedule = withKind(source, 'exponential_decay', 10);
    expect(new Set(ratesOf(vary(plan, { ...unchanged, schedule }))).size).toBe(1);
  });

  it('changes only the entries that it changes', () => {
    const plan = planOf(parser, program('tf.train.exponential_decay(0.1, step, 10, 2)'));
    const varied = vary(plan, {
      schedule: { kind: 'exponential_decay', learningRate: 0.1, decaySteps: 5, decayRate: 2, staircase: false },
      optimizer: { name: 'MomentumOptimizer', settings: { momentum: 0.9 } },
      seed: 7,
      iterations: 30,
    });
    const others = varied.entries.filter(
      ({ label, value }) =>
        !plan.entries.some((entry) => say(entry.label) === say(label) && say(entry.value) === say(value)),
    );
    expect(others.map(({ label, value }) => [say(label), say(value)])).toEqual([
      ['optimizer', 'MomentumOptimizer(momentum=0.9)'],
      ['decay_steps', '5'],
      ['iterations', '30'],
      ['seed', '7'],
    ]);
    expect(varied.seed).toBe(7);
  });
});

describe('another number of iterations', () => {
  const decayed = program('tf.train.exponential_decay(0.1, step, 10, 2)');

  it.each([5, 50])('%i are trained, of a program that makes 20', (iterations) => {
    const plan = planOf(parser, decayed);
    expect(programSettings(plan).iterations).toBe(20);
    const rates = ratesOf(vary(plan, { ...unchanged, iterations }));
    expect(rates).toHaveLength(iterations);
    expect(rates.at(-1)).toBeCloseTo(0.1 * 2 ** (iterations / 10), 5);
  });

  it('is not asked of a program that ends by its step', () => {
    const loop = decayed.replace('for i in range(20):', 'while sess.run(step) < 20:');
    expect(loop).not.toBe(decayed);
    expect(programSettings(planOf(parser, loop)).iterations).toBeNull();
  });
});

describe('another optimizer', () => {
  it.each(Object.keys(optimizerArguments) as OptimizerName[])('%s trains the program', (name) => {
    const plan = planOf(parser, program('tf.train.exponential_decay(0.1, step, 10, 2)'));
    const settings = name === 'MomentumOptimizer' ? { momentum: 0.5 } : {};
    const varied = vary(plan, { ...unchanged, optimizer: { name, settings } });
    expect(programSettings(varied).optimizer).toEqual({ name, settings });
    expect(ratesOf(varied)).toHaveLength(20);
  });
});

describe('what a program says of its rate', () => {
  it.each([
    ['a constant', 'lr = 0.1', { kind: 'constant', learningRate: 0.1 }, null],
    ['a formula', 'lr = 0.1 / (1.0 + tf.cast(step, tf.float32))', null, /formula of its own/],
  ])('%s', (_, line, schedule, problem) => {
    const settings = programSettings(planOf(parser, program('0.1').replace('lr = 0.1', line)));
    expect(settings.schedule).toEqual(schedule);
    if (problem === null) expect(settings.problem).toBeNull();
    else expect(inEnglish(settings.problem)).toMatch(problem);
  });

  it('tells the schedule that the program computes with', () => {
    const plan = planOf(parser, program('tf.maximum(tf.train.exponential_decay(0.1, step, 10, 0.5), 0.01)'));
    const settings = programSettings(plan);
    expect(settings.isWholeRate).toBe(false);
    expect(settings.schedule).toMatchObject({ kind: 'exponential_decay', decaySteps: 10 });
  });

  it('reads the steps that the schedule is passed', () => {
    const plan = planOf(parser, program('tf.train.exponential_decay(0.1, step * 64, 100, 0.5)'));
    expect(programSettings(plan)).toMatchObject({ firstStep: 0, lastStep: 1280 });
  });
});
