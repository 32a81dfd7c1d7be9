import type { SourceLocation, SourceText } from '../../src/protocol/training-messages';
import { nameOfFile } from '../../src/base/file-name';
import { cellNumber } from '../../src/base/source-range';
import { text } from './text';

/** The program's own file; null while the page shows no program. */
let ownFile: string | null = null;

/** Tells which program's places are named from now on: those in its modules are named with their file. */
export function namePlacesOf([own]: readonly SourceText[]): void {
  ownFile = own?.file ?? null;
}

/** Where a location is, in words: its line, its cell in a notebook, its file in a module. Cells are counted from 1, as VS Code does. */
export function placeText({ file, cell, line }: SourceLocation): string {
  if (ownFile !== null && file !== ownFile) return text.place.fileLine(nameOfFile(file), line);
  return cell === null ? text.place.line(line) : text.place.cellLine(cellNumber(cell), line);
}
