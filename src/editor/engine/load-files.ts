import * as vscode from 'vscode';
import type { Loaded, LoadedEntry, Wanted } from '../../engine/mirrored-files';

/** A larger file is data: it is not read. */
const mostBytes = 8 * 2 ** 20;
/** Bytes of files that are kept: those that were not asked for the longest go first. */
const mostKept = 32 * 2 ** 20;
/** Requests to a file system at a time: it may be a server. */
const atOnce = 16;

interface Kept {
  readonly mtime: number;
  readonly bytes: Uint8Array;
}

/**
 * Loads folders and files by VS Code's file systems, for an engine that cannot read them itself. A file whose time and size are those of
 * before is not read again: an engine's thread that ends, or a change of branch, makes the engine ask for everything anew.
 */
export class FileLoader {
  private readonly kept = new Map<string, Kept>();
  private size = 0;

  /** What cannot be read is null. */
  async load({ folders, files }: Wanted): Promise<Loaded> {
    return {
      folders: await mapSome(folders, async (folder) => ({ folder, entries: await entriesOf(folder) })),
      files: await mapSome(files, async (file) => ({ file, bytes: await this.bytesOf(file) })),
    };
  }

  private async bytesOf(name: string): Promise<Uint8Array | null> {
    try {
      const file = uriOf(name);
      const { fs } = vscode.workspace;
      const { mtime, size } = await fs.stat(file);
      const known = this.kept.get(name);
      this.drop(name);
      if (size > mostBytes) return null;
      // A file system that tells no time gives 0.
      const isSame = known !== undefined && mtime > 0 && known.mtime === mtime && known.bytes.length === size;
      const bytes = isSame ? known.bytes : await fs.readFile(file);
      if (bytes.length > mostBytes) return null;
      this.keep(name, { mtime, bytes });
      return bytes;
    } catch {
      return null;
    }
  }

  private keep(name: string, file: Kept): void {
    this.drop(name);
    this.kept.set(name, file);
    this.size += file.bytes.length;
    for (const oldest of this.kept.keys()) {
      if (this.size <= mostKept) return;
      this.drop(oldest);
    }
  }

  private drop(name: string): void {
    this.size -= this.kept.get(name)?.bytes.length ?? 0;
    this.kept.delete(name);
  }
}

/**
 * The engine's names of folders have no slash at their end; the root of a file system has no other path. Throws where a name is no address:
 * an untitled document's folder has none.
 */
function uriOf(name: string): vscode.Uri {
  const uri = vscode.Uri.parse(name, true);
  return uri.path === '' ? uri.with({ path: '/' }) : uri;
}

async function entriesOf(folder: string): Promise<LoadedEntry[] | null> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(uriOf(folder));
    // A link may lead out of the workspace.
    return entries
      .filter(([, type]) => (type & vscode.FileType.SymbolicLink) === 0)
      .map(([name, type]) => ({ name, isFolder: (type & vscode.FileType.Directory) !== 0 }));
  } catch {
    return null;
  }
}

async function mapSome<Item, Result>(items: readonly Item[], map: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let first = 0; first < items.length; first += atOnce)
    results.push(...(await Promise.all(items.slice(first, first + atOnce).map(map))));
  return results;
}
