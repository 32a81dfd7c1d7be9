import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../helpers/chinese';
import { MemoryBudget } from '../../../src/base/memory-limit';
import { caseOf } from '../../../src/plan/case-of';
import type { FetchingRun } from '../../../src/plan/output-plan';
import type { PlanStep } from '../../../src/plan/training-plan';
import { pairOf } from '../../../src/plan/counterpart';
import type { SessionState } from '../../../src/protocol/training-messages';
import { limitTraining } from '../../../src/tf1/budget';
import type { TrainingEvent } from '../../../src/training/commands';
import { PlanTrainee } from '../../../src/training/plan-trainee';
import { RowRecorder } from '../../../src/training/row-recorder';
import { startTraining } from '../../../src/training/start-training';
import { ThreadMemory } from '../../../src/host/node/thread-memory';
import { TrainingError } from '../../../src/training/training-error';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';
import { trainOnce } from '../../fuzz/train-once';

const megabyte = 2 ** 20;
const parser = await testParser();

const head = `import tensorflow as tf
import numpy as np
x = tf.placeholder(tf.float32, [None])
w = tf.Variable(1.0)
`;
const tail = (feed: string, times = 2): string => `
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
s = tf.Session()
s.run(tf.global_variables_initializer())
for i in range(${times}):
    s.run(train, {x: ${feed}})
`;

/** How a program's training ends, with its counterpart or alone, on a machine with so many megabytes free. */
function ending(text: string, freeMegabytes: number, compares = false): SessionState | undefined {
  const events: TrainingEvent[] = [];
  const due: (() => void)[] = [];
  const obey = startTraining(
    { now: () => performance.now(), schedule: (callback) => due.push(callback), send: (event) => events.push(event) },
    { freeBytes: () => freeMegabytes * megabyte, meter: new ThreadMemory() },
  );
  new ThreadMemory().inUseAfterCollection();
  const runs = pairOf(planOf(parser, text)).slice(0, compares ? 2 : 1);
  obey({ type: 'start-training', request: { runs, pace: { stretchSeconds: 0 }, stopAtNonFinite: true } });
  for (let next = due.shift(); next !== undefined; next = due.shift()) next();
  return events.flatMap((event) => (event.type === 'state-changed' ? [event.state] : [])).at(-1);
}

/** Line and message of what a program's training raises where it may take so many megabytes; null where it does not fail. */
function problemOf(text: string, megabytes: number): string | null {
  const meter = new ThreadMemory();
  meter.inUseAfterCollection();
  limitTraining(new MemoryBudget(megabytes * megabyte, meter, 8 * megabyte));
  try {
    const plan = planOf(parser, text);
    const trainee = PlanTrainee.of({
      id: 'a',
      variant: 'as-written',
      case: caseOf(plan),
      label: '',
      plan: planOf(parser, text),
    });
    const recorder = new RowRecorder(trainee.columns.length);
    trainee.advance(recorder, trainee.plannedIterations);
    return null;
  } catch (error) {
    if (error instanceof TrainingError) return `line ${error.range?.line ?? 0}: ${error.message}`;
    throw error;
  }
}

/** A run of the plan as one whose values are printed. */
function fetchingRun(step: PlanStep): FetchingRun[] {
  return 'fetches' in step ? [{ key: '', fetches: step.fetches, run: step }] : [];
}

const endingOf = (...given: Parameters<typeof ending>): unknown => inEnglish(ending(...given));
const completed = { kind: 'ended', reason: 'completed', message: null };

describe('a training takes a part of the free memory', () => {
  const table = (
    rows: number,
  ): string => `${head}table = tf.get_variable("table", [${rows}], initializer=tf.zeros_initializer())
loss = tf.reduce_mean(tf.gather(table, [0, 1])) * w + tf.reduce_mean(x)${tail('np.ones(3)')}`;

  it('a table that fits is trained, where more is free', () => {
    expect(endingOf(table(10 * 2 ** 20), 400)).toEqual(completed);
  });

  it('a table that does not fit is named, with its line', () => {
    expect(endingOf(table(10 * 2 ** 20), 100)).toEqual({
      kind: 'failed',
      location: expect.objectContaining({ line: 5 }) as object,
      message:
        'tf.get_variable raises ResourceExhaustedError: table of shape (10485760,), with its initial value, takes 80 MB, which is more than what is left of the 75 MB for training',
    });
  });

  it('so do the runs whose values a program prints', () => {
    const fetchedBy = (freeMegabytes: number): unknown => {
      const events: TrainingEvent[] = [];
      const memory = { freeBytes: () => freeMegabytes * megabyte, meter: new ThreadMemory() };
      const obey = startTraining(
        { now: () => 0, schedule: () => undefined, send: (event) => events.push(event) },
        memory,
      );
      const plan = planOf(parser, table(10 * 2 ** 20));
      obey({ type: 'fetch-values', plans: [{ plan, runs: plan.setup.flatMap((step) => fetchingRun(step)) }] });
      const [event] = events;
      return event?.type === 'values-fetched' ? inEnglish(event.fetched[0]?.problem) : null;
    };
    expect(fetchedBy(400)).toBeNull();
    expect(fetchedBy(100)).toMatch(/left of the 75 MB for training$/);
  });

  it('two runs share it', () => {
    expect(endingOf(table(10 * 2 ** 20), 200, true)).toMatchObject({
      message: expect.stringMatching(/left of the 75 MB for training$/) as string,
    });
  });

  it('what is fed counts, each batch once', () => {
    const program = `${head}loss = tf.square(w) * tf.reduce_mean(x)${tail('np.ones(3900000) * (i + 1)', 3)}`;
    expect(endingOf(program, 300)).toEqual(completed);
    expect(endingOf(program, 100)).toMatchObject({
      message: expect.stringMatching(
        /^ResourceExhaustedError: what the program feeds, the largest an array of shape \(3900000,\), takes 89 MB, which is more/,
      ) as string,
    });
  });
});

