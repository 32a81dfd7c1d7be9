import type { SourceRange } from '../base/source-range';
import type { Span } from './syntax';

/** A text with its lines: offsets to lines and columns, both counted from 1, columns in UTF-16 units. */
export class SourceText {
  private readonly lineStarts: readonly number[];

  /** `file` names the text in every range made from it; `cell` is its notebook cell, or null. */
  constructor(
    readonly file: string,
    readonly text: string,
    readonly cell: number | null = null,
  ) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.lineStarts = starts;
  }

  /** The line and the column of an offset. */
  position(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.lineStarts[low] ?? 0) + 1 };
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
