import { type FileChanges, type Files, isLeftOut, isProgram } from './files';
import { folderOf, isNamedBelow } from './module-paths';

/** Files of a folder, and folders in it, of which the rest is not listed: programs there are not known to import anything. */
const mostFiles = 50_000;
const mostFolders = 20_000;

interface Listing {
  readonly folders: Iterator<readonly string[] | null>;
  /** Files that were listed and are not read yet. */
  waiting: string[];
  files: number;
  foldersSeen: number;
  isDone: boolean;
}

/** Which files lie below the roots: each listed once, in as many requests as it takes, and then kept up to date by file events. */
export class Listings {
  private readonly below = new Map<string, Listing>();
  /** Folders whose own files were listed, and no folder in them. */
  private readonly flat = new Set<string>();
  /** Files that were listed, or have changed, and are not loaded yet. */
  private readonly unloaded = new Set<string>();
  /** File events that were taken in. */
  private seen: number | null = null;

  /** `learn` is called with each file that is listed and loaded. */
  constructor(
    private readonly files: Files,
    private readonly learn: (file: string) => void,
  ) {}

  /** Goes on with the listing of a root for so long; true where it is done. */
  advance(root: string, milliseconds: number): boolean {
    this.learnLoaded();
    const listing = this.listingOf(root);
    const end = performance.now() + milliseconds;
    while (!listing.isDone && performance.now() < end) {
      const file = listing.waiting.pop();
      if (file !== undefined) this.learnOrWait(file);
      else if (!this.nextFolder(listing)) return false;
    }
    return listing.isDone && this.unloaded.size === 0;
  }

  /** Lists the files of a folder alone; true where that is done. */
  listFolder(folder: string): boolean {
    this.learnLoaded();
    if (!this.flat.has(folder)) {
      const [files = []] = this.files.list(folder);
      if (files === null) return false;
      this.flat.add(folder);
      for (const file of files.slice(0, mostFiles)) this.learnOrWait(file);
    }
    return this.unloaded.size === 0;
  }

  /** Learns a file, now or as soon as it is loaded. */
  learnOrWait(file: string): void {
    if (this.files.isLoaded?.(file) === false) this.unloaded.add(file);
    else this.learn(file);
  }

  /** Whether a file is one of those that are listed, or will be. */
  covers(file: string): boolean {
    if (!isProgram(file)) return false;
    if (this.flat.has(folderOf(file))) return true;
    return [...this.below.keys()].some(
      (root) => isNamedBelow(root, file) && !file.slice(root.length).split('/').some(isLeftOut),
    );
  }

  /** The files that have changed since the last call; null where that is not known any more, so that nothing that is known holds. */
  changed({ first, files }: FileChanges): readonly string[] | null {
    const { seen } = this;
    this.seen = first + files.length;
    // Nothing was listed before the first request.
    if (seen === null) return [];
    return seen < first || seen > this.seen ? null : files.slice(seen - first);
  }

  clear(): void {
    this.below.clear();
    this.flat.clear();
    this.unloaded.clear();
  }

  private learnLoaded(): void {
    for (const file of this.unloaded) {
      if (this.files.isLoaded?.(file) === false) continue;
      this.unloaded.delete(file);
      this.learn(file);
    }
  }

  private listingOf(root: string): Listing {
    let listing = this.below.get(root);
    if (listing === undefined) {
      const folders = this.files.list(root)[Symbol.iterator]();
      listing = { folders, waiting: [], files: 0, foldersSeen: 0, isDone: false };
      this.below.set(root, listing);
    }
    return listing;
  }

  /** False where the next folder is not loaded yet. */
  private nextFolder(listing: Listing): boolean {
    const next = listing.foldersSeen < mostFolders && listing.files < mostFiles ? listing.folders.next() : null;
    if (next === null || next.done === true) {
      listing.isDone = true;
      return true;
    }
    if (next.value === null) return false;
    listing.foldersSeen += 1;
    listing.waiting = next.value.slice(0, mostFiles - listing.files).reverse();
    listing.files += listing.waiting.length;
    return true;
  }
}
