import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { message, say } from '../base/message';
import { isLeftOut, isProgram } from '../engine/files';
import { kindOf, reasonOf } from '../files/read-file';

/** A file to check, or why a path cannot be. `path` is as given, with forward slashes. */
export interface FoundFile {
  readonly path: string;
  readonly error: string | null;
}

/**
 * The Python files and notebooks below the paths, each once, folders in order of names. A file that is named itself is taken whatever
 * its ending. Links to folders are not followed, so a loop of links ends. What has the name of a Python file and is a pipe, a socket or
 * a device is not read, and named.
 */
export function findFiles(paths: readonly string[]): FoundFile[] {
  const found = new Map<string, FoundFile>();
  const add = (path: string, error: string | null): void => {
    const name = withForwardSlashes(path);
    if (!found.has(name)) found.set(name, { path: name, error });
  };
  for (const path of paths) {
    try {
      const stats = statSync(path);
      if (stats.isDirectory()) walk(path, add);
      else add(path, whyNotRead(stats));
    } catch (error) {
      add(path, say(reasonOf(error, 'read')));
    }
  }
  return [...found.values()];
}

function walk(folder: string, add: (path: string, error: string | null) => void): void {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    add(folder, say(reasonOf(error, 'read')));
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = folder === '.' ? entry.name : join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isLeftOut(entry.name)) walk(path, add);
    } else if (entry.isFile()) {
      if (isProgram(entry.name)) add(path, null);
    } else if (isProgram(entry.name)) {
      const stats = statsOf(path);
      // A link to nowhere is no file, and one to a folder is not followed.
      if (stats !== null && !stats.isDirectory()) add(path, whyNotRead(stats));
    }
  }
}

/** Of the file that a path or its link leads to; null where there is none. */
function statsOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

function whyNotRead(stats: Stats): string | null {
  const kind = kindOf(stats);
  return kind === null ? null : say(message('it is {0}, not a file', kind));
}

function withForwardSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
