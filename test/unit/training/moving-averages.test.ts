import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pairOf } from '../../../src/plan/counterpart';
import type { PlannedRun } from '../../../src/plan/training-plan';
import { reportedOf } from '../../../src/protocol/columns';
import { PlanTrainee } from '../../../src/training/plan-trainee';
import { RowRecorder } from '../../../src/training/row-recorder';
import { StepReplay } from '../../../src/training/step-trace';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

// Moving averages whose decay reads a count, as columns and as a phase of a step. The numbers are TensorFlow's.

const parser = await testParser();
const program = readFileSync('test/fixtures/programs/ema_num_updates.py', 'utf8');
const expected = JSON.parse(readFileSync('test/data/moving-averages.json', 'utf8')) as Readonly<
  Record<PlannedRun['variant'], readonly (readonly [decay: number, u: number, v: number])[]>
>;

/** The rows of a run by the names of their columns. */
function rowsOf(run: PlannedRun, iterations: number, atOnce = iterations): Readonly<Record<string, number>>[] {
  const trainee = new PlanTrainee(run);
  const recorder = new RowRecorder(trainee.columns.length);
  for (let made = 0; made < iterations; made += atOnce) trainee.advance(recorder, atOnce);
  const batch = recorder.take();
  const values = new Float64Array(batch?.values ?? new ArrayBuffer(0));
  const count = batch?.count ?? 0;
  trainee.dispose();
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(trainee.columns.map((name, column) => [name, values[column * count + row] ?? Number.NaN])),
  );
}

const withAverages = (
  rest: string,
  averages = 'ema = tf.train.ExponentialMovingAverage(0.9, num_updates=step)',
): string => `
import tensorflow as tf
w = tf.Variable(4.0, name='w')
b = tf.Variable([1.0, 2.0], name='b')
step = tf.train.get_or_create_global_step()
loss = tf.square(w - 1.0) + tf.reduce_sum(tf.square(b))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=step)
${averages}
${rest}
`;
const separate = withAverages(`
update = ema.apply([w, b])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(4):
        sess.run(train)
        if i % 2 == 0:
            sess.run(update)
`);

describe('moving averages', () => {
  it.each(['as-written', 'counterpart'] as const)('are TensorFlow’s in each iteration, %s', (variant) => {
    const run = pairOf(planOf(parser, program)).find((one) => one.variant === variant);
    if (run === undefined) throw new Error(`no run ${variant}`);
    // One by one on the kernels, and at once, compiled.
    for (const atOnce of [1, 60]) {
      const rows = rowsOf(run, 60, atOnce);
      expect(rows.map((row) => [row['shadow_decay'], row['average(u)'], row['average(v)']])).toEqual(
        expected[variant].map((row) => row.map(Math.fround)),
      );
    }
  });

  it('stand behind the columns that every run has, before the variables', () => {
    const [written] = pairOf(planOf(parser, program));
    const { columns } = new PlanTrainee(written);
    const reported = ['iteration', 'global_step', 'learning_rate', 'loss', 'shadow_decay', 'average(u)', 'average(v)'];
    expect(columns).toEqual([...reported, 'u', 'v']);
    expect(reportedOf(columns)).toEqual(reported);
  });

  it('are as they were last updated, where a run of its own updates them', () => {
    const [written] = pairOf(planOf(parser, separate));
    const rows = rowsOf(written, 4);
    expect(rows.map((row) => row['shadow_decay'])).toEqual([Number.NaN, 2 / 11, 2 / 11, 4 / 13].map(Math.fround));
    expect(rows[0]?.['average(w)']).toBe(4);
    expect(rows[1]?.['average(w)']).toBe(rows[2]?.['average(w)']);
    // An average of several elements has no column.
    expect(Object.keys(rows[0] ?? {}).filter((name) => name.startsWith('average'))).toEqual(['average(w)']);
  });

  it('have no columns where their decay reads no count', () => {
    const constant = withAverages(
      `
with tf.control_dependencies([train]):
    update = ema.apply([w])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(4):
        sess.run(update)
`,
      'ema = tf.train.ExponentialMovingAverage(0.9)',
    );
    const [written] = pairOf(planOf(parser, constant));
    expect(new PlanTrainee(written).columns).toEqual(['iteration', 'global_step', 'learning_rate', 'loss', 'w']);
  });

  it('are told apart where there are two, of the loss, too', () => {
    const two = withAverages(
      `
with tf.control_dependencies([train]):
    update = tf.group(ema.apply([w, loss]), other.apply([w]))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(2):
        sess.run(update)
`,
      `ema = tf.train.ExponentialMovingAverage(0.9, num_updates=step)
other = tf.train.ExponentialMovingAverage(0.15, num_updates=step)`,
    );
    const [written] = pairOf(planOf(parser, two));
    const [, second] = rowsOf(written, 2);
    expect(Object.keys(second ?? {}).slice(4, 9)).toEqual([
      'shadow_decay',
      'shadow_decay_2',
      'average(w)',
      'average(loss)',
      'average(w/ExponentialMovingAverage_1)',
    ]);
    expect([second?.['shadow_decay'], second?.['shadow_decay_2']]).toEqual([0.25, 0.15].map(Math.fround));
  });
});

describe('moving averages in a step taken apart', () => {
  it('are what the rows have, with what the decay is computed from', () => {
    for (const run of pairOf(planOf(parser, program))) {
      const replay = new StepReplay(run);
      for (const [iteration, [decay, u]] of expected[run.variant].slice(0, 5).entries()) {
        const [traced, ...others] = replay.trace().averages;
        expect(others).toEqual([]);
        const count = run.variant === 'as-written' ? 0 : iteration + 1;
        expect(traced).toMatchObject({ decay: Math.fround(decay), limit: Math.fround(0.99), count });
        const [ofU] = traced?.averages ?? [];
        expect(ofU).toMatchObject({ name: 'u', after: { values: [Math.fround(u)] } });
        const [before, difference] = [ofU?.before.values[0] ?? Number.NaN, ofU?.difference?.values[0] ?? Number.NaN];
        expect(before - (1 - decay) * difference).toBeCloseTo(u, 5);
      }
      replay.dispose();
    }
  });

  it('are none in a run that does not update them', () => {
    const replay = new StepReplay(pairOf(planOf(parser, separate))[0]);
    expect(replay.trace().averages).toEqual([]);
    replay.dispose();
  });
});
