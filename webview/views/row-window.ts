/** Up to this many rows a table holds them all; beyond, those in sight and some around them. */
export const wholeRows = 1000;
/** Rows kept above and below those in sight. */
const around = 20;
/** No browser lays out elements of any height; from here on, a pixel of scrolling is more than a pixel of rows. */
const tallest = 8_000_000;

/** A stretch of rows. */
export interface RowWindow {
  readonly first: number;
  readonly count: number;
}

/** Where a table's rows are while it is scrolled. */
export interface Scrolled {
  readonly scrollTop: number;
  readonly clientHeight: number;
  readonly rowHeight: number;
}

/** Height of the scrolled area for so many rows. */
export function scrolledHeight(total: number, rowHeight: number): number {
  return Math.min(tallest, total * rowHeight);
}

/** The first row in sight; a fraction where a row is partly scrolled away. */
export function firstRowInSight(total: number, { scrollTop, clientHeight, rowHeight }: Scrolled): number {
  const height = scrolledHeight(total, rowHeight);
  const scrollable = Math.max(1, height - clientHeight);
  const rowsBelow = Math.max(0, total - clientHeight / rowHeight);
  return Math.min(rowsBelow, (Math.min(scrollTop, scrollable) / scrollable) * rowsBelow);
}

/** Where to scroll to for a row to be the first in sight. */
export function scrollTopOf(
  row: number,
  total: number,
  { clientHeight, rowHeight }: Omit<Scrolled, 'scrollTop'>,
): number {
  const scrollable = Math.max(0, scrolledHeight(total, rowHeight) - clientHeight);
  const rowsBelow = Math.max(1, total - clientHeight / rowHeight);
  return Math.min(scrollable, (row / rowsBelow) * scrollable);
}

/** The rows that a table of `total` holds: all, or those in sight and around. */
export function rowWindow(total: number, scrolled: Scrolled): RowWindow {
  if (total <= wholeRows) return { first: 0, count: total };
  const inSight = Math.ceil(scrolled.clientHeight / scrolled.rowHeight) + 1;
  const first = Math.max(0, Math.floor(firstRowInSight(total, scrolled)) - around);
  return { first, count: Math.min(total - first, inSight + 2 * around) };
}
