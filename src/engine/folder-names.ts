import { folderOf, joined } from './module-paths';

/** Which folders hold a module or a package of a name: each is looked up once, for all files around which it lies. */
export class FolderNames {
  private readonly known = new Map<string, Map<string, boolean>>();
  private readonly folders = new Map<string, boolean>();

  /** `isFile` and `isFolder` say what is there now. */
  constructor(
    private readonly isFile: (name: string) => boolean,
    private readonly isFolder: (name: string) => boolean,
  ) {}

  clear(): void {
    this.known.clear();
    this.folders.clear();
  }

  /** Takes the folders around a file as there: a document that is not saved may lie in one that the disk does not have yet. */
  add(file: string): void {
    for (let folder = folderOf(file); this.folders.get(folder) !== true; folder = folderOf(folder))
      this.folders.set(folder, true);
  }

  /** Whether a folder may hold the module or the package whose dotted name begins with `part`. */
  holds(folder: string, part: string): boolean {
    let names = this.known.get(folder);
    if (names === undefined) this.known.set(folder, (names = new Map<string, boolean>()));
    let holds = names.get(part);
    if (holds === undefined) {
      const name = joined(folder, part);
      holds = this.exists(folder) && (this.isFile(`${name}.py`) || this.exists(name));
      names.set(part, holds);
    }
    return holds;
  }

  private exists(folder: string): boolean {
    let exists = this.folders.get(folder);
    if (exists === undefined) this.folders.set(folder, (exists = this.isFolder(folder)));
    return exists;
  }
}
