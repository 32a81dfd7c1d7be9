import type { TrainingPlan } from '../plan/training-plan';
import { averageColumn, decayColumn } from '../protocol/columns';
import type { BuiltGraph } from '../tf1/build-graph';
import { executionOrder } from '../tf1/execution-order';
import type { Tensor } from '../tf1/graph';
import { type AveragesUpdate, ExponentialMovingAverage, type UpdatedAverage } from '../tf1/moving-average';
import { type ColumnFetch, type Fetch, operationOf } from '../tf1/session';
import { isFullyDefined } from '../tf1/shape';
import { at, sizeOf } from '../tf1/value';
import { Variable } from '../tf1/variable';
import { asFetch } from './plan-feeds';
import type { RowRecorder } from './row-recorder';

// The moving averages whose decay reads a count: what they are, what their columns are, and which decay each was last updated with.

/** Most averages that have a column of their own. */
const mostAverages = 8;

/** The updates that the program's moving averages make, those of each in the order in which they are made; of a constant decay none. */
export function countedAverages({ calls }: Pick<TrainingPlan, 'calls'>, built: BuiltGraph): AveragesUpdate[][] {
  const failed = new Set(built.failures.map(({ id }) => id));
  const made = calls.flatMap(({ id }) => {
    const result = failed.has(id) ? null : built.resultOf({ kind: 'call', id });
    return result?.kind === 'object' && result.value instanceof ExponentialMovingAverage ? [result.value] : [];
  });
  return [...new Set(made)]
    .map(({ updates }) => updates.filter(({ count }) => count !== null))
    .filter((updates) => updates.length > 0);
}

/** The program's names of what is averaged; TensorFlow's where it has none. */
export function averagedNames(
  { variables, loss }: Pick<TrainingPlan, 'variables' | 'loss'>,
  built: BuiltGraph,
): (target: UpdatedAverage['target']) => string {
  const named = [...variables, ...(loss === null ? [] : [{ name: 'loss', value: loss }])];
  const names = new Map(named.map(({ name, value }) => [asFetch(built.resultOf(value)), name]));
  return (target) => names.get(target) ?? (target instanceof Variable ? target.opName : target.op.name);
}

/** A column that a decay is reported in, with the updates that it is the decay of. */
interface DecayPlace {
  readonly column: number;
  readonly updates: readonly AveragesUpdate[];
}

/** The columns of a program's moving averages, from the place `first` on: the decays, then averages of one element. */
export interface AverageColumns {
  readonly columns: readonly string[];
  readonly decays: readonly DecayPlace[];
  readonly observed: readonly ColumnFetch[];
}

/** The columns of the moving averages whose decay reads a count; none where there are none. */
export function averageColumns(plan: TrainingPlan, built: BuiltGraph, first: number): AverageColumns {
  const counted = countedAverages(plan, built);
  const nameOf = averagedNames(plan, built);
  const decays = counted.map((updates, index) => ({ column: first + index, updates }));
  const columns = counted.map((_, index) => decayColumn(index));
  const observed: ColumnFetch[] = [];
  for (const { target, shadow } of counted.flat().flatMap(({ averages }) => averages)) {
    if (!isFullyDefined(shadow.shape) || sizeOf(shadow.shape) !== 1 || observed.length >= mostAverages) continue;
    const name = averageColumn(nameOf(target));
    // A second average of the same has the name that TensorFlow tells it apart by.
    columns.push(columns.includes(name) ? averageColumn(shadow.opName) : name);
    observed.push({ column: first + columns.length - 1, fetch: shadow });
  }
  return { columns, decays, observed };
}

/** Which decay each moving average was last updated with, by the column that reports it. */
export class SeenDecays {
  private readonly last = new Map<number, number>();

  constructor(private readonly places: readonly DecayPlace[]) {}

  get isEmpty(): boolean {
    return this.places.length === 0;
  }

  /** The decays of the averages that a run updates, which are computed in it anyway. */
  in(fetches: readonly Fetch[], fed: readonly Tensor[]): readonly ColumnFetch[] {
    const executed = new Set(executionOrder(fetches.map(operationOf), new Set(fed)));
    return this.places.flatMap(({ column, updates }) => {
      const update = updates.findLast(({ done }) => executed.has(done));
      return update === undefined ? [] : [{ column, fetch: update.decay }];
    });
  }

  see(column: number, value: number): void {
    this.last.set(column, value);
  }

  /** Another session's averages are not updated yet. */
  forget(): void {
    this.last.clear();
  }

  /** Completes the next `rows` rows before they are ended: an average that their run does not update stays as it was last updated. */
  complete(recorder: RowRecorder, rows: number, reported: readonly ColumnFetch[]): void {
    if (rows === 0) return;
    for (const { column } of this.places) {
      if (reported.some((one) => one.column === column))
        this.see(column, at(recorder.columns, column * recorder.capacity + recorder.position + rows - 1));
      else recorder.fill(column, rows, this.last.get(column) ?? Number.NaN);
    }
  }
}
