import type { Disposable } from '../base/disposable';
import type { TrainingNews } from '../protocol/training-messages';
import type { TrainingSource } from './training-source';

/** Time as the feed needs it. */
export interface FeedClock {
  now(): number;
  /** Calls back once, at least `delayMs` later; disposing of the result prevents it. */
  schedule(callback: () => void, delayMs: number): Disposable;
}

/** Least time between two messages: a webview shows at most 60 pictures a second, and its channel takes few messages well. Exported for tests. */
export const messageIntervalMs = 1000 / 60;
/** Batches of rows on the way whose arrival the page has not acknowledged yet. Exported for tests. */
export const batchesInFlight = 4;
/** Rows of one batch: what has gathered since the last one, up to this many when the page is behind. Exported for tests. */
export const longestBatch = 16_384;

/**
 * Feeds one page from a source: a snapshot when the page says that it listens, then rows, each run in its turn, and states. It sends
 * nothing before that, nothing while the panel is hidden, and never more than the page has shown that it can take.
 */
export class MessageFeed implements Disposable {
  private readonly subscription: Disposable;
  private timer: Disposable | null = null;
  private isOpen = false;
  private owesSnapshot = false;
  private owesState = false;
  private owesRuns = false;
  private owesProgram = false;
  private sentRows = new Map<string, number>();
  private inFlight = new Set<number>();
  private nextBatch = 0;
  private lastRun: string | null = null;
  private lastSent = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly source: TrainingSource,
    private readonly post: (message: TrainingNews) => void,
    private readonly clock: FeedClock,
  ) {
    this.subscription = source.onDidChange(({ type }) => {
      if (type === 'reset') this.startAnew();
      if (type === 'state') this.owesState = true;
      if (type === 'runs') this.owesRuns = true;
      if (type === 'program') this.owesProgram = true;
      this.pump();
    });
  }

  /** A fresh page listens, or one that has lost rows: it gets everything from the start. */
  open(): void {
    this.isOpen = true;
    this.inFlight.clear();
    this.startAnew();
    this.pump();
  }

  /** The page is gone or hidden: nothing is sent until the next `open`. */
  close(): void {
    this.isOpen = false;
    this.timer?.dispose();
    this.timer = null;
  }

  /** The page has taken in a batch. One that this page was never sent changes nothing. */
  acknowledge(batch: number): void {
    if (this.inFlight.delete(batch)) this.pump();
  }

  dispose(): void {
    this.close();
    this.subscription.dispose();
  }

  private startAnew(): void {
    this.owesSnapshot = true;
    this.owesState = false;
    this.owesRuns = false;
    this.owesProgram = false;
    this.sentRows = new Map();
  }

  /** Sends the next message if it is time, or comes back when it is. */
  private pump(): void {
    if (!this.isOpen || this.timer !== null) return;
    const wait = this.lastSent + messageIntervalMs - this.clock.now();
    if (wait > 0) {
      this.timer = this.clock.schedule(() => {
        this.timer = null;
        this.pump();
      }, wait);
      return;
    }
    const message = this.nextMessage();
    if (message === null) return;
    this.lastSent = this.clock.now();
    this.post(message);
    this.pump();
  }

  private nextMessage(): TrainingNews | null {
    const { source } = this;
    if (this.owesSnapshot) {
      this.owesSnapshot = false;
      this.owesState = false;
      this.owesRuns = false;
      this.owesProgram = false;
      return { type: 'snapshot-taken', snapshot: source.snapshot };
    }
    if (this.owesRuns) {
      this.owesRuns = false;
      return { type: 'runs-changed', runs: source.snapshot.runs };
    }
    if (this.owesProgram) {
      this.owesProgram = false;
      return { type: 'program-changed', isOutOfDate: source.snapshot.isOutOfDate };
    }
    const { state, runs } = source.snapshot;
    const behind = runs.map(({ id }) => id).filter((id) => source.rows(id).count > this.sent(id));
    // An end is told after its last row, so that a page that says "finished" shows everything; anything else is told at once.
    if (this.owesState && (state.kind !== 'ended' || behind.length === 0)) {
      this.owesState = false;
      return { type: 'state-changed', state };
    }
    if (this.inFlight.size >= batchesInFlight) return null;
    const runId = behind.find((id) => id !== this.lastRun) ?? behind[0];
    if (runId === undefined) return null;
    const rows = source.rows(runId).read(this.sent(runId), longestBatch);
    this.sentRows.set(runId, rows.firstRow + rows.count);
    this.lastRun = runId;
    const batch = this.nextBatch++;
    this.inFlight.add(batch);
    return { type: 'steps-recorded', runId, batch, rows };
  }

  private sent(runId: string): number {
    return this.sentRows.get(runId) ?? 0;
  }
}

/** The clock of the machine. */
export const systemClock: FeedClock = {
  now: () => performance.now(),
  schedule: (callback, delayMs) => {
    const timer = setTimeout(callback, delayMs);
    return {
      dispose: () => {
        clearTimeout(timer);
      },
    };
  },
};
