import { programFile } from '../engine/program-file';
import { decodeProgram } from '../files/decode-program';
import { readCode, readProgram } from '../files/read-file';
import type { SourceText } from '../python/source-text';
import { nameOfPath } from './command-roots';
import { findFiles } from './find-files';
import { problemOf } from './problem';
import type { FileProblem } from './report/check-document';

/** A file as it was read: a notebook's content is its JSON, its source the program in it. */
export interface ReadInput {
  readonly path: string;
  readonly content: string;
  /** Its file is the path as the engine names it. */
  readonly source: SourceText;
}

/** A file of the command. */
export interface Input {
  readonly path: string;
  /** Whether the path itself was given, and not a folder around it. */
  readonly isNamed: boolean;
  /** Whether its text came with the command, and not from the disk. */
  readonly isGiven: boolean;
  /** Reads what of it is code, each time anew. Throws what stands in the way. */
  readonly source: () => SourceText;
  /** Reads all of it, to be changed. */
  readonly read: () => ReadInput;
  /** Why it is none that can be read. */
  readonly problem: FileProblem | null;
}

/** The files below the paths. */
export function findInputs(paths: readonly string[]): Input[] {
  const named = new Set(paths);
  return findFiles(paths).map(({ path, error }) => ({
    path,
    isNamed: named.has(path),
    isGiven: false,
    source: () => inputOf(path, readCode(path)).source,
    read: () => inputOf(path, readProgram(path).text),
    problem: error === null ? null : { kind: 'unread', message: error, at: null },
  }));
}

/** What comes by standard input, under a name. */
export function standardInput(path: string, readStandardInput: () => Uint8Array): Input {
  const named = { path, isNamed: true, isGiven: true };
  try {
    const { text } = decodeProgram(path, readStandardInput());
    return { ...named, ...givenText(path, text), problem: null };
  } catch (error) {
    return { ...named, ...givenText(path, ''), problem: problemOf(error) };
  }
}

function givenText(path: string, text: string): Pick<Input, 'source' | 'read'> {
  const read = (): ReadInput => inputOf(path, text);
  return { source: () => read().source, read };
}

/** A file's content as an input. Throws a `NotebookError` for a notebook that is none. */
function inputOf(path: string, content: string): ReadInput {
  return { path, content, source: programFile(nameOfPath(path), content).source };
}
