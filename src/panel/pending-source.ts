import type { Message } from '../base/message';
import type { Disposable } from '../base/disposable';
import { Emitter } from '../base/emitter';
import type { SessionState, SourceLocation, TrainingSnapshot } from '../protocol/training-messages';
import type { SourceChange, TrainingSource } from './training-source';

const noRows = { count: 0, read: (firstRow: number) => ({ firstRow, count: 0, values: new ArrayBuffer(0) }) };
const ignore = (): void => undefined;

/** What a panel shows while there is no training yet, and when none can be made: a state, and a restart that tries again. */
export class PendingSource implements TrainingSource {
  private readonly changes = new Emitter<SourceChange>();
  private state: SessionState = { kind: 'loading' };
  readonly texts = [];
  readonly pause = ignore;
  readonly resume = ignore;
  readonly step = ignore;
  readonly runTo = ignore;
  readonly stop = ignore;

  constructor(
    private readonly title: string,
    private readonly retry: () => void,
  ) {}

  get snapshot(): TrainingSnapshot {
    return {
      title: this.title,
      verdict: null,
      runs: [],
      trainOps: null,
      entries: [],
      unresolved: [],
      sources: [],
      state: this.state,
      playground: null,
      isOutOfDate: false,
    };
  }

  /** There is no training: why, and where in the program. */
  fail(message: Message, location: SourceLocation | null = null): void {
    this.state = { kind: 'failed', message, location };
    this.changes.fire({ type: 'state' });
  }

  rows(): typeof noRows {
    return noRows;
  }

  onDidChange(listener: (change: SourceChange) => void): Disposable {
    return this.changes.event(listener);
  }

  trace(): Promise<null> {
    return Promise.resolve(null);
  }

  /** There is nothing to open again; asking for the training once more is a restart. */
  reopen(): TrainingSource {
    return this;
  }

  restart(): void {
    this.retry();
  }

  dispose(): void {
    this.changes.dispose();
  }
}
