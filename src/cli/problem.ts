import { say } from '../base/message';
import type { SourceModule } from '../analysis/walk/program';
import { FileError } from '../files/decode-program';
import { partlyChecked } from '../lint/check-facts';
import type { FileReport } from '../lint/finding';
import { NotebookError } from '../python/notebook-file';
import { syntaxProblem } from '../python/syntax-problem';
import type { FileProblem } from './report/check-document';
import { placeText } from './report/place';

/** The command cannot be carried out. The message is for the user, and names the file. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** What stands in the way of reading a file, for its user: what a defect of ours throws says nothing to them. */
export function problemOf(error: unknown): FileProblem {
  const kind = 'unread';
  if (error instanceof FileError) {
    const { message, line } = error;
    return { kind, message, at: line === null ? null : { line, column: 1, cell: null } };
  }
  if (error instanceof NotebookError)
    return { kind, message: error.message, at: error.at === null ? null : { ...error.at, cell: null } };
  return { kind, message: 'global-step itself fails on this file, which is a defect: please report it', at: null };
}

/** Where and why a text is no Python; null where it is. */
export function syntaxProblemOf({ source, syntax }: SourceModule): FileProblem | null {
  const problem = syntaxProblem(syntax, source);
  if (problem === null) return null;
  const { line, column, cell } = source.range(problem.span);
  const at = { line, column, cell };
  if (problem.isUnread) return { kind: 'incomplete', message: say(partlyChecked(source.file, problem.message)), at };
  return { kind: 'syntax', message: say(problem.message), at };
}

/** What a check gave up on; null where it went through everything. */
export function incompleteProblemOf({ incomplete }: FileReport): FileProblem | null {
  if (incomplete === null) return null;
  const { message, range } = incomplete;
  const at = range === null ? null : { line: range.line, column: range.column, cell: range.cell };
  return { kind: 'incomplete', message: say(message), at };
}

/** The problem of a file as the error that ends a command. */
export function commandError(path: string, { kind, message, at }: FileProblem): CommandError {
  const what = kind === 'syntax' ? `syntax error: ${message}` : message;
  return new CommandError(`${at === null ? path : placeText(path, at)}: ${what}`);
}
