import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findFiles } from '../../../src/cli/find-files';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'find-files-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(...paths: string[]) {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
}

const namesBelow = (...paths: string[]) =>
  findFiles(paths.map((path) => join(root, path))).map(({ path }) => path.slice(root.length + 1));

describe('findFiles', () => {
  it('walks folders for Python and notebooks, and skips what is not the user’s own', () => {
    write('b.py', 'a/c.pyi', 'a/d.ipynb', 'a/e.txt', '.venv/x.py', 'a/node_modules/x.py', 'a/site-packages/x.py');
    expect(namesBelow('')).toEqual(['a/c.pyi', 'a/d.ipynb', 'b.py']);
  });

  it('takes a named file whatever its ending, and each file once', () => {
    write('train', 'b.py');
    expect(namesBelow('train', 'b.py', '')).toEqual(['train', 'b.py']);
  });

  it('ends in a loop of links', () => {
    write('a/b.py');
    symlinkSync(root, join(root, 'a', 'loop'));
    symlinkSync(join(root, 'nowhere.py'), join(root, 'dangling.py'));
    expect(namesBelow('')).toEqual(['a/b.py']);
  });

  it('names a path that is not there', () => {
    expect(findFiles([join(root, 'none.py')])).toEqual([
      { path: join(root, 'none.py'), error: 'no such file or folder' },
    ]);
  });
});
