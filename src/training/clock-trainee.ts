import type { Message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import type { PlannedClock, PlannedRun, Unresolved } from '../plan/training-plan';
import { fixedColumns, groupColumn } from '../protocol/columns';
import type { RowRecorder } from './row-recorder';
import type { Trainee } from './trainee';
import { TrainingError } from './training-error';

/**
 * Runs the clock of a planned run: a row an update, with the rate that it is made with, the scheduler's steps before it and its epoch. The loss
 * is that of a stand-in, one number that the rates alone bring down.
 */
export class ClockTrainee implements Trainee {
  readonly id: string;
  readonly columns: readonly string[];
  readonly absent: readonly string[] = [];
  readonly unresolved: readonly Unresolved[] = [];
  readonly rowBytes: number;
  readonly place: SourceRange;
  readonly plannedIterations: number;
  completedIterations = 0;
  readonly execution = null;
  private weight = 1;

  constructor(
    { id, plan }: PlannedRun,
    private readonly clock: PlannedClock,
  ) {
    this.id = id;
    this.place = plan.call;
    // What the library raises is met by the update after the last one.
    this.plannedIterations = Math.min(plan.iterations, clock.rows.rates.length + (clock.rows.raised === null ? 0 : 1));
    const { epochs, others } = clock.rows;
    this.columns = [
      ...fixedColumns,
      ...(epochs === null ? [] : ['epoch']),
      ...others.map((_, at) => groupColumn(at + 1)),
    ];
    this.rowBytes = this.columns.length * Float64Array.BYTES_PER_ELEMENT;
  }

  /** Throws a TrainingError with what the library raises. */
  advance(recorder: RowRecorder, most: number): Message | null {
    const { rows, lossFactor } = this.clock;
    const made = rows.rates.length;
    for (let left = Math.min(most, recorder.free); left > 0; left -= 1) {
      const update = this.completedIterations;
      if (update >= made && rows.raised !== null) throw new TrainingError(rows.raised, this.place);
      // Past the planned end the last update is made again.
      const row = Math.min(update, made - 1);
      const rate = rows.rates[row] ?? Number.NaN;
      const epoch = rows.epochs === null ? [] : [rows.epochs[row]];
      const others = rows.others.map((rates) => rates[row]);
      const cells = [update + 1, rows.steps[row], rate, this.weight ** 2, ...epoch, ...others];
      this.columns.forEach((_, column) => {
        recorder.set(column, cells[column] ?? Number.NaN);
      });
      recorder.endRow();
      this.weight -= this.weight * rate * lossFactor;
      this.completedIterations += 1;
    }
    return null;
  }

  dispose(): void {
    this.weight = Number.NaN;
  }
}
