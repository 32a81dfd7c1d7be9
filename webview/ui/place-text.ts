import type { SourceLocation, TrainingSnapshot } from '../../src/protocol/training-messages';
import { nameOfFile } from '../../src/base/file-name';
import { cellNumber } from '../../src/base/source-range';
import { text } from './text';

/** The program's own file: what stands in another one is a module's. Null while the page shows no program. */
export function ownFileOf(snapshot: Pick<TrainingSnapshot, 'sources'> | null): string | null {
  return snapshot?.sources[0]?.file ?? null;
}

/** Where a location is, in words: its line, its cell in a notebook, its file in a module. Cells are counted from 1, as VS Code does. */
export function placeText({ file, cell, line }: SourceLocation, ownFile: string | null): string {
  if (ownFile !== null && file !== ownFile) return text.place.fileLine(nameOfFile(file), line);
  return cell === null ? text.place.line(line) : text.place.cellLine(cellNumber(cell), line);
}
