/**
 * How the engine sees a workspace's files: the command line reads the disk, the editor's thread the disk below unsaved documents, a test
 * a table. Names of files are paths with forward slashes, or addresses: the engine takes them apart at slashes and compares them, no more.
 *
 * Every call answers at once, so that a check is a function of what is there. Who can only read asynchronously (a browser, a virtual
 * file system) loads files first and answers from what is loaded.
 */
export interface Files {
  /**
   * The Python files and notebooks below a folder (`isProgram`, `isLeftOut`), a folder at a time, those near the top first; an empty list
   * for a folder without any; null for one that is not loaded yet, which comes again. A listing may be left off between two folders and
   * gone on with.
   */
  list(root: string): Iterable<readonly string[] | null>;
  /** Equal for as long as the file has the same content; null where there is no file that can be read. */
  version(file: string): string | null;
  /** Whether a file that was listed is loaded, so that `read` has an answer; asks for it where it is not. Absent where all files are. */
  isLoaded?(file: string): boolean;
  /** Whether there is a folder of that name. */
  isFolder(name: string): boolean;
  /** Whether a file lies below a folder wherever its links lead. */
  isBelow(root: string, file: string): boolean;
  /** The text of a Python file, in its declared encoding, or a notebook's JSON, which may lack its outputs. Throws where it cannot be read. */
  read(file: string): string;
  /** The bytes of a file of data; 'larger' where it has more than `most`, null where there is none. Absent where only programs are read. */
  bytes?(file: string, most: number): Uint8Array | 'larger' | null;
  /** A part of a module's dotted name as it stands in the name of a file: an address escapes it. */
  segment(part: string): string;
}

/** What a program sees of the workspace in one request. It crosses to the editor's engine thread as it is. */
export interface WorkspaceView {
  /** The folders that imports stay in, and in which importers are looked for. A program in none of them sees its own folder alone. */
  readonly roots: readonly string[];
  /** Documents that are not saved: their texts, in the place of those that `Files` reads. */
  readonly unsaved: readonly { readonly file: string; readonly text: string }[];
}

/** The newest file events of a window, oldest first. `first` counts those before them. */
export interface FileChanges {
  readonly first: number;
  readonly files: readonly string[];
}

/** Folders that hold no code of the user's own, by their names. */
export const leftOutFolders = ['.git', 'node_modules', '.venv', 'venv', '__pycache__', 'site-packages'];

/** Whether a folder of that name is left out. */
export function isLeftOut(folder: string): boolean {
  return leftOutFolders.includes(folder);
}

/** Whether a file of that name is a program, a module or a notebook. */
export function isProgram(name: string): boolean {
  return /\.(?:py|pyi|ipynb)$/.test(name);
}

/** A file's or a folder's name as it stands in an address, escaped as VS Code's `Uri.toString` does it. */
export function addressSegment(name: string): string {
  return encodeURIComponent(name).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