describe('a result that does not fit is named, with its line', () => {
  it.each([
    ['a product of all pairs', 'loss = tf.reduce_mean(tf.square(x[:, None] * x[None, :] * w - 1))', 'np.ones(1700)'],
    ['a sum that is broadcast', 'loss = tf.reduce_mean(tf.square(x[:, None] + x[None, :] - w))', 'np.ones(1700)'],
    ['a repetition', 'loss = tf.reduce_mean(tf.square(tf.tile(x, [10**6]) * w - 1))', 'np.ones(5000)'],
    [
      'an array of a fed size',
      'loss = tf.reduce_mean(tf.fill([tf.cast(x[0], tf.int32)], 2.0) * w)',
      'np.ones(5) * 10**8',
    ],
    ['random numbers', 'loss = tf.reduce_mean(tf.random_uniform([10**8]) * w) + tf.reduce_mean(x)', 'np.ones(5)'],
    ['one place of many', 'loss = tf.reduce_mean(tf.one_hot(tf.cast(x, tf.int32), 10**6) * w)', 'np.ones(500)'],
    [
      'what is gathered',
      'loss = tf.reduce_mean(tf.gather(tf.ones([9, 9000]), tf.cast(x, tf.int32)) * w)',
      'np.ones(900)',
    ],
    ['a product of matrices', 'loss = tf.reduce_mean(tf.matmul(x[:, None], x[None, :]) * w)', 'np.ones(1700)'],
  ])('%s', (_, loss, feed) => {
    expect(problemOf(`${head}${loss}${tail(feed)}`, 12)).toMatch(
      /^line 5: ResourceExhaustedError: \w+ \(\w+\) makes more than memory holds: .* takes [\d.]+ [MG]B, which is more than what is left of the 12 MB for training$/,
    );
  });
});

describe('what a run raises names its line', () => {
  it.each([
    [
      'shapes that do not fit',
      'y = tf.matmul(tf.reshape(x, [1, -1]), tf.ones([4, 1]))\nloss = tf.reduce_mean(y) * w',
      'np.ones(3 + i)',
    ],
    [
      'an index of a compiled step',
      'loss = tf.reduce_mean(tf.gather(tf.constant([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), tf.cast(x, tf.int32))) * w',
      'np.array([i])',
    ],
  ])('%s', (_, loss, feed) => {
    expect(problemOf(`${head}${loss}${tail(feed, 10)}`, 100)).toMatch(/^line 5: \w+Error: /);
  });
});

describe('what is made on the way does not stay', () => {
  it('a chain of arrays takes the memory of a few, and the step is compiled', () => {
    const chain = Array.from({ length: 16 }, (_, index) => `y = tf.tanh(y + ${index}.0)`).join('\n');
    const text = `${head}y = x\n${chain}\nloss = tf.reduce_mean(y) * w${tail('np.ones(2 * 10**5)', 6)}`;
    limitTraining(new MemoryBudget(14 * megabyte, new ThreadMemory(), 4 * megabyte));
    const { problem, execution } = trainOnce(planOf(parser, text), true);
    expect(problem).toBe(null);
    expect(execution?.kind).toBe('compiled');
  });

  it('a table of which some rows are trained is compared with the kernels, and takes the memory of three', () => {
    const text = `${head}table = tf.get_variable("table", [2**19, 4], initializer=tf.zeros_initializer())
loss = tf.reduce_mean(tf.square(tf.nn.embedding_lookup(table, tf.cast(x, tf.int32)) - w))${tail('np.arange(8)', 6)}`;
    limitTraining(new MemoryBudget(40 * megabyte, new ThreadMemory(), 8 * megabyte));
    const [compiled, kernels] = [trainOnce(planOf(parser, text), true), trainOnce(planOf(parser, text), false)];
    expect(compiled.execution?.kind).toBe('compiled');
    expect(compiled.problem).toBe(null);
    expect(compiled.rows).toEqual(kernels.rows);
  });
});
