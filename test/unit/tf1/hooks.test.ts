import { describe, expect, test } from 'vitest';
import { TensorFlowError } from '../../../src/tf1/errors';
import { CheckpointSaverHook } from '../../../src/tf1/hooks/checkpoint-saver-hook';
import { LoggingTensorHook } from '../../../src/tf1/hooks/logging-tensor-hook';
import { NanTensorHook } from '../../../src/tf1/hooks/nan-tensor-hook';
import { SecondOrStepTimer } from '../../../src/tf1/hooks/second-or-step-timer';
import type { SessionRunHook } from '../../../src/tf1/hooks/session-run-hook';
import { StepCounterHook } from '../../../src/tf1/hooks/step-counter-hook';
import { StopAtStepHook } from '../../../src/tf1/hooks/stop-at-step-hook';
import { SummarySaverHook } from '../../../src/tf1/hooks/summary-saver-hook';
import type { Operation, Tensor } from '../../../src/tf1/graph';
import { MonitoredSession, monitoredTrainingSession } from '../../../src/tf1/monitored-session';
import { CheckpointList, Saver } from '../../../src/tf1/saver';
import type { Variable } from '../../../src/tf1/variable';
import { array, dtype, float, numberOf, TensorFlow, value } from './support/tensorflow';

const typeOf = (body: () => unknown): string => {
  try {
    body();
  } catch (error) {
    if (error instanceof TensorFlowError) return error.type;
    throw error;
  }
  return 'none';
};

interface Program {
  readonly tf: TensorFlow;
  readonly w: Variable;
  readonly loss: Tensor;
  readonly step: Variable;
  readonly train: Operation;
}

function program(passesGlobalStep: boolean): Program {
  const tf = new TensorFlow();
  const w = tf.variable(float(1), { name: 'w' });
  const loss = tf.tensor('square', [w]);
  const step = tf.call('train.get_or_create_global_step') as Variable;
  const train = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [float(0.25)]), loss], {
    global_step: passesGlobalStep ? step : null,
  });
  return { tf, w, loss, step, train };
}

/** Trains until a hook stops it, at most so many runs; how many there were. */
function trainUntilStopped({ tf, train }: Program, hooks: readonly SessionRunHook[], mostRuns: number): number {
  const session = new MonitoredSession(tf.graph, { hooks });
  let runs = 0;
  for (; runs < mostRuns && !session.shouldStop(); runs++) session.run([train]);
  session.close();
  return runs;
}

describe('StopAtStepHook', () => {
  test('stops at the last step, and never under a step that stands still', () => {
    expect(trainUntilStopped(program(true), [new StopAtStepHook(null, 7)], 30)).toBe(7);
    expect(trainUntilStopped(program(false), [new StopAtStepHook(null, 7)], 30)).toBe(30);
  });

  test('counts num_steps from the step at which the session began', () => {
    const { tf, step, train } = program(true);
    const checkpoints = new CheckpointList();
    const train5 = (): number => {
      const session = monitoredTrainingSession(tf.graph, {
        checkpointDir: 'dir',
        checkpoints,
        hooks: [new StopAtStepHook(5)],
      });
      while (!session.shouldStop()) session.run([train]);
      const reached = numberOf(session.rawSession, step);
      session.close();
      return reached;
    };
    expect([train5(), train5()]).toEqual([5, 10]);
  });

  test('wants exactly one of its arguments', () => {
    expect(typeOf(() => new StopAtStepHook())).toBe('ValueError');
    expect(typeOf(() => new StopAtStepHook(1, 2))).toBe('ValueError');
  });
});

test.each([
  ['StopAtStepHook', () => new StopAtStepHook(1)],
  ['StepCounterHook', () => new StepCounterHook()],
  ['CheckpointSaverHook', () => new CheckpointSaverHook({ checkpointDir: 'd', cadence: { everySteps: 1 } })],
  ['SummarySaverHook', () => new SummarySaverHook({ everySteps: 1 }, new TensorFlow().tensor('constant', [float(1)]))],
])('%s requires a global step, and says who it is', (name, make) => {
  const { graph } = new TensorFlow();
  expect(() => {
    make().begin(graph);
  }).toThrow(new RegExp(`RuntimeError.*${name}`));
});

