import { escapeCsv } from '../../base/escape/csv';
import { escapeJson, escapeTerminal } from '../../base/escape/terminal';
import { say } from '../../base/message';
import { isClockCase } from '../../case/clock-case';
import { cellText } from '../../protocol/cell-text';
import { fixedColumns, reportedOf } from '../../protocol/columns';
import type { RunView, SourceLocation, VerdictView } from '../../protocol/training-messages';
import type { RecordedRows } from '../../training/session';

/** Lines of a report; null where the next one is not known yet, and it may be asked for again. */
export type Lines = Generator<string | null>;

/** A run, as the reports need it. */
export interface ReportedRun {
  readonly id: string;
  /** Fixed columns that the program has no value for. */
  readonly absent: readonly string[];
  /** The columns that are reported: the fixed ones, those of moving averages, and that of the epoch where the program has epochs. */
  readonly columns: readonly string[];
  readonly rows: RecordedRows;
  /** Whether no more rows come. */
  readonly isOver: () => boolean;
}

/** Rows read at a time: a million rows are reported without a second copy of them. */
const chunkRows = 8192;

/** The columns of a run that are reported: a program's variables are not. */
export function reportedColumns({ case: kind, columns }: Pick<RunView, 'case' | 'columns'>): readonly string[] {
  return isClockCase(kind) ? columns : reportedOf(columns);
}

/** The cells of a row as the csv holds them. Exported for tests. */
export function cellTexts(
  values: readonly number[],
  absent: readonly string[],
  columns: readonly string[] = fixedColumns,
): string[] {
  return columns.map((column, index) => cellText(column, values[index] ?? Number.NaN, absent));
}

function* rowsOf({ rows, absent, columns: names, isOver }: ReportedRun): Generator<string[] | null> {
  for (let first = 0; ;) {
    // Asked first: rows that come in between are seen in the next round.
    const isLast = isOver();
    if (first < rows.count) {
      const { count, values } = rows.read(first, chunkRows);
      first += count;
      const columns = new Float64Array(values);
      for (let row = 0; row < count; row++) {
        const cells = names.map((_, index) => columns[index * count + row] ?? Number.NaN);
        yield cellTexts(cells, absent, names);
      }
    } else if (isLast) return;
    else yield null;
  }
}

function columnsOf([first]: readonly ReportedRun[]): readonly string[] {
  return first?.columns ?? fixedColumns;
}

/** `run,iteration,global_step,learning_rate,loss`, then moving averages, and `epoch` where there are epochs, a line each, header first. */
export function* csvLines(runs: readonly ReportedRun[]): Lines {
  yield ['run', ...columnsOf(runs)].map(escapeCsv).join(',');
  for (const run of runs)
    for (const cells of rowsOf(run)) yield cells === null ? null : [escapeCsv(run.id), ...cells].join(',');
}

/**
 * The same rows, and the case and the verdict of the program as written, as one JSON document: numbers, null where the program has no value,
 * and strings for what JSON has no number for.
 */
export function* jsonLines(runs: readonly ReportedRun[], verdict: VerdictView | null): Lines {
  const kind = verdict === null ? 'null' : escapeJson(verdict.kind);
  yield `{"version":1,"case":${kind},"verdict":${verdictJson(verdict)},"runs":[`;
  for (const [index, run] of runs.entries()) {
    yield `${index > 0 ? ',' : ''}{"run":${escapeJson(run.id)},"iterations":[`;
    let separator = '';
    for (const cells of rowsOf(run)) {
      if (cells === null) {
        yield null;
        continue;
      }
      const fields = run.columns.map((column, at) => `${escapeJson(column)}:${jsonNumber(cells[at] ?? '')}`);
      yield `${separator}{${fields.join(',')}}`;
      separator = ',';
    }
    yield ']}';
  }
  yield ']}';
}

function verdictJson(verdict: VerdictView | null): string {
  if (verdict === null) return 'null';
  const { answer, sentence, details, change } = verdict;
  return escapeJson({
    answer: say(answer),
    sentence: say(sentence),
    details: details.map((one) => say(one)),
    change: change === null ? null : { message: say(change.text), ...placeOf(change.location) },
  });
}

/** Where a change is made; nulls where no place of the program is changed. */
function placeOf(location: SourceLocation | null): Record<string, string | number | null> {
  if (location === null) return { path: null, line: null, column: null, cell: null };
  const { file, line, column, cell } = location;
  return { path: file, line, column, cell };
}

function jsonNumber(text: string): string {
  if (text === '') return 'null';
  return Number.isFinite(Number(text)) ? text : escapeJson(text);
}

const widths: readonly number[] = [9, 11, 15, 15, 5];

/** The rows for a reader: right-aligned columns under a heading a run. */
export function* tableLines(runs: readonly ReportedRun[]): Lines {
  for (const [index, run] of runs.entries()) {
    const names = run.columns.map(escapeTerminal);
    const widthOf = (column: number): number => widths[column] ?? Math.max(15, names[column]?.length ?? 0);
    const line = (cells: readonly string[]): string =>
      cells.map((cell, column) => (cell === '' ? '-' : cell).padStart(widthOf(column))).join('  ');
    if (index > 0) yield '';
    if (runs.length > 1) yield escapeTerminal(run.id);
    yield line(names);
    for (const cells of rowsOf(run)) yield cells === null ? null : line(cells);
  }
}
