import { describe, expect, it } from 'vitest';
import { FolderNames } from '../../../src/engine/folder-names';

const files = new Set(['work/main.py', 'work/pkg/model.py']);
const folders = new Set(['.', 'work', 'work/pkg']);

describe('FolderNames', () => {
  it.each([
    ['work', 'main', true],
    ['work', 'pkg', true],
    ['work', 'model', false],
    ['work/pkg', 'model', true],
    ['work/src', 'main', false],
    ['.', 'work', true],
  ])('says whether %s holds %s', (folder, part, holds) => {
    expect(
      new FolderNames(
        (name) => files.has(name),
        (name) => folders.has(name),
      ).holds(folder, part),
    ).toBe(holds);
  });

  it('looks a folder up once, and nothing below one that is not there', () => {
    const asked: string[] = [];
    const names = new FolderNames(
      (name) => asked.push(name) < 0,
      (name) => asked.push(name) < 0,
    );
    for (let round = 0; round < 3; round++)
      expect(names.holds('work/src', 'numpy') || names.holds('work/src', 'tf')).toBe(false);
    expect(asked).toEqual(['work/src']);
  });

  it('has the folders of a file that is not on the disk', () => {
    const names = new FolderNames(
      (name) => name === 'work/new/inner/a.py',
      () => false,
    );
    expect(names.holds('work', 'new')).toBe(false);
    names.clear();
    names.add('work/new/inner/a.py');
    expect(names.holds('work', 'new')).toBe(true);
    expect(names.holds('work/new/inner', 'a')).toBe(true);
    expect(names.holds('work/new/inner', 'b')).toBe(false);
  });
});
