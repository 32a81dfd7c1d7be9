import type { SourceModule } from '../analysis/walk/program';
import type { PythonParser } from '../python/parser';
import type { Module } from '../python/statements';
import { SourceText } from '../python/source-text';
import type { Files } from './files';
import { FolderNames } from './folder-names';
import { folderOf, isNamedBelow, modulePaths, type ModulePlaces } from './module-paths';
import { programFile } from './program-file';

/** A larger module is data. */
const mostCharacters = 2_000_000;
/** Texts of modules whose syntax is kept, the latest that were asked for: syntax takes some fifteen times as much. */
const mostKept = 5_000_000;

interface KnownModule {
  readonly version: string;
  readonly module: SourceModule | null;
}

/** An empty text is kept, too, and takes its share. */
function sizeOf({ module }: KnownModule): number {
  return 1000 + (module?.source.text.length ?? 0);
}

/** The modules of a workspace: where an import leads, and the text and the syntax of what is there. The only resolver of imports. */
export class Modules {
  /** Grows with whatever may change where an import leads or what is there. */
  revision = 0;
  private roots: readonly string[] = [];
  private readonly known = new Map<string, KnownModule>();
  private knownSize = 0;
  /**
   * Numbers stand for modules, by their syntax, for who keeps what was found in them and not their syntax. A file that is read again has
   * its number.
   */
  private readonly numbers = new WeakMap<Module, number>();
  private readonly numbered = new Map<string, { readonly version: string; readonly number: number }>();
  private lastNumber = 0;
  /** Texts in the place of the files': what is being edited. */
  private readonly documents = new Map<string, SourceModule>();
  /** What this request has seen: a file is looked at once in it. */
  private readonly seen = new Map<string, string | null>();
  /** Where imports lead, by the folder of the importing file. */
  private readonly found = new Map<string, Map<string, string | null>>();
  private readonly folders: FolderNames;

  /** `onRead` hears of each text that is read as a module. */
  constructor(
    private readonly parser: PythonParser,
    private readonly files: Files,
    private readonly onRead: (source: SourceText) => void,
  ) {
    this.folders = new FolderNames(
      (file) => this.documents.has(file) || this.version(file) !== null,
      (name) => files.isFolder(name),
    );
  }

  /** Begins a request: from here on, files are looked at anew. Returns whether the roots are others than before. */
  begin(roots: readonly string[]): boolean {
    this.revision += 1;
    const before = this.roots;
    this.roots = roots.map((root) => root.replace(/(?<=.)\/$/, ''));
    this.seen.clear();
    this.forgetFound();
    return before.join('\n') !== this.roots.join('\n');
  }

  /** The folder that a program sees: the outermost root around it, or its own folder where it is in none. */
  rootOf(file: string): string {
    return this.sharedRootOf(file) ?? folderOf(file);
  }

  /** The outermost root around a file; null where it is in none. */
  sharedRootOf(file: string): string | null {
    const around = this.roots.filter((root) => isNamedBelow(root, file));
    return around.length === 0 ? null : around.reduce((one, other) => (other.length < one.length ? other : one));
  }

  /** The roots that lie in no other. */
  outermostRoots(): readonly string[] {
    return this.roots.filter((root) => !this.roots.some((other) => isNamedBelow(other, root)));
  }

  placesOf(file: string): ModulePlaces {
    return { root: this.rootOf(file), segment: (part) => this.files.segment(part) };
  }

  /** Puts a text in the place of a file's, with its syntax, which must not be changed before another text is put there. */
  open(module: SourceModule): void {
    const { file } = module.source;
    this.revision += 1;
    // What an import leads to may be there now, and was not before.
    const isNew = !this.documents.has(file);
    this.documents.set(file, module);
    if (isNew) this.forgetFound();
  }

  /** The same of a Python file's text; the syntax that it has already is kept. */
  openText(file: string, text: string): void {
    const known = this.documents.get(file);
    const source = new SourceText(file, text);
    if (known?.source.text === source.text) return;
    this.open({ source, syntax: this.parser.parse(source.text) });
    this.onRead(source);
  }

