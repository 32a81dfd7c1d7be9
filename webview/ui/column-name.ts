import { isClockCase } from '../../src/case/clock-case';
import type { RunState } from '../store';

/** Whether what runs count is the steps of a scheduler, and not a global step. */
export function countsScheduler(runs: readonly RunState[]): boolean {
  return runs.some(({ view }) => isClockCase(view.case));
}

/** What tables call a column. */
export function columnName(column: string, runs: readonly RunState[]): string {
  return column === 'global_step' && countsScheduler(runs) ? 'scheduler.step()' : column;
}
