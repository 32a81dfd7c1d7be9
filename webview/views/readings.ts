import { isRunCounted } from '../../src/case/clock-case';
import { cellText } from '../../src/protocol/cell-text';
import type { RunState } from '../store';
import { shortCellText } from '../ui/number-text';
import { text } from '../ui/text';

/** Index of a column by name, or -1. */
export function columnIndex({ view }: RunState, column: string): number {
  return view.columns.indexOf(column);
}

/** Whether the program has values for a column. */
export function hasColumn(run: RunState, column: string): boolean {
  return columnIndex(run, column) >= 0 && !run.view.absent.includes(column);
}

/** The text of a cell as every view shows it; "" outside the rows and where there is no value. */
export function readingText(run: RunState, column: string, row: number): string {
  if (row < 0 || row >= run.rows.count) return '';
  return shortCellText(column, run.rows.at(row, columnIndex(run, column)), run.view.absent);
}

/** The value of a cell in full, as exports have it; "" outside the rows and where there is no value. */
export function cellTextOf(run: RunState, column: string, row: number): string {
  if (row < 0 || row >= run.rows.count) return '';
  return cellText(column, run.rows.at(row, columnIndex(run, column)), run.view.absent);
}

/** The last recorded value; NaN where there is none. */
export function lastValue(run: RunState, column: string): number {
  return hasColumn(run, column) ? run.rows.at(run.rows.count - 1, columnIndex(run, column)) : Number.NaN;
}

/** What a column did over all rows, in words. Null without rows or values. */
export function courseOf(run: RunState, column: string): string | null {
  if (!hasColumn(run, column) || run.rows.count === 0) return null;
  const { min, max, hasNonFinite } = run.rows.extremesOf(columnIndex(run, column));
  const last = readingText(run, column, run.rows.count - 1);
  if (hasNonFinite) return text.course.broken(last);
  if (run.rows.count === 1) return text.course.reads(last);
  if (min === max) return text.course.stays(last);
  const first = readingText(run, column, 0);
  if (first !== last) return text.course.went(first, last);
  return text.course.moved(shortCellText(column, min, []), shortCellText(column, max, []), last);
}

/** Whether the step has moved; null while too few rows tell. Exported for tests. */
export function hasStepMoved(run: RunState): boolean | null {
  if (!hasColumn(run, 'global_step') || run.rows.count < 2) return null;
  const { min, max } = run.rows.extremesOf(columnIndex(run, 'global_step'));
  return min !== max;
}

/** What the rows show of a run's count where it is not what the source says; null where both agree, or too few rows tell. */
export function contradictionOf(run: RunState): string | null {
  const { case: kind, variant } = run.view;
  const moved = hasColumn(run, 'global_step') ? hasStepMoved(run) : null;
  if (variant === 'preview' || moved === null || moved === isRunCounted(kind, variant)) return null;
  return moved ? text.contradiction.moves : text.contradiction.stays;
}
