import { editPieces, editsOfPieces, type TextEdit, textOfPieces, wholeText } from '../base/text-edit';
import { chooseFixes } from '../lint/apply-fixes';
import type { FileReport } from '../lint/finding';
import { fixInRounds } from '../lint/fix-rounds';
import type { ProgramTexts } from './engine';

/** One edit of a program's texts: of the file's, or of the cell's with that index. */
export interface PartEdit extends TextEdit {
  readonly cell: number | null;
}

/** Every safe fix of a program, round after round, as one edit of its texts. */
export interface SafeFixes {
  /** By offsets into the texts as they were; no two touch. */
  readonly edits: readonly PartEdit[];
  /** How many fixes they are. */
  readonly applied: number;
}

/** Applies the safe fixes of a program to a copy until none is left. `check` reports on the program with other texts. */
export function safeFixes(program: ProgramTexts, check: (program: ProgramTexts) => FileReport): SafeFixes {
  const start = program.parts.map(({ cell, text }) => ({ cell, length: text.length, pieces: wholeText(text) }));
  const { text: parts, applied: all } = fixInRounds(start, {
    check: (now) => check({ ...program, parts: now.map(({ cell, pieces }) => ({ cell, text: textOfPieces(pieces) })) }),
    fix: (now, findings) => {
      const { edits, applied } = chooseFixes(findings, false);
      const editsIn = (cell: number | null): TextEdit[] =>
        edits
          .filter(({ range }) => range.cell === cell)
          .map(({ range, text }) => ({ start: range.start, end: range.end, text }));
      const text = now.map((part) => ({ ...part, pieces: editPieces(part.pieces, editsIn(part.cell)) }));
      return { text: applied === 0 ? now : text, applied };
    },
  });
  return {
    edits: parts.flatMap(({ cell, length, pieces }) =>
      editsOfPieces(pieces, length).map((edit) => ({ cell, ...edit })),
    ),
    applied: all,
  };
}
