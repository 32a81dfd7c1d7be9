import { isDecayColumn } from './columns';
import { float32Text } from './float32-text';

/** Columns that count: their cells hold whole numbers in full, whatever float32 could hold. */
export const countingColumns: readonly string[] = ['iteration', 'global_step'];

/**
 * A cell of a run's rows as text, the same in the panel's table and in the command line's csv: counts in full, everything else as the
 * shortest float32 text, and nothing where the program has no such value.
 */
export function cellText(column: string, value: number, absent: readonly string[]): string {
  if (absent.includes(column)) return '';
  // Nothing was averaged yet.
  if (Number.isNaN(value) && isDecayColumn(column)) return '';
  return countingColumns.includes(column) ? String(value) : float32Text(value);
}
