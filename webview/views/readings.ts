import { cellText } from '../../src/protocol/cell-text';
import type { RunState } from '../store';

/** A number of rows, iterations or steps, grouped for the eye as "12,345". */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** Index of a column by name, or -1. */
export function columnIndex({ view }: RunState, column: string): number {
  return view.columns.indexOf(column);
}

/** Whether the program has values for a column. */
export function hasColumn(run: RunState, column: string): boolean {
  return columnIndex(run, column) >= 0 && !run.view.absent.includes(column);
}

/** The text of a cell as the table has it; "" outside the rows and where there is no value. */
export function readingText(run: RunState, column: string, row: number): string {
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
  if (hasNonFinite) return `is no longer a finite number (${last})`;
  if (run.rows.count === 1) return `reads ${last}`;
  if (min === max) return `stays at ${last}`;
  const first = readingText(run, column, 0);
  if (first !== last) return `went from ${first} to ${last}`;
  return `moved between ${cellText(column, min, [])} and ${cellText(column, max, [])} and is at ${last} again`;
}

/** Whether the step has moved; null while too few rows tell. */
export function hasStepMoved(run: RunState): boolean | null {
  if (!hasColumn(run, 'global_step') || run.rows.count < 2) return null;
  const { min, max } = run.rows.extremesOf(columnIndex(run, 'global_step'));
  return min !== max;
}

/** The lesson of a run's clock, in one sentence. */
export function verdictOf(run: RunState): string {
  const { passesGlobalStep } = run.view;
  if (!hasColumn(run, 'global_step')) return 'This program has no global step, so there is nothing to count.';
  const moved = hasStepMoved(run);
  if (moved === null) {
    return passesGlobalStep
      ? 'minimize() is handed the step: it will add 1 after each update.'
      : 'minimize() is not handed the step.';
  }
  if (moved) {
    return passesGlobalStep
      ? 'It ticks: minimize() adds 1 after each update.'
      : 'It ticks although minimize() is not handed it: something else adds to it.';
  }
  return passesGlobalStep
    ? 'It stands still although minimize() is handed it.'
    : 'It stands still: minimize() is not handed it, and nothing else moves it.';
}
