import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { message } from '../base/message';
import { FileError } from './decode-program';
import { readBytes, reasonOf } from './read-file';

/** Why a file is not written that holds something else than what was read. */
export const changedMeanwhile = message('it has changed since it was read, and is left as it is now');

/** What a file that is being written is called until it has its own name: the writing process, then chance. */
const temporaryName = /^\.global-step-(\d+)-[\da-f]{32}\.tmp$/;

/**
 * Replaces a file's content, whole or not at all: a new file in the same folder, with the old one's mode and owner, takes its name once
 * it is on the disk. Of a link, the file that it leads to is replaced. Throws a `FileError`, and leaves the file as it is, where it is
 * read-only, holds something else than `before`, or has other names: a new file would part it from them, and to write into the old one
 * could leave it half written. Access control lists and extended attributes, which Node cannot read, stay with the old file.
 */
export function replaceFile(path: string, before: Uint8Array, after: Uint8Array): void {
  const target = inWords(() => realpathSync(path));
  const stats = inWords(() => statSync(target));
  rejectReadOnly(target, stats);
  if (stats.nlink > 1) throw new FileError(message('it has other names (hard links), and would be parted from them'));
  const folder = dirname(target);
  const temporary = join(folder, `.global-step-${process.pid}-${randomBytes(16).toString('hex')}.tmp`);
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  // Somebody else's file or link of that name makes this fail; nobody but the owner reads it before it has its mode.
  const descriptor = inWords(() => openSync(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600));
  try {
    inWords(() => {
      fill(descriptor, after, stats);
    });
    if (Buffer.compare(readBytes(target), before) !== 0) throw new FileError(changedMeanwhile);
    inWords(() => {
      renameSync(temporary, target);
    });
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  keepFolder(folder);
}

/** Removes what killed processes have left of a folder's files. */
export function removeLeftovers(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const [, writer] = temporaryName.exec(name) ?? [];
      if (writer !== undefined && !isRunning(Number(writer))) unlinkSync(join(folder, name));
    }
  } catch {
    // A folder that cannot be tidied is no reason to stop.
  }
}

function isRunning(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Root may write everything, so that permission alone does not tell what its owner has made read-only. */
function rejectReadOnly(target: string, { mode }: Stats): void {
  const mayWrite = (mode & 0o222) !== 0 && isAllowed(target);
  if (!mayWrite) throw new FileError(message('it is read-only'));
}

function isAllowed(target: string): boolean {
  try {
    accessSync(target, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function fill(descriptor: number, content: Uint8Array, { mode, uid, gid }: Stats): void {
  try {
    writeFileSync(descriptor, content);
    const own = fstatSync(descriptor);
    // Another owner takes the special bits away, so the mode comes last.
    if (own.uid !== uid || own.gid !== gid) fchownSync(descriptor, uid, gid);
    fchmodSync(descriptor, mode & 0o7777);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes a rename last; not every system can. */
function keepFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // The file itself is on the disk.
  }
}

/** Does something to the file, and says in words why it cannot be done. */
function inWords<Result>(action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw new FileError(reasonOf(error, 'write'));
  }
}