describe('StepCounterHook', () => {
  test('warns five times where the step does not rise, and not where it does', () => {
    const [moving, still] = [new StepCounterHook(), new StepCounterHook()];
    trainUntilStopped(program(true), [moving], 10);
    trainUntilStopped(program(false), [still], 10);
    expect(moving.warnings).toEqual([]);
    expect(still.warnings).toHaveLength(5);
    expect(still.warnings[0]).toContain('global_step');
  });

  test('measures steps a second under the step’s name', () => {
    let seconds = 0;
    const hook = new StepCounterHook({ everySteps: 4 }, () => (seconds += 0.5));
    trainUntilStopped(program(true), [hook], 9);
    expect(hook.rates.map(({ tag, step }) => [tag, step])).toEqual([
      ['global_step/sec', 5],
      ['global_step/sec', 9],
    ]);
    expect(hook.rates[0]?.stepsPerSecond).toBeGreaterThan(0);
  });
});

describe('checkpoints', () => {
  const saved = (passes: boolean): { paths: string[]; w: number[] } => {
    const { tf, train } = program(passes);
    const checkpoints = new CheckpointList();
    const session = monitoredTrainingSession(tf.graph, { checkpointDir: 'dir', saveCheckpointSteps: 5, checkpoints });
    for (let run = 0; run < 12; run++) session.run([train]);
    session.close();
    const { all } = checkpoints;
    return { paths: all.map(({ path }) => path), w: all.map(({ values }) => values.get('w')?.data[0] ?? Number.NaN) };
  };

  test('are at the start, every five steps and at the end, with the weights of that step', () => {
    const halves = [0, 5, 10, 12].map((step) => 0.5 ** step);
    expect(saved(true)).toEqual({
      paths: [0, 5, 10, 12].map((step) => `dir/model.ckpt-${step}`),
      w: halves.map(Math.fround),
    });
  });

  test('under a step that stands still are one, with the initial weights', () => {
    expect(saved(false)).toEqual({ paths: ['dir/model.ckpt-0'], w: [1] });
  });

  test('by seconds follow the clock', () => {
    let seconds = 0;
    const hook = new CheckpointSaverHook({ checkpointDir: 'd', cadence: { everySecs: 10 }, seconds: () => seconds });
    const made = program(true);
    const session = new MonitoredSession(made.tf.graph, { hooks: [hook] });
    for (let run = 0; run < 6; run++) {
      seconds += 4;
      session.run([made.train]);
    }
    session.close();
    expect(hook.saver?.checkpoints.all.map(({ path }) => path)).toEqual(
      [0, 3, 6].map((step) => `d/model.ckpt-${step}`),
    );
  });

  test('beyond five the oldest goes', () => {
    const { tf } = program(true);
    const saver = new Saver(tf.graph);
    const session = tf.session();
    for (let step = 0; step < 7; step++) saver.save(session, 'm', step);
    expect(saver.checkpoints.all.map(({ path }) => path)).toEqual([2, 3, 4, 5, 6].map((step) => `m-${step}`));
    expect(saver.checkpoints.latest()?.path).toBe('m-6');
  });
});

