/** Up to so many rows, all are in the table. */
export const wholeRows = 1000;
/** Beyond, the table holds a page of this many. */
export const pageRows = 200;

/** A stretch of rows. */
export interface RowWindow {
  readonly first: number;
  readonly count: number;
}

/** The rows that a table holds of `total`: all, or a page: the one from row `pinned` on, or the newest where that is null. */
export function rowWindow(total: number, pinned: number | null): RowWindow {
  if (total <= wholeRows) return { first: 0, count: total };
  const newest = total - pageRows;
  return { first: Math.min(Math.max(0, pinned ?? newest), newest), count: pageRows };
}
