import type { Disposable } from '../base/disposable';
import { Emitter } from '../base/emitter';
import type { TrainingSnapshot } from '../protocol/training-messages';
import type { RunShelf } from './run-shelf';
import type { SourceChange, TrainingSource } from './training-source';

/** A training with a panel's earlier runs beside it. */
export class ShelvedSource implements TrainingSource {
  private readonly changes = new Emitter<SourceChange>();
  private readonly subscription: Disposable;
  private isOutOfDate = false;

  constructor(
    readonly inner: TrainingSource,
    private readonly shelf: RunShelf,
  ) {
    this.subscription = inner.onDidChange((change) => {
      this.changes.fire(change);
    });
  }

  get snapshot(): TrainingSnapshot {
    const snapshot = { ...this.inner.snapshot, isOutOfDate: this.isOutOfDate };
    // Earlier runs without the present ones beside them would look like the present ones.
    if (snapshot.runs.length === 0) return snapshot;
    return { ...snapshot, runs: [...snapshot.runs, ...this.shelf.views(snapshot)] };
  }

  get texts(): TrainingSource['texts'] {
    return this.inner.texts;
  }

  /** After an edit of the program: whether it says something else now than when it was read. */
  programChanged(isOutOfDate: boolean): void {
    if (isOutOfDate === this.isOutOfDate) return;
    this.isOutOfDate = isOutOfDate;
    this.changes.fire({ type: 'program' });
  }

  /** After the shelf has changed. */
  runsChanged(): void {
    this.changes.fire({ type: 'runs' });
  }

  rows(runId: string): ReturnType<TrainingSource['rows']> {
    return this.shelf.rows(runId) ?? this.inner.rows(runId);
  }

  onDidChange(listener: (change: SourceChange) => void): Disposable {
    return this.changes.event(listener);
  }

  trace(iteration: number): ReturnType<TrainingSource['trace']> {
    return this.inner.trace(iteration);
  }

  pause(): void {
    this.inner.pause();
  }

  resume(): void {
    this.inner.resume();
  }

  step(): void {
    this.inner.step();
  }

  runTo(iteration: number): void {
    this.inner.runTo(iteration);
  }

  stop(): void {
    this.inner.stop();
  }

  restart(): void {
    this.inner.restart();
  }

  reopen(): TrainingSource {
    return this.inner.reopen();
  }

  dispose(): void {
    this.subscription.dispose();
    this.inner.dispose();
    this.changes.dispose();
  }
}
