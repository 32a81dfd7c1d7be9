import { realpathSync } from 'node:fs';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { programFile } from '../engine/program-file';
import { decodeProgram, FileError } from '../files/decode-program';
import { readProgram } from '../files/read-file';
import { changedMeanwhile, replaceFile } from '../files/replace-file';
import type { FileReport } from '../lint/finding';
import { type FixedInRounds, fixInRounds } from '../lint/fix-rounds';
import { editBytes, type SourceBytes, SourceError } from '../python/source-bytes';
import type { SourceText } from '../python/source-text';
import { nameOfPath } from './command-roots';
import type { ReadInput } from './inputs';
import type { FileProblem } from './report/check-document';

/** What is left to say of a file whose fixes were applied, and why it was not written, if it was not. */
export interface FixedFile {
  readonly report: FileReport;
  readonly problem: FileProblem | null;
  /** How many fixes were applied. */
  readonly fixed: number;
  /** What they change, as a unified diff; null where it is not asked for or nothing changes. */
  readonly diff: string | null;
}

/** How files are fixed. */
export interface FixOptions {
  readonly isUnsafe: boolean;
  /** Nothing is written; what would be is given as a diff. */
  readonly isDiff: boolean;
}

/** Fixes the files of one check. */
export class Fixer {
  /** Texts that were written, by the files' real paths: a link may lead to a file that was fixed already. */
  private readonly written = new Map<string, string>();

  constructor(private readonly options: FixOptions) {}

  /**
   * Applies fixes until none is left, and writes the file whole or not at all: then what was found in it still holds. `check` reports on a
   * text, which takes the place of the file's text before.
   */
  fix({ path, content, source }: ReadInput, found: FileReport, check: (text: SourceText) => FileReport): FixedFile {
    const none = { fixed: 0, diff: null };
    if (programFile(path, content).fixes(found.findings, this.options.isUnsafe).applied === 0)
      return { report: found, problem: null, ...none };
    try {
      const before = this.readAgain(path, content);
      const { text: after, report, applied: fixed } = this.fixed(path, before, check);
      if (this.options.isDiff)
        return { report, problem: null, fixed, diff: unifiedDiff(path, before.text, after.text) };
      replaceFile(path, before.bytes, after.bytes);
      this.written.set(realpathSync(path), after.text);
      return { report, problem: null, fixed, diff: null };
    } catch (error) {
      if (!(error instanceof FileError || error instanceof SourceError)) throw error;
      const { message, line } = error;
      const at = line === null ? null : { line, column: 1, cell: null };
      return { report: check(source), problem: { kind: 'unwritten', message, at }, ...none };
    }
  }

  private readAgain(path: string, content: string): SourceBytes {
    const now = readProgram(path);
    if (now.text !== content && now.text !== this.written.get(realpathSync(path)))
      throw new FileError(changedMeanwhile);
    return now;
  }

  private fixed(
    path: string,
    before: SourceBytes,
    check: (text: SourceText) => FileReport,
  ): FixedInRounds<SourceBytes> {
    return fixInRounds(before, {
      check: ({ text }) => check(programFile(nameOfPath(path), text).source),
      fix: (bytes, findings) => {
        const { edits, applied } = programFile(nameOfPath(path), bytes.text).fixes(findings, this.options.isUnsafe);
        return { text: applied === 0 ? bytes : decodeProgram(path, editBytes(bytes, edits)), applied };
      },
    });
  }
}

/** The change of a text as `patch` and Git take it. */
function unifiedDiff(path: string, before: string, after: string): string {
  return createTwoFilesPatch(path, path, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
