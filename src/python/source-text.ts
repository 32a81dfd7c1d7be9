import type { SourceRange } from '../base/source-range';
import type { Span } from './syntax';

/** A line break, as a text has it. */
export type LineBreak = '\n' | '\r\n' | '\r';

/** A text in which a carriage return by itself, which ends a line in Python too, is a line feed. Offsets stay what they are. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

/** A text with its lines: offsets to lines and columns, both counted from 1, columns in UTF-16 units. */
export class SourceText {
  /** As it is read: each line ends with `\n` or `\r\n`. */
  readonly text: string;
  /** Where lines begin, once somebody has asked for a place: of most texts nobody does. */
  private starts: readonly number[] | null = null;

  /** `file` names the text in every range made from it; `cell` is its notebook cell, or null. */
  constructor(
    readonly file: string,
    private readonly original: string,
    readonly cell: number | null = null,
  ) {
    this.text = withLineFeeds(original);
  }

  /** The break of the line before an offset; before the first line's, that of the first line. */
  lineBreakBefore(offset: number): LineBreak {
    const before = this.text.lastIndexOf('\n', offset - 1);
    const at = before < 0 || offset === 0 ? this.text.indexOf('\n') : before;
    if (this.original[at] === '\r') return '\r';
    return this.original[at - 1] === '\r' ? '\r\n' : '\n';
  }

  /** The line and the column of an offset. */
  position(offset: number): { readonly line: number; readonly column: number } {
    const starts = (this.starts ??= lineStarts(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  /** The range of a span of this text. */
  range({ start, end }: Span): SourceRange {
    const from = this.position(start);
    const to = this.position(end);
    return {
      file: this.file,
      cell: this.cell,
      start,
      end,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
    };
  }

  /** The texts that it is made of: itself, or a notebook's cells. */
  get parts(): readonly { readonly cell: number | null; readonly text: string }[] {
    return [{ cell: this.cell, text: this.text }];
  }

  /** The text of a span. */
  slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
