import { type Message, message } from './message';
import { nameOfFile } from './file-name';

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

/** A notebook's cell as a person counts it, from 1 among all cells, as VS Code does; in data and in options it is counted from 0. */
export function cellNumber(cell: number): number {
  return cell + 1;
}

/** The beginning of a file, for what has no place of its own. */
export function nowhere(file: string): SourceRange {
  return { file, cell: null, start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

/** Tells places apart: a file's, or a notebook's cell by cell. */
export function placeKey({ file, cell, start }: SourceRange): string {
  return `${file}:${cell ?? ''}:${start}`;
}

/** Orders places of one file as a reader meets them. */
export function comparePlaces(a: SourceRange, b: SourceRange): number {
  return (a.cell ?? 0) - (b.cell ?? 0) || a.start - b.start;
}

/** How a text that stands at one place names another: by line, and by cell or file where those differ. */
export function placeText(range: SourceRange, from: SourceRange): Message {
  if (range.file !== from.file) return message('in {0} on line {1}', nameOfFile(range.file), range.line);
  return range.cell === null || range.cell === from.cell
    ? message('on line {0}', range.line)
    : message('in cell {0} on line {1}', cellNumber(range.cell), range.line);
}

/** Something that is said of a place, with the other places that it names. */
export interface Placed {
  readonly range: SourceRange;
  readonly related: readonly { readonly range: SourceRange }[];
}

/** Whether it stands at a place, or names it. */
export function isAbout({ range, related }: Placed, place: SourceRange): boolean {
  const key = placeKey(place);
  return placeKey(range) === key || related.some((one) => placeKey(one.range) === key);
}
