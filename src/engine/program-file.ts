import { applyEdits, applyFixes, chooseFixes, type FixedText } from '../lint/apply-fixes';
import type { Finding } from '../lint/finding';
import { readNotebook, replaceCells } from '../python/notebook-file';
import { NotebookText } from '../python/notebook-text';
import { SourceText } from '../python/source-text';

/** A file's content as one Python program, and how fixes go back into the file. */
export interface ProgramFile {
  readonly source: SourceText;
  /** The file's content with the first fix of each finding applied. */
  fixed(findings: readonly Finding[], unsafe: boolean): FixedText;
}

/** Reads a file's content by its ending: a notebook as one program over its cells. Throws a `NotebookError` for a broken one. */
export function programFile(path: string, content: string): ProgramFile {
  if (path.endsWith('.ipynb')) return notebookFile(path, content);
  return {
    source: new SourceText(path, content),
    fixed: (findings, unsafe) => applyFixes(content, findings, unsafe),
  };
}

function notebookFile(path: string, content: string): ProgramFile {
  const cells = readNotebook(content);
  return {
    source: new NotebookText(path, cells),
    fixed: (findings, unsafe) => {
      const { edits, applied } = chooseFixes(findings, unsafe);
      const texts = cells.flatMap(({ index, text }): [number, string][] => {
        const own = edits.filter(({ range }) => range.cell === index);
        return own.length === 0 ? [] : [[index, applyEdits(text, own)]];
      });
      return { text: replaceCells(content, new Map(texts)), applied };
    },
  };
}
