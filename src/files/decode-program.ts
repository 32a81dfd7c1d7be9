import type { Message } from '../base/message';
import { SpokenError } from '../base/spoken-error';
import { readJson, readJsonCode, readPython, type SourceBytes, SourceError } from '../python/source-bytes';

/** A file that is not read; the message says why, and not its name, which the reader has. */
export class FileError extends SpokenError {
  override readonly name = 'FileError';

  constructor(
    said: Message,
    /** The line that cannot be read, from 1, or null where it is the whole file. */
    readonly line: number | null = null,
  ) {
    super(said);
  }
}

/** A program's bytes as text, by the ending of its file's name: a notebook, or Python in the encoding that it declares. Throws a `FileError`. */
export function decodeProgram(path: string, bytes: Uint8Array): SourceBytes {
  return inWords(() => (isNotebook(path) ? readJson(bytes) : readPython(bytes)));
}

/** The text of a program's bytes; of a notebook the JSON without its outputs, whose lines and columns are those of the file. */
export function codeOf(path: string, bytes: Uint8Array): string {
  return inWords(() => (isNotebook(path) ? readJsonCode(bytes) : readPython(bytes).text));
}

function isNotebook(path: string): boolean {
  return path.endsWith('.ipynb');
}

function inWords<Result>(decode: () => Result): Result {
  try {
    return decode();
  } catch (error) {
    if (error instanceof SourceError) throw new FileError(error.said, error.line);
    throw error;
  }
}
