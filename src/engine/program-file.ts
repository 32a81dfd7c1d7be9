import type { TextEdit } from '../base/text-edit';
import { applyEdits, chooseFixes } from '../lint/apply-fixes';
import type { Finding } from '../lint/finding';
import { editsOfCells, readNotebook } from '../python/notebook-file';
import { NotebookText } from '../python/notebook-text';
import { SourceText } from '../python/source-text';

/** A file's content as one Python program, and how fixes go back into the file. */
export interface ProgramFile {
  readonly source: SourceText;
  /** What the first fix of each finding changes in the file's content; several findings may share an edit's place. */
  fixes(findings: readonly Finding[], unsafe: boolean): FileFixes;
}

/** Changes of a file's content, and how many fixes they are. */
export interface FileFixes {
  readonly edits: readonly TextEdit[];
  readonly applied: number;
}

/** Reads a file's content by its ending: a notebook as one program over its cells. Throws a `NotebookError` for a broken one. */
export function programFile(path: string, content: string): ProgramFile {
  if (path.endsWith('.ipynb')) return notebookFile(path, content);
  return {
    source: new SourceText(path, content),
    fixes: (findings, unsafe) => {
      const { edits, applied } = chooseFixes(findings, unsafe);
      return { edits: edits.map(({ range: { start, end }, text }) => ({ start, end, text })), applied };
    },
  };
}

function notebookFile(path: string, content: string): ProgramFile {
  const cells = readNotebook(content);
  return {
    source: new NotebookText(path, cells),
    fixes: (findings, unsafe) => {
      const { edits, applied } = chooseFixes(findings, unsafe);
      const texts = cells.flatMap(({ index, text }): [number, string][] => {
        const own = edits.filter(({ range }) => range.cell === index);
        return own.length === 0 ? [] : [[index, applyEdits(text, own)]];
      });
      return { edits: editsOfCells(content, new Map(texts)), applied };
    },
  };
}
