import { fullXRange } from '../chart/axis-range';
import type { ChartScales, Curve } from '../chart/chart';
import type { RunState } from '../store';
import { text } from '../ui/text';
import { columnIndex, hasColumn } from './readings';

/** How all charts of the page lay out their x axis; they share it, so that they can be read together. */
export interface XAxis {
  readonly by: 'iteration' | 'global_step';
  readonly isLogarithmic: boolean;
  /** The stretch that is looked at; null for all. */
  readonly range: readonly [number, number] | null;
}

/** The axis of a fresh page. */
export const plainAxis: XAxis = { by: 'iteration', isLogarithmic: false, range: null };

/** One run's column along the x axis. */
export function curveOf(run: RunState, column: string, { by }: XAxis): Curve {
  const x = columnIndex(run, by);
  return {
    x: run.rows.slice(hasColumn(run, by) ? x : -1),
    y: run.rows.slice(hasColumn(run, column) && hasColumn(run, by) ? columnIndex(run, column) : -1),
    isAscending: run.rows.isAscending(x),
  };
}

/** Everything that there is along x: what has come, and while by iteration also what is still planned. */
export function fullRangeOf(runs: readonly RunState[], axis: XAxis): readonly [number, number] {
  const curves = runs.map((run) => curveOf(run, axis.by, axis));
  const planned = axis.by === 'iteration' ? runs.map(({ view }) => view.plannedIterations) : [];
  const firstOnly = axis.by === 'iteration' && curves.every(({ x }) => x.count === 0);
  const [low, high] = fullXRange(
    curves,
    axis.isLogarithmic,
    Math.max(...planned, firstOnly ? 1 : Number.NEGATIVE_INFINITY),
  );
  // An empty chart already stands where the first iteration will.
  return firstOnly && !axis.isLogarithmic && high <= 61 ? [0.5, high] : [low, high];
}

/** The scales of a chart under an axis. */
export function scalesOf(runs: readonly RunState[], axis: XAxis, isLogY: boolean): ChartScales {
  return {
    xLabel: axis.by === 'iteration' ? text.chart.iteration : text.chart.globalStep,
    x: axis.isLogarithmic ? 'logarithmic' : 'linear',
    y: isLogY ? 'logarithmic' : 'linear',
    xRange: axis.range ?? fullRangeOf(runs, axis),
  };
}

/** The run that a place along x is looked up in: the one that goes furthest. */
export function referenceRun(runs: readonly RunState[], { by }: XAxis): RunState | null {
  const reach = (run: RunState): number => (hasColumn(run, by) ? run.rows.extremesOf(columnIndex(run, by)).max : -1);
  return runs.reduce<RunState | null>((best, run) => (best === null || reach(run) > reach(best) ? run : best), null);
}

/** The row of the reference run whose x lies nearest. */
export function rowAt(runs: readonly RunState[], axis: XAxis, x: number): number | null {
  const run = referenceRun(runs, axis);
  if (run === null || run.rows.count === 0 || !hasColumn(run, axis.by)) return null;
  const column = run.rows.slice(columnIndex(run, axis.by));
  const after = Math.min(column.count - 1, column.rowFrom(x));
  const before = Math.max(0, after - 1);
  return x - column.at(before) < column.at(after) - x ? before : after;
}

/** x of a row, as the reference run has it; null outside of its rows. */
export function xOfRow(runs: readonly RunState[], axis: XAxis, row: number): number | null {
  const run = referenceRun(runs, axis);
  const x = run?.rows.at(row, columnIndex(run, axis.by)) ?? Number.NaN;
  return Number.isFinite(x) ? x : null;
}

/** The row of a run to be read where the cursor is on `row`: the same iteration, or the last row at the same step; -1 where it has none. */
export function rowOfRun(run: RunState, runs: readonly RunState[], axis: XAxis, row: number): number {
  if (axis.by === 'iteration') return row < run.rows.count ? row : -1;
  if (run === referenceRun(runs, axis)) return row;
  const x = xOfRow(runs, axis, row);
  if (x === null || !hasColumn(run, axis.by)) return -1;
  const column = run.rows.slice(columnIndex(run, axis.by));
  const last = column.rowFrom(x + 0.5) - 1;
  return column.at(last) === x ? last : -1;
}
