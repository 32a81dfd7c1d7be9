import { inEnglish } from '../../helpers/chinese';
import { message, verbatim } from '../../../src/base/message';
import { caseOf } from '../../../src/plan/case-of';
import { describe, expect, it } from 'vitest';
import type { PlannedRun, TrainingPlan } from '../../../src/plan/training-plan';
import type { TrainingCommand, TrainingEvent } from '../../../src/training/commands';
import { type SessionChange, TrainingSession } from '../../../src/training/session';
import type { ThreadListener } from '../../../src/training/worker-port';

const plan: TrainingPlan = {
  title: 'train.py',
  call: { file: 'train.py', cell: null, start: 0, end: 8, line: 1, column: 1, endLine: 1, endColumn: 9 },
  calls: [],
  setup: [],
  runs: [],
  iterations: 3,
  trainOp: 0,
  globalStep: null,
  learningRate: null,
  loss: null,
  variables: [],
  passesGlobalStep: true,
  entries: [{ label: message('optimizer'), value: verbatim('GradientDescentOptimizer'), range: null }],
  unresolved: [],
  seed: null,
};
const runs: PlannedRun[] = [{ id: 'as-written', variant: 'as-written', label: 'as written', plan, case: caseOf(plan) }];
const columns = ['iteration', 'global_step', 'learning_rate', 'loss'];

function open() {
  const threads: { listener: ThreadListener; commands: TrainingCommand[]; isDisposed: boolean }[] = [];
  const request = { runs, pace: { stretchSeconds: 0 }, stopAtNonFinite: true };
  const session = new TrainingSession('train.py', request, (listener) => {
    const thread = { listener, commands: [] as TrainingCommand[], isDisposed: false };
    threads.push(thread);
    return {
      send: (command) => thread.commands.push(command),
      dispose: () => {
        thread.isDisposed = true;
      },
    };
  });
  const changes: SessionChange['type'][] = [];
  session.onDidChange(({ type }) => changes.push(type));
  session.start();
  const emit = (event: TrainingEvent) => {
    threads.at(-1)?.listener.onEvent(event);
  };
  const prepare = () => {
    emit({ type: 'training-prepared', runs: [{ runId: 'as-written', columns, absent: [], unresolved: [] }] });
  };
  const record = (firstRow: number, steps: readonly number[]) => {
    const values = Float64Array.from([...steps, ...steps, ...steps.map(() => 0.1), ...steps.map(() => 1)]).buffer;
    emit({ type: 'rows-recorded', runId: 'as-written', rows: { firstRow, count: steps.length, values } });
  };
  return { session, threads, changes, emit, prepare, record };
}

describe('TrainingSession', () => {
  it('gives the memory of a large batch back that it does not keep', () => {
    const { threads, prepare, record } = open();
    prepare();
    record(0, [0, 1]);
    const steps = Array.from({ length: 8192 }, (_, row) => row);
    record(2, steps);
    const returned = threads[0]?.commands.filter(({ type }) => type === 'return-rows') ?? [];
    expect(returned).toMatchObject([{ values: { byteLength: 4 * 8192 * 8 } }]);
  });

  it('keeps every row and hands any part of them out', () => {
    const { session, prepare, record } = open();
    prepare();
    record(0, [1, 2]);
    record(2, [3]);
    const rows = session.rows('as-written');
    expect(rows.count).toBe(3);
    const part = rows.read(1, 100);
    expect([...new Float64Array(part.values)]).toEqual([2, 3, 2, 3, 0.1, 0.1, 1, 1]);
    expect(part).toMatchObject({ firstRow: 1, count: 2 });
  });

  it('has a snapshot with the runs, once they are prepared, and what the plan read', () => {
    const { session, prepare } = open();
    expect(session.snapshot.runs).toEqual([]);
    prepare();
    expect(inEnglish(session.snapshot)).toMatchObject({
      title: 'train.py',
      state: { kind: 'loading' },
      entries: [{ label: 'optimizer', value: 'GradientDescentOptimizer', location: null }],
      runs: [{ id: 'as-written', columns, plannedIterations: 3, location: { line: 1, column: 1 } }],
    });
    expect(session.snapshot.runs[0]?.location).not.toHaveProperty('start');
  });

  it('reports a thread that dies, keeps its rows, and starts anew on restart', () => {
    const { session, threads, prepare, record } = open();
    prepare();
    record(0, [1]);
    threads[0]?.listener.onDeath(verbatim('exit code 1'));
    expect(session.snapshot.state).toMatchObject({ kind: 'failed' });
    expect(session.rows('as-written').count).toBe(1);
    session.restart();
    expect(threads).toHaveLength(2);
    expect(session.snapshot.state).toEqual({ kind: 'loading' });
    expect(session.rows('as-written').count).toBe(0);
  });

  it('passes commands on, and ends its thread when disposed of', () => {
    const { session, threads } = open();
    session.pause();
    session.step();
    session.resume();
    session.stop();
    expect(threads[0]?.commands.map(({ type }) => type)).toEqual([
      'start-training',
      'pause-training',
      'step-training',
      'resume-training',
      'stop-training',
    ]);
    session.dispose();
    expect(threads[0]?.isDisposed).toBe(true);
    session.restart();
    expect(threads).toHaveLength(1);
  });

  it('refuses a batch that would leave a gap', () => {
    const { prepare, record } = open();
    prepare();
    record(0, [1]);
    expect(() => {
      record(5, [6]);
    }).toThrow('batch starts at row 5, but 1 rows are recorded');
  });

  it('settles every question about a step: by its answer, a newer question, the thread’s death, or the end', async () => {
    const { session, threads, emit, prepare } = open();
    prepare();
    const first = session.trace(3);
    const second = session.trace(4);
    expect(await first).toBeNull();
    const [, one, two] = threads[0]?.commands ?? [];
    expect([one, two]).toMatchObject([
      { type: 'trace-step', iteration: 3 },
      { type: 'trace-step', iteration: 4 },
    ]);
    const request = two?.type === 'trace-step' ? two.request : -1;
    emit({ type: 'step-traced', request: request - 1, iteration: 3, traces: [], problem: verbatim('late') });
    emit({ type: 'step-traced', request, iteration: 4, traces: [], problem: null });
    expect(await second).toEqual({ traces: [], problem: null });
    const third = session.trace(5);
    threads[0]?.listener.onDeath(verbatim('out of memory'));
    expect(inEnglish(await third)).toEqual({ traces: [], problem: 'out of memory' });
    expect(inEnglish(await session.trace(6))).toMatchObject({ problem: expect.stringContaining('restart') as string });
    session.restart();
    const last = session.trace(1);
    session.dispose();
    expect(await last).toBeNull();
  });
});
