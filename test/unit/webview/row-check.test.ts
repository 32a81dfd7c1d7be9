import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ColumnBatch } from '../../../src/protocol/columns';
import { RowTally, type TalliedRows } from '../../../src/protocol/row-tally';
import type { SessionState } from '../../../src/protocol/training-messages';
import { RowCheck } from '../../../webview/row-check';
import { initialState, type PageState, reduce, type ShownMessage } from '../../../webview/store';
import { runView } from '../../fakes/run-view';

const view = runView({ columns: ['iteration', 'loss'] });

const count = 50_000;
function batchOf(firstRow: number, rows: number): ColumnBatch {
  const values = Float64Array.from({ length: 2 * rows }, (_, at) =>
    at < rows ? firstRow + at + 1 : Math.fround(Math.sin(firstRow + at - rows)),
  );
  return { firstRow, count: rows, values: values.buffer };
}

const whole = new RowTally();
whole.add(batchOf(0, count));
const tallied = (changes: Partial<TalliedRows> = {}): SessionState => ({
  kind: 'ended',
  reason: 'completed',
  message: null,
  tallies: [{ runId: view.id, count, checksum: whole.checksum, ...changes }],
});

const snapshotOf = (state: SessionState): ShownMessage => ({
  type: 'snapshot-taken',
  snapshot: {
    title: '',
    runs: [view],
    trainOps: null,
    entries: [],
    unresolved: [],
    sources: [],
    state,
    playground: null,
    verdict: null,
    isOutOfDate: false,
  },
});

function batches(sizes: readonly number[]): ShownMessage[] {
  let firstRow = 0;
  return sizes.map((rows, batch) => {
    const message = { type: 'steps-recorded', runId: view.id, batch, rows: batchOf(firstRow, rows) } as const;
    firstRow += rows;
    return message;
  });
}

/** What the check says after each message, once no slice of it is due any more. */
async function resultsOf(messages: readonly ShownMessage[]): Promise<(string | null)[]> {
  const results: (string | null)[] = [];
  const check = new RowCheck((damaged) => results.push(damaged));
  let state: PageState = initialState;
  for (const message of messages) {
    state = reduce(state, message);
    check.update(state);
  }
  // A slice that has just ended may make the next timer a turn later.
  for (let turn = 0; turn < 20; turn++) await vi.runAllTimersAsync();
  check.update(state);
  return results;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('RowCheck', () => {
  it('finds the rows as they were made, once, when the end comes after them or before', async () => {
    const rows = batches([20_000, 29_999, 1]);
    const running = snapshotOf({ kind: 'running' });
    const ended = { type: 'state-changed', state: tallied() } as const;
    expect(await resultsOf([running, ...rows, ended])).toEqual([null]);
    expect(await resultsOf([snapshotOf(tallied()), ...rows])).toEqual([null]);
  });

  it('says which run is not as it was made', async () => {
    expect(await resultsOf([snapshotOf(tallied({ checksum: whole.checksum ^ 1 })), ...batches([count])])).toEqual([
      view.id,
    ]);
  });

  it('waits for rows that are missing, and says nothing where nothing was tallied', async () => {
    expect(await resultsOf([snapshotOf(tallied()), ...batches([count - 1])])).toEqual([]);
    expect(await resultsOf([snapshotOf({ kind: 'paused' }), ...batches([count])])).toEqual([]);
  });
});
