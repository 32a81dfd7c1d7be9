/**
 * Rows of a run, stored by column: `count` rows of `names.length` columns in one exact-size buffer of float64, column after column.
 * The first columns are always `iteration`, `global_step`, `learning_rate`, `loss`; the variables' follow.
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
