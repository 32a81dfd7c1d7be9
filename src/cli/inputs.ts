import { programFile } from '../engine/program-file';
import { decodeProgram, readProgramText } from '../files/read-file';
import type { SourceText } from '../python/source-text';
import { findFiles } from './find-files';
import { problemOf } from './problem';
import type { FileProblem } from './report/check-document';

/** A file as it was read: a notebook's content is its JSON, its source the program in it. */
export interface ReadInput {
  readonly path: string;
  readonly content: string;
  readonly source: SourceText;
  readonly problem: null;
}

/** A file, or why it could not be read. */
export type Input = ReadInput | { readonly path: string; readonly source: null; readonly problem: FileProblem };

/** The files below the paths, read. */
export function readInputs(paths: readonly string[]): Input[] {
  return findFiles(paths).map(({ path, error }) =>
    error === null
      ? read(path, () => readProgramText(path))
      : { path, source: null, problem: { kind: 'unread', message: error, at: null } },
  );
}

/** What comes by standard input, under a name. */
export function readInput(path: string, readStandardInput: () => Uint8Array): Input {
  return read(path, () => decodeProgram(path, readStandardInput()).text);
}

function read(path: string, readText: () => string): Input {
  try {
    const content = readText();
    return { path, content, source: programFile(path, content).source, problem: null };
  } catch (error) {
    return { path, source: null, problem: problemOf(error) };
  }
}
