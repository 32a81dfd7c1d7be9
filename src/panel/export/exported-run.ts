import type { ColumnBatch } from '../../protocol/columns';
import type { RunView } from '../../protocol/training-messages';
import type { TrainingSource } from '../training-source';

/** A run with its rows, as the writers of files need it. */
export interface ExportedRun {
  readonly view: RunView;
  readonly rows: { readonly count: number; read(firstRow: number, maxRows: number): ColumnBatch };
}

/** Rows read at a time: a million rows are written without a second copy of them. */
const chunkRows = 8192;

/** The runs of a source that are shown, each with all its rows. */
export function exportedRuns(source: TrainingSource): ExportedRun[] {
  const shown = source.snapshot.runs.filter(({ kept }) => kept === null || !kept.isHidden);
  return shown.map((view) => ({ view, rows: source.rows(view.id) }));
}

/** The rows of a run in order, in chunks: `cell(row, column)` within each. */
export function* chunksOf({ view, rows }: ExportedRun): Generator<{
  readonly count: number;
  readonly cell: (row: number, column: number) => number;
}> {
  const total = rows.count;
  for (let first = 0; first < total; first += chunkRows) {
    const { count, values } = rows.read(first, Math.min(chunkRows, total - first));
    const columns = new Float64Array(values);
    const width = view.columns.length;
    yield {
      count,
      cell: (row, column) => (column < width ? (columns[column * count + row] ?? Number.NaN) : Number.NaN),
    };
  }
}