describe('Saver', () => {
  test('restores what it saved, and leaves what is not in its list', () => {
    const { tf, w, step, train } = program(true);
    const saver = new Saver(tf.graph, { varList: [w] });
    const session = tf.session();
    session.run([train]);
    const path = saver.save(session, 'm', step);
    session.run([train]);
    saver.restore(session, path);
    expect([path, numberOf(session, w), numberOf(session, step)]).toEqual(['m-1', 0.5, 2]);
    const other = tf.session();
    saver.restore(other, path);
    expect([numberOf(other, w), numberOf(other, step)]).toEqual([0.5, 0]);
  });

  test('names what does not fit', () => {
    const { tf, w } = program(true);
    const session = tf.session();
    const checkpoints = new CheckpointList();
    const saver = new Saver(tf.graph, { varList: new Map([['weight', w]]), checkpoints });
    const path = saver.save(session, 'm');
    expect(
      typeOf(() => {
        new Saver(tf.graph, { checkpoints }).restore(session, path);
      }),
    ).toBe('NotFoundError');
    expect(
      typeOf(() => {
        saver.restore(session, 'nothing');
      }),
    ).toBe('ValueError');
    expect(typeOf(() => new Saver(tf.graph, { varList: [w, w] }))).toBe('ValueError');
    expect(typeOf(() => new Saver(new TensorFlow().graph))).toBe('ValueError');
    const vector = tf.variable(array([1, 2], 'int32'));
    expect(typeOf(() => saver.save(tf.session(), 'm', vector))).toBe('TypeError');
  });
});

describe('MonitoredTrainingSession', () => {
  test('with a folder requires a step, without one it does not', () => {
    const tf = new TensorFlow();
    const w = tf.variable(float(1));
    expect(typeOf(() => monitoredTrainingSession(tf.graph, { checkpointDir: 'dir' }))).toBe('RuntimeError');
    const session = monitoredTrainingSession(tf.graph);
    expect(session.run([w])[0]?.data[0]).toBe(1);
  });

  test('closes on an error, without the hooks’ end', () => {
    const { tf, train } = program(true);
    let ended = 0;
    const session = new MonitoredSession(tf.graph, { hooks: [{ end: () => void (ended += 1) }] });
    const unfed = tf.tensor('placeholder', [dtype('float32'), []]);
    session.run([train]);
    expect(() => session.run([unfed])).toThrow();
    session.close();
    expect([ended, session.shouldStop()]).toEqual([0, true]);
  });
});

describe('hooks that need no step', () => {
  test('LoggingTensorHook counts by itself', () => {
    const tf = new TensorFlow();
    const w = tf.variable(float(1));
    const hook = new LoggingTensorHook(new Map([['w', w]]), { everyNIter: 2, atEnd: true });
    const session = new MonitoredSession(tf.graph, { hooks: [hook] });
    for (let run = 0; run < 4; run++) session.run([tf.tensor('assign_add', [w, float(1)])]);
    session.close();
    expect(hook.lines.map(({ iteration }) => iteration)).toEqual([0, 2, 4]);
    expect(typeOf(() => new LoggingTensorHook(new Map(), {}))).toBe('ValueError');
    expect(typeOf(() => new LoggingTensorHook(new Map(), { everyNIter: 0 }))).toBe('ValueError');
  });

  test('NanTensorHook raises, or stops if told so', () => {
    const tf = new TensorFlow();
    const x = tf.tensor('placeholder', [dtype('float32'), []]);
    const loss = tf.tensor('log', [x]);
    tf.variable(float(1));
    const feeds = new Map([[x, value(-1)]]);
    const strict = new MonitoredSession(tf.graph, { hooks: [new NanTensorHook(loss)] });
    expect(typeOf(() => strict.run([loss], feeds))).toBe('RuntimeError');
    const lenient = new MonitoredSession(tf.graph, { hooks: [new NanTensorHook(loss, false)] });
    lenient.run([loss], new Map([[x, value(1)]]));
    expect(lenient.shouldStop()).toBe(false);
    lenient.run([loss], feeds);
    expect(lenient.shouldStop()).toBe(true);
  });
});

test('SecondOrStepTimer wants one of both, and triggers once a step', () => {
  expect(typeOf(() => new SecondOrStepTimer({}))).toBe('ValueError');
  expect(typeOf(() => new SecondOrStepTimer({ everySecs: 1, everySteps: 1 }))).toBe('ValueError');
  const timer = new SecondOrStepTimer({ everySteps: 1 });
  expect(timer.shouldTriggerForStep(0)).toBe(true);
  timer.updateLastTriggeredStep(0);
  expect([timer.shouldTriggerForStep(0), timer.shouldTriggerForStep(1)]).toEqual([false, true]);
});
