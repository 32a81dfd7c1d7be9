import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, resolve, sep } from 'node:path';
import { isNamedBelow } from '../engine/module-paths';

const withSlashes = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));

/** A path as the engine names the file: `./a/../b.py` is `b.py`. */
export function nameOfPath(path: string): string {
  return posix.normalize(withSlashes(path));
}

/**
 * The folders that the programs of a command see: the working directory where a path lies in it, else the folder that is named. A file
 * elsewhere sees its own folder.
 */
export function commandRoots(paths: readonly string[]): string[] {
  const here = withSlashes(process.cwd());
  const roots = paths.map((path) => {
    const name = nameOfPath(path).replace(/(?<=.)\/$/, '');
    if (name === '.' || isNamedBelow('.', name)) return '.';
    if (name === here || isNamedBelow(here, name)) return here;
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? name : null;
  });
  return [...new Set(roots.filter((root) => root !== null))];
}

/** Whether a folder is no project: nobody's programs are looked for all over a disk or a home. */
export function isTooWide(root: string): boolean {
  const path = resolve(root);
  return path === resolve(homedir()) || path === resolve(path, '..');
}
