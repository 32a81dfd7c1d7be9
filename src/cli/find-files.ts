import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that hold no code of the user's own. */
const skipped = new Set(['.git', 'node_modules', '.venv', 'venv', '__pycache__', 'site-packages']);
const wanted = /\.(?:py|pyi|ipynb)$/;

/** A file to check, or why a path cannot be. `path` is as given, with forward slashes. */
export interface FoundFile {
  readonly path: string;
  readonly error: string | null;
}

/**
 * The Python files and notebooks below the paths, each once, folders in order of names. A file that is named itself is taken whatever
 * its ending. Links to folders are not followed, so a loop of links ends.
 */
export function findFiles(paths: readonly string[]): FoundFile[] {
  const found = new Map<string, FoundFile>();
  const add = (path: string, error: string | null): void => {
    const name = withForwardSlashes(path);
    if (!found.has(name)) found.set(name, { path: name, error });
  };
  for (const path of paths) {
    try {
      if (statSync(path).isDirectory()) walk(path, add);
      else add(path, null);
    } catch (error) {
      add(path, reasonOf(error));
    }
  }
  return [...found.values()];
}

function walk(folder: string, add: (path: string, error: string | null) => void): void {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    add(folder, reasonOf(error));
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = folder === '.' ? entry.name : join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) walk(path, add);
    } else if (wanted.test(entry.name) && (entry.isFile() || isLinkToFile(entry, path))) {
      add(path, null);
    }
  }
}

function isLinkToFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return false;
  try {
    return statSync(path).isFile();
  } catch {
    return false; // A link to nowhere is no file.
  }
}

function withForwardSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** A system error in words, without the path, which the reader has anyway. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'no such file or folder';
  if (code === 'EACCES') return 'no permission to read it';
  return error instanceof Error ? error.message : String(error);
}
