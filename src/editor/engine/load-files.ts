import * as vscode from 'vscode';
import { isProgram } from '../../engine/files';
import type { Loaded, LoadedEntry, Wanted } from '../../engine/mirrored-files';

/** A larger file is data: it is not read. */
const mostBytes = 8 * 2 ** 20;
/** Requests to a file system at a time: it may be a server. */
const atOnce = 16;

/** Loads folders and files by VS Code's file systems, for an engine that cannot read them itself. What cannot be read is null. */
export async function loadFiles({ folders, files }: Wanted): Promise<Loaded> {
  return {
    folders: await mapSome(folders, async (folder) => ({ folder, entries: await entriesOf(folder) })),
    files: await mapSome(files, async (file) => ({ file, bytes: await bytesOf(file) })),
  };
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

async function bytesOf(name: string): Promise<Uint8Array | null> {
  try {
    const file = uriOf(name);
    const { fs } = vscode.workspace;
    // Of a module the size is seen when it is there: asking first would double the requests.
    if (!/\.pyi?$/.test(file.path) && (await fs.stat(file)).size > mostBytes) return null;
    const bytes = await fs.readFile(file);
    return isProgram(file.path) && bytes.length > mostBytes ? null : bytes;
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
