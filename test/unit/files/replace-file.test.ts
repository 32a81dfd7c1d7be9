import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBytes } from '../../../src/files/read-file';
import { replaceFile } from '../../../src/files/replace-file';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replace-file-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const before = Buffer.from('before');
const after = Buffer.from('after');

describe('replaceFile', () => {
  it('replaces what was read, with its mode and its owner', () => {
    const file = write('a', 'before');
    chmodSync(file, 0o6751);
    const { uid, gid } = statSync(file);
    replaceFile(file, before, after);
    expect(readFileSync(file, 'utf8')).toBe('after');
    expect(statSync(file)).toMatchObject({ uid, gid, mode: 0o106751 });
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('leaves what has changed since it was read, and nothing of its own', () => {
    const file = write('a', 'saved by an editor');
    expect(() => {
      replaceFile(file, before, after);
    }).toThrow('it has changed since it was read, and is left as it is now');
    expect(readFileSync(file, 'utf8')).toBe('saved by an editor');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('says of what is gone that it is', () => {
    expect(() => {
      replaceFile(join(folder, 'none'), before, after);
    }).toThrow('no such file or folder');
    symlinkSync('none', join(folder, 'link'));
    expect(() => {
      replaceFile(join(folder, 'link'), before, after);
    }).toThrow('no such file or folder');
    expect(readdirSync(folder)).toEqual(['link']);
  });
});

describe('readBytes', () => {
  it('reads files alone, and says in words what something else is', () => {
    expect(readBytes(write('a', 'text'))).toEqual(Buffer.from('text'));
    for (const [path, why] of [
      [folder, 'it is a folder, not a file'],
      ['/dev/null', 'it is a device, not a file'],
      [join(folder, 'none'), 'no such file or folder'],
      [join(folder, 'a', 'below'), 'no such file or folder'],
      [join(folder, 'x'.repeat(300)), 'its name is too long'],
    ] as const)
      expect(() => readBytes(path)).toThrow(why);
    symlinkSync('loop', join(folder, 'loop'));
    expect(() => readBytes(join(folder, 'loop'))).toThrow('its links lead in a circle');
  });
});
