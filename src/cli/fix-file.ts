import { realpathSync } from 'node:fs';
import { programFile } from '../engine/program-file';
import { decodeProgram, FileError, readProgram } from '../files/read-file';
import { changedMeanwhile, replaceFile } from '../files/replace-file';
import type { FileReport } from '../lint/finding';
import { editBytes, type SourceBytes, SourceError } from '../python/source-bytes';
import type { SourceText } from '../python/source-text';
import { nameOfPath } from './command-roots';
import type { ReadInput } from './inputs';
import type { FileProblem } from './report/check-document';

/** What is left to say of a file whose fixes were applied, and why it was not written, if it was not. */
export interface FixedFile {
  readonly report: FileReport;
  readonly problem: FileProblem | null;
}

/** Fixes can uncover others; after so many rounds what is left is reported. */
const mostRounds = 10;

/** Fixes the files of one check. */
export class Fixer {
  /** Texts that were written, by the files' real paths: a link may lead to a file that was fixed already. */
  private readonly written = new Map<string, string>();

  /** `check` reports on a text, which takes the place of the file's text before. */
  constructor(
    private readonly isUnsafe: boolean,
    private readonly check: (text: SourceText) => FileReport,
  ) {}

  /** Applies fixes until none is left, and writes the file whole or not at all: then what was found in it still holds. */
  fix({ path, content, source }: ReadInput, found: FileReport): FixedFile {
    if (programFile(path, content).edits(found.findings, this.isUnsafe).length === 0)
      return { report: found, problem: null };
    try {
      const before = this.readAgain(path, content);
      const { after, report } = this.fixed(path, before);
      replaceFile(path, before.bytes, after.bytes);
      this.written.set(realpathSync(path), after.text);
      return { report, problem: null };
    } catch (error) {
      if (!(error instanceof FileError || error instanceof SourceError)) throw error;
      const { message, line } = error;
      const at = line === null ? null : { line, column: 1, cell: null };
      return { report: this.check(source), problem: { kind: 'unwritten', message, at } };
    }
  }

  private readAgain(path: string, content: string): SourceBytes {
    const now = readProgram(path);
    if (now.text !== content && now.text !== this.written.get(realpathSync(path)))
      throw new FileError(changedMeanwhile);
    return now;
  }

  private fixed(path: string, before: SourceBytes): { readonly after: SourceBytes; readonly report: FileReport } {
    let after = before;
    for (let round = 0; ; round++) {
      const file = programFile(nameOfPath(path), after.text);
      const report = this.check(file.source);
      const edits = round < mostRounds ? file.edits(report.findings, this.isUnsafe) : [];
      if (edits.length === 0) return { after, report };
      after = decodeProgram(path, editBytes(after, edits));
    }
  }
}
