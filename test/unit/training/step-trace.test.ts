import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pairOf } from '../../../src/plan/counterpart';
import type { PlannedRun } from '../../../src/plan/training-plan';
import type { StepTrace } from '../../../src/protocol/step-trace';
import type { TrainingEvent } from '../../../src/training/commands';
import { PlanTrainee } from '../../../src/training/plan-trainee';
import { RowRecorder } from '../../../src/training/row-recorder';
import { StepReplay } from '../../../src/training/step-trace';
import { TraceDesk } from '../../../src/training/trace-desk';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

const article = readFileSync('media/samples/without_global_step.py', 'utf8');
const head = `
import tensorflow as tf
import numpy as np
`;
const loop = (fetch: string, times = 6) => `
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(${times}):
        sess.run(${fetch})
`;

const programs: Readonly<Record<string, string>> = {
  'the article’s': article,
  'one that adds by hand': `${head}
w = tf.Variable(1.0)
step = tf.Variable(0, trainable=False)
rate = tf.train.inverse_time_decay(0.3, step, 2, 0.5)
train = tf.train.MomentumOptimizer(rate, 0.9).minimize(tf.square(w - 3.0))
with tf.control_dependencies([train]):
    count = tf.assign_add(step, 1)
${loop('count')}`,
  'one that counts twice': `${head}
w = tf.Variable([1.0, 2.0])
step = tf.train.get_or_create_global_step()
rate = tf.train.exponential_decay(0.1, step, 3, 0.5, staircase=True)
train = tf.train.AdamOptimizer(rate).minimize(tf.reduce_sum(tf.square(w - 3.0)), global_step=step)
more = step.assign_add(1)
${loop('[train, more]')}`,
  'one with random data': `${head}
x = tf.random_normal([4, 3])
w = tf.Variable(tf.truncated_normal([3, 1], stddev=0.1))
b = tf.Variable(0.5)
step = tf.train.create_global_step()
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - 1.0))
optimizer = tf.train.RMSPropOptimizer(0.05)
train = optimizer.apply_gradients(optimizer.compute_gradients(loss), global_step=step)
${loop('train')}`,
};

function recorded(run: PlannedRun, iterations: number): number[][] {
  const trainee = new PlanTrainee(run);
  const recorder = new RowRecorder(trainee.columns.length);
  const rows = Array.from({ length: iterations }, () => {
    trainee.advance(recorder, 1);
    return [...new Float64Array(recorder.take()?.values ?? new ArrayBuffer(0))];
  });
  trainee.dispose();
  return rows;
}

function traced(run: PlannedRun, iterations: number): StepTrace[] {
  const replay = new StepReplay(run);
  const traces = Array.from({ length: iterations }, () => replay.trace());
  replay.dispose();
  return traces;
}

describe('a step taken apart', () => {
  it.each(Object.keys(programs))('is, of %s program, the step that was recorded', (name) => {
    for (const run of pairOf(planOf(parser, programs[name] ?? ''))) {
      const rows = recorded(run, 6);
      const traces = traced(run, 6);
      traces.forEach((trace, index) => {
        const [iteration, step, rate, loss] = rows[index] ?? [];
        expect(trace.iteration).toBe(iteration);
        expect(trace.lossValue).toBe(loss);
        expect([trace.read.step ?? Number.NaN, trace.read.rate ?? Number.NaN]).toEqual([step, rate]);
        expect(trace.step?.after).toBe(step);
        expect(trace.step?.before).toBe(rows[index - 1]?.[1] ?? 0);
      });
    }
  });

  it('tells of the article’s first steps what a hand computes', () => {
    const [without, counted] = pairOf(planOf(parser, article));
    const x = Array.from({ length: 10 }, (_, index) => Math.fround(1 + index / 9));
    const squares = x.reduce((sum, value) => sum + value * value, 0);
    const [first, second] = traced(counted, 2);
    expect(first?.feeds.map(({ name, tensor }) => [name, tensor.shape, tensor.values[0]])).toEqual([
      ['x', [10, 1], 1],
      ['y', [10, 1], 1],
    ]);
    expect(first?.loss?.shape).toEqual([10, 1]);
    expect(first?.lossValue).toBeCloseTo(squares / 10, 5);
    expect(first?.gradients[0]).toMatchObject({ name: 'w', tensor: { shape: [] } });
    expect(first?.gradients[0]?.tensor.values[0]).toBeCloseTo(-2 * squares, 4);
    expect(first?.rate).toBe(Math.fround(0.1));
    expect(first?.updates[0]).toMatchObject({
      variable: 'w',
      operation: 'ApplyGradientDescent',
      before: { values: [0] },
    });
    expect(first?.updates[0]?.after.values[0]).toBeCloseTo(0.1 * 2 * squares, 4);
    expect(first?.step).toEqual({
      atStart: 0,
      before: 0,
      after: 1,
      writes: [{ operation: 'AssignAdd', isTrainOp: true }],
    });
    // The second update is made with the rate at step 1, which a print after the first iteration reads.
    expect(second?.rate).toBe(first?.read.rate);
    expect(second?.rate).toBeCloseTo(0.1 * 2 ** 0.1, 6);
    const [frozen] = traced(without, 1);
    expect(frozen?.step).toEqual({ atStart: 0, before: 0, after: 0, writes: [] });
  });

  it('names every operation that writes the step', () => {
    const traceOf = (name: string) => traced(pairOf(planOf(parser, programs[name] ?? ''))[0], 1)[0]?.step?.writes;
    expect(traceOf('one that adds by hand')).toEqual([{ operation: 'AssignAdd', isTrainOp: false }]);
    expect(
      traceOf('one that counts twice')
        ?.map(({ isTrainOp }) => isTrainOp)
        .sort(),
    ).toEqual([false, true]);
  });
});

describe('TraceDesk', () => {
  function deskFor(name: string) {
    const runs = pairOf(planOf(parser, programs[name] ?? ''));
    const answers: (TrainingEvent & { type: 'step-traced' })[] = [];
    const waiting: (() => void)[] = [];
    let time = 0;
    const desk = new TraceDesk(runs, {
      now: () => (time += 1),
      schedule: (callback) => waiting.push(callback),
      send: (event) => {
        if (event.type === 'step-traced') answers.push(event);
      },
    });
    const work = (): void => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) next();
    };
    return { desk, answers, work, runs };
  }

  it('answers forwards, backwards and past the planned end alike', () => {
    const { desk, answers, work, runs } = deskFor('one with random data');
    const wanted = runs.map((run) => traced(run, 60));
    for (const [request, iteration] of [1, 5, 4, 60, 59, 2, 30, 31].entries()) {
      desk.trace(request, iteration);
      work();
      expect(answers.at(-1)).toMatchObject({ request, iteration, problem: null });
      expect(answers.at(-1)?.traces).toEqual(wanted.map((traces) => traces[iteration - 1]));
    }
    desk.dispose();
  });

  it('answers only the newest of several questions', () => {
    const { desk, answers, work } = deskFor('the article’s');
    desk.trace(1, 50);
    desk.trace(2, 40);
    desk.trace(3, 3);
    work();
    expect(answers.map(({ request, iteration }) => [request, iteration])).toEqual([[3, 3]]);
    desk.dispose();
  });
});
