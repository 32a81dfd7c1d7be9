import { isClockCase, isCountedCase } from '../../src/case/clock-case';
import { own } from '../../src/base/own';
import type { LossOf } from '../../src/protocol/training-messages';
import type { RunState } from '../store';
import { text } from './text';

/** Whether what runs count is the steps of a scheduler, and not a global step. */
export function countsScheduler(runs: readonly RunState[]): boolean {
  return runs.some(({ view }) => isClockCase(view.case));
}

/** What tables call a column. */
export function columnName(column: string, runs: readonly RunState[]): string {
  if (column === 'global_step' && countsScheduler(runs))
    return runs.some(({ view }) => isCountedCase(view.case)) ? 'count' : 'scheduler.step()';
  return withStandIn(column, column, runs);
}

/** What a chart calls a column: in words where there are any, and with what stands in for the program's own model or data. */
export function columnTitle(column: string, runs: readonly RunState[]): string {
  return withStandIn(own(text.chart.titles, column) ?? column, column, runs);
}

/** A run by its name, with the word that its values of a column are no values of the program's, where they are not. */
export function nameBeside(name: string, column: string, { view }: RunState): string {
  return standsIn(column, view.lossOf) ? text.chart.standInRun(name) : name;
}

function standsIn(column: string, lossOf: LossOf): boolean {
  return column === 'loss' && lossOf !== 'program';
}

function withStandIn(name: string, column: string, runs: readonly RunState[]): string {
  const other = runs.find(({ view }) => standsIn(column, view.lossOf))?.view.lossOf;
  if (other === undefined) return name;
  return other === 'stand-in-model' ? text.chart.ofStandInModel(name) : text.chart.ofStandInData(name);
}
