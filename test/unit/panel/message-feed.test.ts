import { beforeEach, describe, expect, it } from 'vitest';
import {
  batchesInFlight,
  type FeedClock,
  longestBatch,
  MessageFeed,
  messageIntervalMs,
} from '../../../src/panel/message-feed';
import type { HostMessage } from '../../../src/protocol/training-messages';
import { FakeSource } from '../../fakes/fake-source';

/** Time that stands still until a test moves it. */
class FakeClock implements FeedClock {
  time = 0;
  private timers: { readonly due: number; readonly callback: () => void }[] = [];

  now(): number {
    return this.time;
  }

  schedule(callback: () => void, delayMs: number) {
    const timer = { due: this.time + delayMs, callback };
    this.timers.push(timer);
    return { dispose: () => void (this.timers = this.timers.filter((other) => other !== timer)) };
  }

  get isIdle(): boolean {
    return this.timers.length === 0;
  }

  advance(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.timers.toSorted((one, other) => one.due - other.due)[0];
      if (next === undefined || next.due > end) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.time = next.due;
      next.callback();
    }
    this.time = end;
  }
}

let source: FakeSource;
let clock: FakeClock;
let posted: { readonly at: number; readonly message: HostMessage }[];
let feed: MessageFeed;

beforeEach(() => {
  source = new FakeSource(['a', 'b']);
  clock = new FakeClock();
  posted = [];
  feed = new MessageFeed(source, (message) => posted.push({ at: clock.time, message }), clock);
});

const types = () => posted.map(({ message }) => message.type);
const batches = () => posted.flatMap(({ message }) => (message.type === 'steps-recorded' ? [message] : []));
const acknowledgeAll = () => {
  for (const { batch } of batches()) feed.acknowledge(batch);
};
/** Lets the feed run with a page that answers at once. */
const settle = (ms = 5000) => {
  for (let passed = 0; passed < ms; passed += 10) {
    clock.advance(10);
    acknowledgeAll();
  }
};

describe('MessageFeed', () => {
  it('sends nothing before the page announces itself, then the snapshot first', () => {
    source.record('a', 3);
    source.enter({ kind: 'running' });
    clock.advance(1000);
    expect(posted).toEqual([]);
    feed.open();
    settle();
    expect(types()).toEqual(['snapshot-taken', 'steps-recorded']);
    expect(batches()[0]?.rows.count).toBe(3);
  });

  it('sends every row of every run once and in order, however they come', () => {
    feed.open();
    for (let turn = 0; turn < 40; turn++) {
      source.record('a', 1 + (turn % 3));
      if (turn % 2 === 0) source.record('b', 5);
      clock.advance(7);
      acknowledgeAll();
    }
    settle();
    for (const id of ['a', 'b']) {
      const values = batches()
        .filter(({ runId }) => runId === id)
        .flatMap(({ rows }) => [...new Float64Array(rows.values).subarray(0, rows.count)]);
      expect(values).toEqual(Array.from({ length: source.rows(id).count }, (_, row) => row + 1));
    }
  });

  it('keeps to 60 messages a second', () => {
    feed.open();
    for (let turn = 0; turn < 1000; turn++) {
      source.record('a', 10);
      source.record('b', 10);
      source.enter({ kind: turn % 2 === 0 ? 'paused' : 'running' });
      clock.advance(1);
      acknowledgeAll();
    }
    expect(posted.length).toBeGreaterThan(50);
    expect(posted.length).toBeLessThanOrEqual(61);
    const gaps = posted.slice(1).map(({ at }, index) => at - (posted[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(messageIntervalMs - 1e-6);
  });

  it('has no more batches on the way than the page may owe, and goes on when it answers', () => {
    feed.open();
    for (let turn = 0; turn < 100; turn++) {
      source.record('a', 10);
      clock.advance(20);
    }
    expect(batches()).toHaveLength(batchesInFlight);
    expect(clock.isIdle).toBe(true);
    feed.acknowledge(batches()[0]?.batch ?? -1);
    clock.advance(20);
    expect(batches()).toHaveLength(batchesInFlight + 1);
    // All that has gathered meanwhile goes in one batch.
    expect(batches().at(-1)?.rows.count).toBe(1000 - batchesInFlight * 10);
  });

  it('does not count an answer twice, nor one to a batch that it never sent', () => {
    feed.open();
    for (let turn = 0; turn < 10; turn++) {
      source.record('a', 1);
      clock.advance(20);
    }
    feed.acknowledge(0);
    feed.acknowledge(0);
    feed.acknowledge(999);
    for (let turn = 0; turn < 10; turn++) {
      source.record('a', 1);
      clock.advance(20);
    }
    expect(batches()).toHaveLength(batchesInFlight + 1);
  });

  it('cuts a backlog into batches of bounded size, in exactly sized buffers', () => {
    source.record('a', longestBatch * 2 + 5);
    feed.open();
    settle();
    expect(batches().map(({ rows }) => rows.count)).toEqual([longestBatch, longestBatch, 5]);
    for (const { rows } of batches()) expect(rows.values.byteLength).toBe(rows.count * source.width * 8);
  });

  it('takes the runs in turn, so that none waits for the other', () => {
    source.record('a', longestBatch * 3);
    source.record('b', longestBatch * 3);
    feed.open();
    settle();
    expect(batches().map(({ runId }) => runId)).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
  });

  it('tells a pause at once, but an end only after the last row', () => {
    feed.open();
    clock.advance(100);
    source.record('a', longestBatch * 2);
    source.enter({ kind: 'paused' });
    clock.advance(200);
    expect(types().slice(0, 3)).toEqual(['snapshot-taken', 'steps-recorded', 'state-changed']);
    source.record('b', longestBatch * 6);
    source.enter({ kind: 'ended', reason: 'completed', message: null });
    settle();
    expect(posted.at(-1)?.message).toEqual({
      type: 'state-changed',
      state: { kind: 'ended', reason: 'completed', message: null },
    });
    expect(batches().reduce((sum, { rows }) => sum + rows.count, 0)).toBe(longestBatch * 8);
  });

  it('sends nothing while closed, and everything from the start to the next page', () => {
    feed.open();
    source.record('a', 4);
    settle();
    feed.close();
    const before = posted.length;
    source.record('a', 4);
    source.enter({ kind: 'paused' });
    clock.advance(1000);
    expect(posted).toHaveLength(before);
    feed.open();
    settle();
    expect(types().slice(before)).toEqual(['snapshot-taken', 'steps-recorded']);
    expect(batches().at(-1)?.rows).toMatchObject({ firstRow: 0, count: 8 });
  });

  it('starts anew when the source does, without a row from before', () => {
    feed.open();
    source.record('a', 50);
    settle();
    const before = posted.length;
    source.reset();
    source.record('a', 2);
    settle();
    expect(types().slice(before)).toEqual(['snapshot-taken', 'steps-recorded']);
    expect(batches().at(-1)?.rows).toMatchObject({ firstRow: 0, count: 2 });
  });

  it('is silent once disposed of', () => {
    feed.open();
    settle();
    source.record('a', 1);
    const before = posted.length;
    source.record('a', 1);
    expect(clock.isIdle).toBe(false);
    feed.dispose();
    source.record('a', 1);
    clock.advance(1000);
    expect(posted).toHaveLength(before);
    expect(clock.isIdle).toBe(true);
  });
});
