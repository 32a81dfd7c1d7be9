import type { SourceRange } from '../base/source-range';
import type { SourceLocation } from './training-messages';

/** Drops a range's offsets: a page points at lines and columns. */
export function locationOf(range: SourceRange): SourceLocation;
export function locationOf(range: SourceRange | null): SourceLocation | null;
export function locationOf(range: SourceRange | null): SourceLocation | null {
  if (range === null) return null;
  const { file, cell, line, column, endLine, endColumn } = range;
  return { file, cell, line, column, endLine, endColumn };
}
