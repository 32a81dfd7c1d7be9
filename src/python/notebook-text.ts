import type { SourceRange } from '../base/source-range';
import { withoutMagics } from './magics';
import { SourceText, withLineFeeds } from './source-text';
import type { Span } from './syntax';

/** A code cell: its index among all cells of the notebook, and its text. */
export interface NotebookCell {
  readonly index: number;
  readonly text: string;
}

interface PlacedCell {
  readonly start: number;
  readonly source: SourceText;
}

/**
 * A notebook's code cells joined to one program, in order, a line break after each, with magics and shell lines blanked. Spans are
 * of the joined text, ranges of the cell that they are in.
 */
export class NotebookText extends SourceText {
  private readonly cells: readonly PlacedCell[];

  /** `file` is the notebook's own name. */
  constructor(file: string, cells: readonly NotebookCell[]) {
    super(file, cells.map(({ text }) => `${withoutMagics(withLineFeeds(text))}\n`).join(''));
    let start = 0;
    this.cells = cells.map(({ index, text }) => {
      const placed = { start, source: new SourceText(file, text, index) };
      start += text.length + 1;
      return placed;
    });
  }

  override get parts(): readonly { readonly cell: number | null; readonly text: string }[] {
    return this.cells.map(({ source: { cell, text } }) => ({ cell, text }));
  }

  /** The range within the cell in which the span begins; it ends with that cell. */
  override range({ start, end }: Span): SourceRange {
    const cell = this.cells.findLast((candidate) => candidate.start <= start);
    if (cell === undefined) return super.range({ start, end });
    const { length } = cell.source.text;
    const within = (offset: number): number => Math.min(Math.max(0, offset - cell.start), length);
    return cell.source.range({ start: within(start), end: within(end) });
  }
}

/** A program's text: of a file where its only part has no index, else of a notebook. */
export function programText(
  file: string,
  parts: readonly { readonly cell: number | null; readonly text: string }[],
): SourceText {
  const [first] = parts;
  if (first !== undefined && first.cell === null) return new SourceText(file, first.text);
  return new NotebookText(
    file,
    parts.flatMap(({ cell, text }) => (cell === null ? [] : [{ index: cell, text }])),
  );
}
