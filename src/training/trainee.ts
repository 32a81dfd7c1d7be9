import type { Message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import type { Unresolved } from '../plan/training-plan';
import type { Execution } from './commands';
import type { RowRecorder } from './row-recorder';

/** One run in training: it advances an iteration at a time and writes a row for each. */
export interface Trainee {
  readonly id: string;
  readonly columns: readonly string[];
  readonly absent: readonly string[];
  /** Stand-ins beside those that the plan names. */
  readonly unresolved: readonly Unresolved[];
  /** What a row takes at most where rows are kept: columns that grow by the same from row to row take nothing. */
  readonly rowBytes: number;
  /** Where its train op is made. */
  readonly place: SourceRange | null;
  /** Iterations that the program makes; the most that it makes, until it turns out that it leaves its loop before. */
  readonly plannedIterations: number;
  readonly completedIterations: number;
  /** How its iterations are executed, once that is known. */
  readonly execution: Execution | null;
  /**
   * Trains up to `most` iterations, as many as the recorder has room for, and writes and ends their rows. Past the planned end, the
   * program's last session run is repeated. Ends with the first iteration in which something became NaN or infinite and returns
   * what, or null. Throws what TensorFlow would raise.
   */
  advance(recorder: RowRecorder, most: number): Message | null;
  /** Frees every tensor. */
  dispose(): void;
}
