import { escapeCsv } from '../../base/escape/csv';
import { cellText } from '../../protocol/cell-text';
import { chunksOf, type ExportedRun } from './exported-run';

/** Every column of any run, those that all have first. */
function columnsOf(runs: readonly ExportedRun[]): string[] {
  return [...new Set(runs.flatMap(({ view }) => view.columns))];
}

/** The rows of all runs as CSV: the command line's columns, then the variables', cell by cell the texts of the panel's tables. */
export function* csvParts(runs: readonly ExportedRun[]): Generator<string> {
  const columns = columnsOf(runs);
  yield `${['run', ...columns].map(escapeCsv).join(',')}\n`;
  for (const run of runs) {
    const places = columns.map((column) => run.view.columns.indexOf(column));
    for (const { count, cell } of chunksOf(run)) {
      let text = '';
      for (let row = 0; row < count; row++) {
        const cells = places.map((place, at) =>
          place < 0 ? '' : cellText(columns[at] ?? '', cell(row, place), run.view.absent),
        );
        text += `${escapeCsv(run.view.id)},${cells.join(',')}\n`;
      }
      yield text;
    }
  }
}

/** The same rows as one JSON document: numbers, null where the program has no value, and strings for what JSON has no number for. */
export function* jsonParts(title: string, runs: readonly ExportedRun[]): Generator<string> {
  yield `{"version":1,"title":${JSON.stringify(title)},"runs":[`;
  for (const [index, run] of runs.entries()) {
    const { id, label, variant, columns, absent } = run.view;
    const head = JSON.stringify({ run: id, label, variant, passesGlobalStep: run.view.passesGlobalStep, columns });
    yield `${index > 0 ? ',' : ''}\n${head.slice(0, -1)},"iterations":[`;
    let separator = '\n';
    for (const { count, cell } of chunksOf(run)) {
      let text = '';
      for (let row = 0; row < count; row++) {
        const fields = columns.map((column, at) => {
          const value = cellText(column, cell(row, at), absent);
          return `${JSON.stringify(column)}:${jsonNumber(value)}`;
        });
        text += `${separator}{${fields.join(',')}}`;
        separator = ',\n';
      }
      yield text;
    }
    yield ']}';
  }
  yield ']}\n';
}

function jsonNumber(text: string): string {
  if (text === '') return 'null';
  return Number.isFinite(Number(text)) ? text : JSON.stringify(text);
}
