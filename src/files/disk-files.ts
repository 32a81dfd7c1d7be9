import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addressSegment, type Files, isLeftOut, isProgram } from '../engine/files';
import { readCode } from './read-file';

/** How files are named, and where they lie on the disk; null for a name of nothing on the disk. */
interface Naming {
  readonly toPath: (file: string) => string | null;
  readonly segment: (part: string) => string;
}

/** The disk's files by their paths, with forward slashes, relative ones as the working directory has them. */
export function filesByPath(): DiskFiles {
  return new DiskFiles({ toPath: (file) => file, segment: (part) => part });
}

/** The disk's files by their addresses, escaped as VS Code's `Uri.toString` does it. */
export function filesByAddress(): DiskFiles {
  return new DiskFiles({
    toPath: (file) => (file.startsWith('file:///') ? fileURLToPath(file) : null),
    segment: addressSegment,
  });
}

class DiskFiles implements Files {
  readonly segment: (part: string) => string;

  constructor(private readonly naming: Naming) {
    this.segment = naming.segment;
  }

  *list(root: string): Iterable<readonly string[]> {
    const waiting = [root];
    for (let at = 0; at < waiting.length; at++) {
      const folder = waiting[at] ?? root;
      const files: string[] = [];
      for (const entry of this.entries(folder)) {
        const name = folder === '.' ? this.segment(entry.name) : `${folder}/${this.segment(entry.name)}`;
        if (entry.isDirectory()) {
          if (!isLeftOut(entry.name)) waiting.push(name);
        } else if (isProgram(entry.name) && (entry.isFile() || (entry.isSymbolicLink() && this.isBelow(root, name))))
          files.push(name);
      }
      yield files;
    }
  }

  version(file: string): string | null {
    try {
      const path = this.naming.toPath(file);
      const stats = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
      return stats?.isFile() === true ? `${stats.mtimeMs} ${stats.ctimeMs} ${stats.size} ${stats.ino}` : null;
    } catch {
      // Most places where a module may lie are empty, or cannot be one.
      return null;
    }
  }

  isFolder(name: string): boolean {
    try {
      const path = this.naming.toPath(name);
      return path !== null && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    } catch {
      return false;
    }
  }

  isBelow(root: string, file: string): boolean {
    try {
      const [path, folder] = [this.naming.toPath(file), this.naming.toPath(root)];
      return path !== null && folder !== null && realpathSync(path).startsWith(join(realpathSync(folder), sep));
    } catch {
      return false;
    }
  }

  read(file: string): string {
    const path = this.naming.toPath(file);
    if (path === null) throw new Error(`${file} is not on the disk`);
    return readCode(path);
  }

  bytes(file: string, most: number): Uint8Array | 'larger' | null {
    try {
      const path = this.naming.toPath(file);
      const stats = path === null ? undefined : statSync(path, { throwIfNoEntry: false });
      if (path === null || stats?.isFile() !== true) return null;
      return stats.size > most ? 'larger' : readFileSync(path);
    } catch {
      return null;
    }
  }

  private entries(folder: string): Dirent[] {
    try {
      const path = this.naming.toPath(folder);
      const entries = path === null ? [] : readdirSync(path, { withFileTypes: true });
      return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    } catch {
      return [];
    }
  }
}
