import { realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { readProgramText } from '../files/read-file';
import type { Workspace } from '../interpret/interpret';
import type { PythonParser } from '../python/parser';
import { SourceText } from '../python/source-text';
import { commandError, problemOf } from './problem';

/** Most characters of a module that is read: what a person writes is smaller. */
const mostCharacters = 2_000_000;

/** The modules beside a program, and below its folder. Nothing outside of that folder is looked at, by a link neither. */
export function programModules(file: string, parser: PythonParser): Workspace {
  const root = realpathSync(dirname(file));
  return {
    parse: (text) => parser.parse(text),
    load: (path, level) => {
      if (level > 1) return null;
      const parts = path.split('.').filter(Boolean);
      const found = [`${join(root, ...parts)}.py`, join(root, ...parts, '__init__.py')].find((candidate) =>
        isInside(root, candidate),
      );
      if (found === undefined) return null;
      const name = join(dirname(file), relative(root, found));
      const text = moduleText(found, name);
      return text.length > mostCharacters ? null : new SourceText(name, text);
    },
  };
}

/** Python ends where it imports what it cannot read, and so does the command. */
function moduleText(path: string, name: string): string {
  try {
    return readProgramText(path);
  } catch (error) {
    throw commandError(name, problemOf(error));
  }
}

function isInside(root: string, candidate: string): boolean {
  try {
    return statSync(candidate).isFile() && realpathSync(candidate).startsWith(root + sep);
  } catch {
    return false;
  }
}
