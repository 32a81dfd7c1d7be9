import type { SourceLocation } from '../../src/protocol/training-messages';
import { cellNumber } from '../../src/base/source-range';
import { text } from './text';

/** Where a location is, in words: its line, and its cell in a notebook. Cells are shown counted from 1, as VS Code does. */
export function placeText({ cell, line }: SourceLocation): string {
  return cell === null ? text.place.line(line) : text.place.cellLine(cellNumber(cell), line);
}
