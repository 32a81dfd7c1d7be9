import type { Message } from '../base/message';
import type { Disposable } from '../base/disposable';
import type { ColumnBatch } from '../protocol/columns';
import type { StepTrace } from '../protocol/step-trace';
import type { SourceText, TrainingSnapshot } from '../protocol/training-messages';

/** What changed in a source: everything (rows start anew), what is known of its runs, its program, the rows of a run, or the state. */
export type SourceChange =
  | { readonly type: 'reset' }
  | { readonly type: 'runs' }
  | { readonly type: 'program' }
  | { readonly type: 'rows'; readonly runId: string }
  | { readonly type: 'state' };

/**
 * What a panel shows: a training that somebody else runs, with every row that it has recorded. A `TrainingSession` is one.
 * Disposing of it ends the training.
 */
export interface TrainingSource extends Disposable {
  readonly snapshot: TrainingSnapshot;
  /** Every text that the training is of: the program's own and its modules'. */
  readonly texts: readonly SourceText[];
  rows(runId: string): {
    readonly count: number;
    /** At most `maxRows` rows from `firstRow` on, in a buffer of exactly their size. */
    read(firstRow: number, maxRows: number): ColumnBatch;
  };
  onDidChange(listener: (change: SourceChange) => void): Disposable;
  pause(): void;
  resume(): void;
  step(): void;
  /** Trains on to an iteration, then pauses. */
  runTo(iteration: number): void;
  stop(): void;
  restart(): void;
  /** The same training in a source of its own, from the start. */
  reopen(): TrainingSource;
  /** Takes one iteration of every run apart; null where a newer question took its place. */
  trace(iteration: number): Promise<{ readonly traces: readonly StepTrace[]; readonly problem: Message | null } | null>;
}
