/** A stretch of one source text: a file, or a cell of a notebook. Offsets are UTF-16 units into that text. */
export interface SourceRange {
  /** Path or URI of the file, as the caller named it, with forward slashes. */
  readonly file: string;
  /** Index of the notebook cell from 0 among all cells, or null in a plain file. */
  readonly cell: number | null;
  readonly start: number;
  readonly end: number;
  /** Line of `start`, counted from 1. */
  readonly line: number;
  /** Column of `start` in UTF-16 units, counted from 1. */
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}
