// Files of a file system that answers later (a browser's, a repository's on a server): what was asked for is noted, loaded by the owner
// of the engine's thread, and answered from here the next time.
import { addressSegment, type FileChanges, type Files, isLeftOut, isProgram } from './files';
import { folderOf, isNamedBelow } from './module-paths';

/** What a request lacked: names of folders and of files. */
export interface Wanted {
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/** What a reply says of files that are not loaded. */
export interface Lacking {
  /** What the answer itself lacks: it is asked for again when this is loaded. */
  readonly now: Wanted;
  /** What the next requests need to know who imports whom. */
  readonly later: Wanted;
}

/** What an owner has loaded; null for what is not there, or is too large. */
export interface Loaded {
  readonly folders: readonly { readonly folder: string; readonly entries: readonly LoadedEntry[] | null }[];
  readonly files: readonly { readonly file: string; readonly bytes: Uint8Array | null }[];
}

/** An entry of a folder, by its own name. */
export interface LoadedEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Files and folders that are loaded to learn who imports whom. Of a larger workspace the rest is not learned. */
const mostFiles = 2000;
const mostFolders = 1000;
/** So many are asked for at a time. */
const mostAtOnce = 64;

interface Entries {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

interface Content {
  readonly bytes: Uint8Array | null;
  readonly version: string;
}

/** Says that a file is not loaded; the reply that follows asks for it. */
class NotLoadedError extends Error {
  override readonly name = 'NotLoadedError';
}

/** `decode` gives the text of a program's bytes, by its name; it throws where these are none. */
export class MirroredFiles implements Files {
  private readonly folders = new Map<string, Entries | null>();
  private readonly contents = new Map<string, Content>();
  private now = new NotedNames();
  private later = new NotedNames();
  private revision = 0;
  /** File events that were taken in. */
  private seen = 0;

  constructor(private readonly decode: (file: string, bytes: Uint8Array) => string) {}

  /** Takes in what was loaded. */
  load({ folders, files }: Loaded): void {
    for (const { folder, entries } of folders)
      this.folders.set(folder, entries === null ? null : named(folder, entries));
    for (const { file, bytes } of files) {
      this.revision += 1;
      this.contents.set(file, { bytes, version: `${this.revision}` });
    }
  }

  /** Forgets what has changed; everything where events are missing. */
  take({ first, files }: FileChanges): void {
    if (this.seen < first || this.seen > first + files.length) {
      this.folders.clear();
      this.contents.clear();
    }
    for (const file of files.slice(Math.max(0, this.seen - first))) {
      this.contents.delete(file);
      this.folders.delete(folderOf(file));
    }
    this.seen = first + files.length;
  }

  /** What was asked for and is not here, since the last call; null where nothing was. */
  lacking(): Lacking | null {
    const { now, later } = this;
    [this.now, this.later] = [new NotedNames(), new NotedNames()];
    return now.isEmpty && later.isEmpty ? null : { now: now.all(), later: later.some(mostAtOnce) };
  }

  *list(root: string): Iterable<readonly string[] | null> {
    const waiting = [root];
    for (let at = 0; at < waiting.length; at++) {
      const folder = waiting[at] ?? root;
      while (!this.folders.has(folder) && this.folders.size < mostFolders) {
        for (const next of waiting.slice(at, at + mostAtOnce))
          if (!this.folders.has(next)) this.later.folders.add(next);
        yield null;
      }
      const entries = this.folders.get(folder) ?? null;
      if (entries === null) continue;
      waiting.push(...[...entries.folders].filter((name) => !isLeftOut(name.slice(name.lastIndexOf('/') + 1))));
      yield [...entries.files].filter(isProgram);
    }
  }

  isLoaded(file: string): boolean {
    if (this.contents.has(file) || this.contents.size >= mostFiles) return true;
    this.later.files.add(file);
    return false;
  }

  version(file: string): string | null {
    if (!this.holds(folderOf(file), file, 'files')) return null;
    return this.contents.get(file)?.version ?? 'not loaded';
  }

  isFolder(name: string): boolean {
    if (this.folders.has(name)) return this.folders.get(name) !== null;
    const parent = this.folders.get(folderOf(name));
    if (parent !== undefined) return parent?.folders.has(name) === true;
    this.now.folders.add(name);
    return false;
  }

  isBelow(root: string, file: string): boolean {
    return isNamedBelow(root, file);
  }

  read(file: string): string {
    const content = this.contents.get(file);
    if (content === undefined) {
      this.now.files.add(file);
      throw new NotLoadedError(`${file} is not loaded yet`);
    }
    if (content.bytes === null) throw new Error(`${file} cannot be read`);
    return this.decode(file, content.bytes);
  }

  bytes(file: string, most: number): Uint8Array | 'larger' | null {
    if (!this.holds(folderOf(file), file, 'files')) return null;
    const content = this.contents.get(file);
    if (content === undefined) this.now.files.add(file);
    const bytes = content?.bytes ?? null;
    return bytes !== null && bytes.length > most ? 'larger' : bytes;
  }

  segment(part: string): string {
    return addressSegment(part);
  }

  private holds(folder: string, name: string, kind: keyof Entries): boolean {
    const entries = this.folders.get(folder);
    if (entries !== undefined) return entries?.[kind].has(name) === true;
    // A folder that is not in the one around it needs no look.
    if (this.folders.get(folderOf(folder))?.folders.has(folder) === false) return false;
    this.now.folders.add(folder);
    return false;
  }
}

class NotedNames {
  readonly folders = new Set<string>();
  readonly files = new Set<string>();

  get isEmpty(): boolean {
    return this.folders.size === 0 && this.files.size === 0;
  }

  all(): Wanted {
    return this.some(Infinity);
  }

  some(most: number): Wanted {
    return { folders: [...this.folders].slice(0, most), files: [...this.files].slice(0, most) };
  }
}

function named(folder: string, entries: readonly LoadedEntry[]): Entries {
  const ofKind = (isFolder: boolean): ReadonlySet<string> =>
    new Set(
      entries
        .filter((entry) => entry.isFolder === isFolder)
        .map(({ name }) => `${folder.replace(/\/$/, '')}/${addressSegment(name)}`)
        .sort(),
    );
  return { files: ofKind(false), folders: ofKind(true) };
}
