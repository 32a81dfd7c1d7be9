import type { RunState } from '../store';
import { element } from '../ui/dom';
import { columnName } from '../ui/column-name';
import { text } from '../ui/text';
import { lineSwatch, lookOf, runName } from '../ui/run-look';
import { hasColumn } from './readings';

/** A cell of each row: a column of one run, by the run's place among those that are shown. */
export interface CellPlace {
  readonly run: number;
  readonly column: string;
}

/** The cells of a row behind its iteration: column by column, the runs' values side by side. */
export function cellPlaces(runs: readonly RunState[]): readonly CellPlace[] {
  return columnsOf(runs).flatMap((column) =>
    runs.flatMap(({ view }, run) => (view.columns.includes(column) ? [{ run, column }] : [])),
  );
}

/** Where a column's first run begins, a line divides it from the column before. */
export function startOf({ run, column }: CellPlace, places: readonly CellPlace[]): Readonly<Record<string, string>> {
  return places.find((place) => place.column === column)?.run === run ? { 'data-first': '' } : {};
}

/** The head: a line with the columns, and below it, where several runs share them, a line with the runs. */
export function rowsHead(runs: readonly RunState[], places: readonly CellPlace[]): HTMLElement {
  const many = runs.length > 1;
  const iteration = element('th', { scope: 'col', ...(many ? { rowspan: '2' } : {}) }, text.chart.iteration);
  const names = columnsOf(runs).map((column) => {
    const span = places.filter((place) => place.column === column).length;
    return element('th', { scope: 'colgroup', class: 'of-column', colspan: String(span) }, columnName(column, runs));
  });
  const ofRuns = places.map((place) => {
    const view = runs[place.run]?.view;
    if (view === undefined) return element('th');
    const [name, look] = [runName(view), lookOf(view)];
    return element(
      'th',
      { scope: 'col', class: look.className, title: name, ...startOf(place, places) },
      lineSwatch(look),
      element('span', { class: 'visually-hidden' }, name),
    );
  });
  return element('thead', {}, element('tr', {}, iteration, ...names), ...(many ? [element('tr', {}, ...ofRuns)] : []));
}

/** The columns that some run has values for. */
function columnsOf(runs: readonly RunState[]): readonly string[] {
  const columns = new Set(runs.flatMap(({ view }) => view.columns));
  return [...columns].filter((column) => column !== 'iteration' && runs.some((run) => hasColumn(run, column)));
}
