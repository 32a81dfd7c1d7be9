/**
 * Rows of a run, stored by column: `count` rows of `names.length` columns in one exact-size buffer of float64, column after column.
 * The first columns are always `iteration`, `global_step`, `learning_rate`, `loss`; those of moving averages follow, then the variables'.
 */
export interface ColumnBatch {
  /** Index of the batch's first row within its run, from 0. Batches of a run are contiguous and in order. */
  readonly firstRow: number;
  readonly count: number;
  /** float64, `count * columns` values; column c's row r is at `c * count + r`. */
  readonly values: ArrayBuffer;
}

/** Columns that every run has, in the order of `global-step run --format csv`. */
export const fixedColumns = ['iteration', 'global_step', 'learning_rate', 'loss'] as const;

/** The column of the rate of a group of parameters behind the first: the second, … */
export function groupColumn(place: number): string {
  return `learning_rate_${place + 1}`;
}

/** The column of the decay that a moving average was last updated with: that of the program's first such average, of its second, … */
export function decayColumn(index: number): string {
  return index === 0 ? 'shadow_decay' : `shadow_decay_${index + 1}`;
}

/** The column of the average of something that the program calls `name`, as `ema.average(name)` gives it. */
export function averageColumn(name: string): string {
  return `average(${name})`;
}

/** Whether a column is that of a moving average's decay. */
export function isDecayColumn(column: string): boolean {
  return /^shadow_decay(?:_\d+)?$/.test(column);
}

/** Whether a column is that of an average: no variable's name has parentheses. */
export function isAverageColumn(column: string): boolean {
  return /^average\(.*\)$/.test(column);
}

/** The columns that the command line reports: those that every run has, and those of moving averages, which stand right behind them. */
export function reportedOf(columns: readonly string[]): readonly string[] {
  const end = columns.findIndex(
    (column, index) => index >= fixedColumns.length && !isDecayColumn(column) && !isAverageColumn(column),
  );
  return end < 0 ? columns : columns.slice(0, end);
}
