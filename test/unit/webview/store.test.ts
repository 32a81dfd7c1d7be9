import { describe, expect, it } from 'vitest';
import type { ColumnBatch } from '../../../src/protocol/columns';
import type { TrainingSnapshot } from '../../../src/protocol/training-messages';
import { initialState, type PageState, reduce, RowsOutOfOrderError } from '../../../webview/store';
import { runView } from '../../fakes/run-view';

const view = runView();
const snapshot: TrainingSnapshot = {
  title: 'train.py',
  runs: [view, { ...view, id: 'counterpart', variant: 'counterpart', passesGlobalStep: false }],
  trainOps: null,
  entries: [],
  unresolved: [],
  sources: [],
  state: { kind: 'running' },
  playground: null,
  verdict: null,
  isOutOfDate: false,
};
const batchOf = (firstRow: number, ...rows: number[][]): ColumnBatch => {
  const values = new Float64Array(rows.length * 4);
  rows.forEach((row, at) => {
    row.forEach((value, column) => (values[column * rows.length + at] = value));
  });
  return { firstRow, count: rows.length, values: values.buffer };
};
const recorded = (runId: string, rows: ColumnBatch, batch = 0) =>
  ({ type: 'steps-recorded', runId, batch, rows }) as const;
const taken: PageState = reduce(initialState, { type: 'snapshot-taken', snapshot });

const valuesOf = ({ runs }: PageState, run: number, column: number): number[] => {
  const rows = runs[run]?.rows;
  return Array.from({ length: rows?.count ?? 0 }, (_, row) => rows?.at(row, column) ?? Number.NaN);
};

describe('reduce', () => {
  it('puts the rows of each run behind its own', () => {
    const one = reduce(taken, recorded('as-written', batchOf(0, [1, 1, 0.107, 2], [2, 2, 0.114, 1])));
    const two = reduce(one, recorded('counterpart', batchOf(0, [1, 0, 0.1, 2])));
    const three = reduce(two, recorded('as-written', batchOf(2, [3, 3, 0.123, 0.5])));
    expect(three.runs.map(({ rows }) => rows.count)).toEqual([3, 1]);
    expect(valuesOf(three, 0, 2)).toEqual([0.107, 0.114, 0.123]);
    expect(valuesOf(three, 1, 1)).toEqual([0]);
  });

  it('leaves the state before as it was, though buffers are shared', () => {
    const one = reduce(taken, recorded('as-written', batchOf(0, [1, 1, 0.1, 2])));
    const left = reduce(one, recorded('as-written', batchOf(1, [2, 2, 0.2, 1])));
    const right = reduce(one, recorded('as-written', batchOf(1, [2, 7, 0.7, 1])));
    expect(one.runs[0]?.rows.count).toBe(1);
    expect(left.runs[0]?.rows.at(1, 1)).toBe(2);
    expect(right.runs[0]?.rows.at(1, 1)).toBe(7);
    expect(taken.runs[0]?.rows.count).toBe(0);
  });

  it('forgets every row at a snapshot', () => {
    const one = reduce(taken, recorded('as-written', batchOf(0, [1, 1, 0.1, 2])));
    const again = reduce(one, { type: 'snapshot-taken', snapshot });
    expect(again.runs.map(({ rows }) => rows.count)).toEqual([0, 0]);
  });

  it('keeps the object of a run that says the same, so that views need not compare texts', () => {
    const [before] = taken.runs;
    const again = reduce(taken, { type: 'runs-changed', runs: [{ ...view }] });
    expect(again.runs[0]?.view).toBe(before?.view);
    const changed = reduce(taken, { type: 'runs-changed', runs: [{ ...view, isVaried: true }] });
    expect(changed.runs[0]?.view).not.toBe(before?.view);
    expect(changed.runs[0]?.view.isVaried).toBe(true);
  });

  it('takes over a state and keeps everything else', () => {
    const one = reduce(taken, recorded('as-written', batchOf(0, [1, 1, 0.1, 2])));
    const paused = reduce(one, { type: 'state-changed', state: { kind: 'paused' } });
    expect(paused.snapshot).toEqual({ ...snapshot, state: { kind: 'paused' } });
    expect(paused.runs).toBe(one.runs);
  });

  it('has nothing to change before the first snapshot', () => {
    expect(reduce(initialState, { type: 'state-changed', state: { kind: 'paused' } })).toBe(initialState);
  });

  it.each([
    ['a gap', 'as-written', batchOf(1, [2, 2, 0.1, 2])],
    ['an unknown run', 'nobody', batchOf(0, [1, 1, 0.1, 2])],
    ['another width', 'as-written', { firstRow: 0, count: 1, values: new Float64Array(3).buffer }],
  ])('refuses %s', (_, runId, rows) => {
    expect(() => reduce(taken, recorded(runId, rows))).toThrow(RowsOutOfOrderError);
  });

  it('grows over many batches without losing a row, and knows the extremes', () => {
    let state = taken;
    for (let first = 0; first < 5000; first += 50) {
      const rows = Array.from({ length: 50 }, (_, at) => [first + at + 1, 0, Math.sin(first + at), first + at]);
      state = reduce(state, recorded('as-written', batchOf(first, ...rows)));
    }
    const rows = state.runs[0]?.rows;
    expect(rows?.count).toBe(5000);
    expect(valuesOf(state, 0, 3)).toEqual(Array.from({ length: 5000 }, (_, at) => at));
    expect({ ...rows?.extremesOf(3) }).toEqual({ min: 0, max: 4999, leastPositive: 1, hasNonFinite: false });
  });

  it('keeps a value that is not finite out of the extremes, and says that there is one', () => {
    const broken = reduce(taken, recorded('as-written', batchOf(0, [1, 1, 0.1, 3], [2, 2, 0.1, Number.NaN])));
    expect({ ...broken.runs[0]?.rows.extremesOf(3) }).toEqual({ min: 3, max: 3, leastPositive: 3, hasNonFinite: true });
  });
});
