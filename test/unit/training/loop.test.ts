import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../helpers/chinese';
import { message, type Message, verbatim } from '../../../src/base/message';
import { MemoryBudget } from '../../../src/base/memory-limit';
import type { ColumnBatch } from '../../../src/protocol/columns';
import { RowTally } from '../../../src/protocol/row-tally';
import type { SessionState } from '../../../src/protocol/training-messages';
import type { TrainingEvent } from '../../../src/training/commands';
import { type LoopHost, TrainingLoop } from '../../../src/training/loop';
import type { RowRecorder } from '../../../src/training/row-recorder';
import type { Trainee } from '../../../src/training/trainee';
import { TrainingError } from '../../../src/training/training-error';

/** Counts; its step is its iteration, its loss what the test says. */
class Counter implements Trainee {
  readonly columns = ['iteration', 'global_step', 'learning_rate', 'loss'];
  readonly absent: readonly string[] = [];
  readonly unresolved = [];
  readonly rowBytes = 8;
  readonly place = null;
  readonly execution = null;
  completedIterations = 0;
  isDisposed = false;

  constructor(
    readonly id: string,
    readonly plannedIterations: number,
    private readonly lossAt: (iteration: number) => number = (iteration) => 1 / iteration,
  ) {}

  advance(recorder: RowRecorder, most: number): Message | null {
    for (let left = Math.min(most, recorder.free); left > 0; left--) {
      this.completedIterations += 1;
      const loss = this.lossAt(this.completedIterations);
      [this.completedIterations, this.completedIterations, 0.1, loss].forEach((value, column) => {
        recorder.set(column, value);
      });
      recorder.endRow();
      if (!Number.isFinite(loss)) return message('loss is {0}', 'NaN');
    }
    return null;
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

/** A clock that moves a little with every look at it, and callbacks that run when the test says. */
class FakeHost implements LoopHost {
  time = 0;
  readonly events: TrainingEvent[] = [];
  private readonly due: { at: number; callback: () => void }[] = [];

  now(): number {
    return (this.time += 0.01);
  }

  schedule(callback: () => void, delayMs: number): void {
    this.due.push({ at: this.time + delayMs, callback });
  }

  send(event: TrainingEvent): void {
    this.events.push(event);
  }

  /** Runs the next callback; false when there is none. */
  turn(): boolean {
    const next = this.due.shift();
    if (next === undefined) return false;
    this.time = Math.max(this.time, next.at);
    next.callback();
    return true;
  }

  finish(): void {
    for (let turns = 0; this.turn(); turns++) if (turns > 100_000) throw new Error('the loop does not end');
  }

  get state(): SessionState | undefined {
    return this.events.flatMap((event) => (event.type === 'state-changed' ? [event.state] : [])).at(-1);
  }

  iterations(runId: string): number[] {
    const batches = this.events.flatMap((event): ColumnBatch[] =>
      event.type === 'rows-recorded' && event.runId === runId ? [event.rows] : [],
    );
    return batches.flatMap(({ count, values }) => [...new Float64Array(values).subarray(0, count)]);
  }
}

const start = (trainees: readonly Trainee[], stretchSeconds = 0, stopAtNonFinite = true, talliesRows = false) => {
  const host = new FakeHost();
  const loop = new TrainingLoop(trainees, { stretchSeconds, stopAtNonFinite, talliesRows }, host);
  loop.start();
  return { host, loop };
};

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('TrainingLoop', () => {
  it('trains every run to its planned end and records every row in order', () => {
    const { host } = start([new Counter('a', 10_000), new Counter('b', 10_000)]);
    host.finish();
    expect(host.iterations('a')).toEqual(upTo(10_000));
    expect(host.iterations('b')).toEqual(upTo(10_000));
    expect(inEnglish(host.state)).toEqual({ kind: 'ended', reason: 'completed', message: null });
  });

  it('ends where there is no memory for more rows, and says so once; the rows before are passed', () => {
    const host = new FakeHost();
    const memory = new MemoryBudget(8 * 10_000, null);
    const options = { stretchSeconds: 0, stopAtNonFinite: true, talliesRows: false };
    const trainees = [new Counter('a', 1_000_000), new Counter('b', 1_000_000)];
    const loop = new TrainingLoop(trainees, options, host, memory);
    loop.start();
    host.finish();
    const rows = host.iterations('a').length;
    expect(inEnglish(host.state)).toEqual({
      kind: 'failed',
      message: expect.stringMatching(
        /^the rows of \d+ iterations take more than what is left of the 78 KB for training$/,
      ) as string,
      location: null,
    });
    expect(host.iterations('a')).toEqual(upTo(rows));
    expect(rows).toBeLessThan(100_000);
    loop.handle({ type: 'step-training' });
    expect(host.iterations('a').length).toBe(rows);
  });

  it('spreads a short program over the time it is stretched to', () => {
    const { host } = start([new Counter('a', 10)], 2);
    while (host.time < 1000) host.turn();
    expect(host.iterations('a').length).toBeGreaterThanOrEqual(4);
    expect(host.iterations('a').length).toBeLessThanOrEqual(5);
    host.finish();
    expect(host.time).toBeGreaterThan(1990);
    expect(host.iterations('a')).toEqual(upTo(10));
  });

  it('makes the first iteration of a stretched program at once', () => {
    const { host } = start([new Counter('a', 10)], 20);
    while (host.time < 100) host.turn();
    expect(host.iterations('a')).toEqual([1]);
  });

  it('tells at the end what its rows add up to, where it is asked to', () => {
    const { host } = start([new Counter('a', 10_000), new Counter('b', 300)], 0, true, true);
    host.finish();
    const tallies = ['a', 'b'].map((runId) => {
      const tally = new RowTally();
      for (const event of host.events)
        if (event.type === 'rows-recorded' && event.runId === runId) tally.add(event.rows);
      return { runId, count: tally.count, checksum: tally.checksum };
    });
    expect(tallies.map(({ count }) => count)).toEqual([10_000, 300]);
    expect(inEnglish(host.state)).toEqual({ kind: 'ended', reason: 'completed', message: null, tallies });
  });

  it('pauses, steps by exactly one, and resumes to the end', () => {
    const { host, loop } = start([new Counter('a', 10), new Counter('b', 10)], 2);
    while (host.iterations('a').length < 3) host.turn();
    loop.handle({ type: 'pause-training' });
    const paused = host.iterations('a').length;
    host.finish();
    expect(host.iterations('a')).toHaveLength(paused);
    loop.handle({ type: 'step-training' });
    expect(host.iterations('a')).toHaveLength(paused + 1);
    expect(host.iterations('b')).toHaveLength(paused + 1);
    expect(inEnglish(host.state)).toEqual({ kind: 'paused' });
    loop.handle({ type: 'resume-training' });
    host.finish();
    expect(host.iterations('b')).toEqual(upTo(10));
  });

  it('steps past the planned end, one at a time', () => {
    const { host, loop } = start([new Counter('a', 10)]);
    host.finish();
    loop.handle({ type: 'step-training' });
    expect(host.iterations('a')).toEqual(upTo(11));
    loop.handle({ type: 'resume-training' });
    host.finish();
    expect(host.iterations('a')).toEqual(upTo(11));
    expect(inEnglish(host.state)).toMatchObject({ kind: 'ended', reason: 'completed' });
  });

  it('stops for good', () => {
    const { host, loop } = start([new Counter('a', 10)], 2);
    loop.handle({ type: 'stop-training' });
    loop.handle({ type: 'step-training' });
    loop.handle({ type: 'resume-training' });
    host.finish();
    expect(host.iterations('a')).toEqual([]);
    expect(inEnglish(host.state)).toEqual({ kind: 'ended', reason: 'stopped', message: null });
  });

  it('ends a run at its first non-finite loss, names the iteration, and lets the other run finish', () => {
    const { host } = start([
      new Counter('a', 10, (iteration) => (iteration < 4 ? 1 : Number.NaN)),
      new Counter('b', 10),
    ]);
    host.finish();
    expect(host.iterations('a')).toEqual(upTo(4));
    expect(host.iterations('b')).toEqual(upTo(10));
    expect(inEnglish(host.state)).toEqual({
      kind: 'ended',
      reason: 'non-finite',
      message: 'a: loss is NaN at iteration 4',
    });
  });

  it.each([true, false])('tells once where a run left the finite numbers, whether it stops there or not', (stops) => {
    const { host } = start([new Counter('a', 10, (iteration) => (iteration < 4 ? 1 : Number.NaN))], 0, stops);
    host.finish();
    expect(inEnglish(host.events.filter(({ type }) => type === 'became-non-finite'))).toEqual([
      { type: 'became-non-finite', runId: 'a', iteration: 4, message: 'loss is NaN' },
    ]);
    expect(host.iterations('a')).toEqual(upTo(stops ? 4 : 10));
  });

  it('reports what a run raises, with its place, and keeps the rows before it', () => {
    const range = { file: 'train.py', cell: 3, start: 0, end: 8, line: 7, column: 1, endLine: 7, endColumn: 9 };
    const { host } = start([
      new Counter('a', 10, (iteration) => {
        if (iteration === 6) throw new TrainingError(verbatim('FailedPreconditionError: w is not initialized'), range);
        return 1;
      }),
    ]);
    host.finish();
    expect(host.iterations('a')).toEqual(upTo(5));
    expect(inEnglish(host.state)).toEqual({
      kind: 'failed',
      message: 'FailedPreconditionError: w is not initialized',
      location: { file: 'train.py', cell: 3, line: 7, column: 1, endLine: 7, endColumn: 9 },
    });
    expect(host.events.filter(({ type }) => type === 'defect-found')).toEqual([]);
  });

  it('tells the log, and no user, what JavaScript says of a defect', () => {
    const { host } = start([
      new Counter('a', 10, () => {
        throw new TypeError("Cannot read properties of undefined (reading 'shape')");
      }),
    ]);
    host.finish();
    const defect = expect.stringContaining('Cannot read properties') as string;
    expect(host.events.find(({ type }) => type === 'defect-found')).toEqual({ type: 'defect-found', defect });
    expect(inEnglish(host.state)).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/is a defect/) as string,
    });
  });

  it('runs to a step and pauses there, past the planned end too', () => {
    const { host, loop } = start([new Counter('a', 10), new Counter('b', 10)]);
    loop.handle({ type: 'run-to', iteration: 7 });
    host.finish();
    expect(inEnglish(host.state)).toEqual({ kind: 'paused' });
    expect(host.iterations('a')).toEqual([1, 2, 3, 4, 5, 6, 7]);
    loop.handle({ type: 'resume-training' });
    host.finish();
    expect(inEnglish(host.state)).toMatchObject({ kind: 'ended', reason: 'completed' });
    loop.handle({ type: 'run-to', iteration: 14 });
    host.finish();
    expect(inEnglish(host.state)).toEqual({ kind: 'paused' });
    expect(host.iterations('b').at(-1)).toBe(14);
    loop.handle({ type: 'run-to', iteration: 3 });
    host.finish();
    expect(host.iterations('b').at(-1)).toBe(14);
  });
});