  /** The file speaks for itself again. */
  close(file: string): void {
    this.revision += 1;
    if (this.documents.delete(file)) this.forgetFound();
  }

  opened(): Iterable<string> {
    return this.documents.keys();
  }

  /** The file that an import leads to; null where it leads out of the workspace. */
  find(name: string, level: number, from: string): string | null {
    const folder = folderOf(from);
    let found = this.found.get(folder);
    if (found === undefined) this.found.set(folder, (found = new Map<string, string | null>()));
    const key = level === 0 ? name : `${level}:${name}`;
    let file = found.get(key);
    if (file === undefined) {
      const places = this.placesOf(from);
      const paths = modulePaths({ name, level }, from, places, (around, part) => this.folders.holds(around, part));
      file = paths.find((path) => this.isFile(path, places.root)) ?? null;
      found.set(key, file);
    }
    return file;
  }

  /** The module of an import; null where there is none, or none that can be read. */
  module(name: string, level: number, from: string): SourceModule | null {
    const file = this.find(name, level, from);
    return file === null ? null : this.load(file);
  }

  /** A file as a module; null where it cannot be read, or is too large. The same object for as long as its text is the same. */
  load(file: string): SourceModule | null {
    const document = this.documents.get(file);
    if (document !== undefined) return document;
    const version = this.version(file);
    if (version === null) return null;
    const known = this.known.get(file);
    if (known?.version === version) {
      // The map's order is the order of use.
      this.known.delete(file);
      this.known.set(file, known);
      return known.module;
    }
    const source = this.read(file);
    if (source !== null) this.onRead(source);
    const module =
      source === null || source.text.length > mostCharacters
        ? null
        : known?.module?.source.text === source.text
          ? known.module
          : { source, syntax: this.parser.parse(source.text) };
    this.keep(file, { version, module });
    const numbered = this.numbered.get(file);
    if (module !== null && numbered?.version === version) this.numbers.set(module.syntax, numbered.number);
    else this.numbered.set(file, { version, number: this.numberOf(module) });
    return module;
  }

  /** Equal for modules of the same text; 0 for none. */
  numberOf(module: SourceModule | null): number {
    if (module === null) return 0;
    let number = this.numbers.get(module.syntax);
    if (number === undefined) this.numbers.set(module.syntax, (number = ++this.lastNumber));
    return number;
  }

  /** The number of a file's module, which is not read for it where it was read before and is the same. */
  numberAt(file: string): number {
    const numbered = this.documents.has(file) ? undefined : this.numbered.get(file);
    return numbered !== undefined && numbered.version === this.version(file)
      ? numbered.number
      : this.numberOf(this.load(file));
  }

  /** A file's text; null where it cannot be read. */
  read(file: string): SourceText | null {
    const document = this.documents.get(file);
    if (document !== undefined) return document.source;
    try {
      return this.readOrThrow(file);
    } catch {
      return null;
    }
  }

  /** The same; throws what `Files` does, or a `NotebookError`. */
  readOrThrow(file: string): SourceText {
    return programFile(file, this.files.read(file)).source;
  }

  private forgetFound(): void {
    this.found.clear();
    this.folders.clear();
    for (const open of this.documents.keys()) this.folders.add(open);
  }

  private isFile(file: string, root: string): boolean {
    if (this.documents.has(file)) return true;
    return this.version(file) !== null && this.files.isBelow(root, file);
  }

  private version(file: string): string | null {
    let version = this.seen.get(file);
    if (version === undefined) this.seen.set(file, (version = this.files.version(file)));
    return version;
  }

  private keep(file: string, known: KnownModule): void {
    this.drop(file);
    this.known.set(file, known);
    this.knownSize += sizeOf(known);
    for (const oldest of this.known.keys()) {
      if (this.knownSize <= mostKept || oldest === file) break;
      this.drop(oldest);
    }
  }

  private drop(file: string): void {
    const known = this.known.get(file);
    if (known === undefined) return;
    this.known.delete(file);
    this.knownSize -= sizeOf(known);
  }
}
