import { message, type Message } from '../base/message';
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, type Stats } from 'node:fs';
import type { SourceBytes } from '../python/source-bytes';
import { codeOf, decodeProgram, FileError } from './decode-program';

/** A larger file is data: it is not read. */
const mostBytes = 64 * 1024 * 1024;

/**
 * A program's file as text, by its ending: a notebook, or Python in the encoding that it declares. Every reader of program files goes
 * through here. Throws a `FileError`.
 */
export function readProgram(path: string): SourceBytes {
  return decodeProgram(path, readBytes(path));
}

/** What of its text is code, as `codeOf` has it: of thousands of files, each is read into the same memory. */
export function readCode(path: string): string {
  return codeOf(path, readBytes(path, scratch));
}

/** Memory that one file after another is read into; it grows to the largest. */
class Scratch {
  private memory = Buffer.alloc(0);

  /** A file's bytes, which hold until the next file is read. */
  read(descriptor: number, size: number): Uint8Array {
    // One byte more tells a file that has grown, or whose size is not known, from one that is read whole.
    if (this.memory.length <= size) this.memory = Buffer.allocUnsafeSlow(Math.max(size + 1, 1 << 20));
    let length = 0;
    for (;;) {
      const read = readSync(descriptor, this.memory, length, this.memory.length - length, null);
      length += read;
      if (read === 0 || (length === size && size > 0)) return this.memory.subarray(0, length);
      if (length === this.memory.length) return Buffer.concat([this.memory, readFileSync(descriptor)]);
    }
  }
}

const scratch = new Scratch();

/**
 * A regular file's bytes, or those of the file that a link leads to. Nothing else is opened for reading: a pipe would never end. With
 * `into`, they hold until the next file is read.
 */
export function readBytes(path: string, into: Scratch | null = null): Uint8Array {
  try {
    // Without that flag, opening a pipe waits for a writer.
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(descriptor);
      const kind = kindOf(stats);
      if (kind !== null) throw new FileError(message('it is {0}, not a file', kind));
      if (stats.size > mostBytes) throw new FileError(message('it is larger than {0} MB', mostBytes / (1024 * 1024)));
      return into === null ? readFileSync(descriptor) : into.read(descriptor, stats.size);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new FileError(reasonOf(error, 'read'));
  }
}

/** What a path is that is no regular file, in words; null for a regular file. */
export function kindOf(stats: Pick<Stats, 'isFile' | 'isDirectory' | 'isFIFO' | 'isSocket'>): Message | null {
  if (stats.isFile()) return null;
  if (stats.isDirectory()) return message('a folder');
  if (stats.isFIFO()) return message('a named pipe');
  return stats.isSocket() ? message('a socket') : message('a device');
}

const reasons = new Map([
  ['ENOENT', message('no such file or folder')],
  ['ENOTDIR', message('no such file or folder')],
  ['EISDIR', message('it is a folder, not a file')],
  ['ENXIO', message('it is a socket or a device, not a file')],
  ['ELOOP', message('its links lead in a circle')],
  ['ENAMETOOLONG', message('its name is too long')],
  ['EROFS', message('its file system is read-only')],
  ['ENOSPC', message('no space is left')],
  ['EDQUOT', message('no space is left')],
  ['EIO', message('the disk reports an error')],
  ['EMFILE', message('too many files are open')],
  ['ENFILE', message('too many files are open')],
  ['EBUSY', message('another program holds it')],
]);

/** A system's error in words, without the path, which the reader has. */
export function reasonOf(error: unknown, action: 'read' | 'write'): Message {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EACCES' || code === 'EPERM')
    return action === 'read' ? message('no permission to read it') : message('no permission to write it');
  const reason = reasons.get(code);
  if (reason !== undefined) return reason;
  const what = action === 'read' ? message('the system does not read it') : message('the system does not write it');
  return code === '' ? what : message('{0} ({1})', what, code);
}
