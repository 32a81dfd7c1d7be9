import type { Unresolved } from '../plan/training-plan';
import type { RowRecorder } from './row-recorder';

/** One run in training: it advances an iteration at a time and writes a row for each. */
export interface Trainee {
  readonly id: string;
  readonly columns: readonly string[];
  readonly absent: readonly string[];
  /** Stand-ins beside those that the plan names. */
  readonly unresolved: readonly Unresolved[];
  /** Iterations that the program makes. */
  readonly plannedIterations: number;
  readonly completedIterations: number;
  /**
   * Trains one iteration and writes its row. Past the planned end, the program's last session run is repeated.
   * Returns what became NaN or infinite in this iteration, or null. Throws what TensorFlow would raise.
   */
  advance(recorder: RowRecorder): string | null;
  /** Frees every tensor. */
  dispose(): void;
}
