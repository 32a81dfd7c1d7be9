import { canMatter, mayTrain } from '../analysis/meaning/prefilter';
import { importedNames } from '../analysis/walk/importers';
import { mentionsRules } from '../lint/check-facts';
import { spelled } from '../base/interned';
import { folderOf, type ImportedName, modulePaths, type ModulePlaces } from './module-paths';

/** Whether a text may hold something to report: a training call, or a comment that silences none. */
export function isWorthChecking(text: string): boolean {
  return mayTrain(text) || mentionsRules(text);
}

/** What a program that trains through a module of its own has, when the training call is not in its own text. */
const driving = /\b(?:tf|tensorflow)\b|\bimport\s+\*/;

interface IndexedFile {
  /** Dots of a relative import, then the name. */
  readonly imports: ReadonlySet<string>;
  /** Whether it is a program whose walk may tell something of the modules that it imports. */
  readonly drives: boolean;
  readonly isWorthChecking: boolean;
}

/**
 * Which files of a workspace import which, by the names in their texts. It answers who imports a file without reading any other; what an
 * import really leads to is seen when the importer is walked.
 */
export class ImportsIndex {
  private readonly files = new Map<string, IndexedFile>();
  /** Files by the last part of the names that they import. */
  private readonly byStem = new Map<string, Set<string>>();
  private readonly direct = new Map<string, readonly string[]>();
  private readonly importers = new Map<string, readonly string[]>();

  /** `placesOf` says where the imports of a file are looked for. */
  constructor(private readonly placesOf: (file: string) => ModulePlaces) {}

  has(file: string): boolean {
    return this.files.has(file);
  }

  /** Whether a file is known to hold nothing to check. */
  isWorthless(file: string): boolean {
    return this.files.get(file)?.isWorthChecking === false;
  }

  /** Takes a file's text as it is now. */
  set(file: string, text: string): void {
    const imports = new Set<string>();
    for (const { name, level } of importedNames(text)) imports.add(spelled('.'.repeat(level) + name));
    const now: IndexedFile = {
      imports,
      drives: driving.test(text) || canMatter(text),
      isWorthChecking: isWorthChecking(text),
    };
    const known = this.files.get(file);
    if (known?.drives === now.drives && isSame(known.imports, imports)) {
      this.files.set(file, now);
      return;
    }
    this.delete(file);
    this.files.set(file, now);
    for (const name of imports) {
      const stem = this.stemOfName(name, file);
      const among = this.byStem.get(stem);
      if (among === undefined) this.byStem.set(stem, new Set([file]));
      else among.add(file);
    }
    this.forgetAnswers();
  }

  delete(file: string): void {
    const known = this.files.get(file);
    if (known === undefined) return;
    this.files.delete(file);
    for (const name of known.imports) this.byStem.get(this.stemOfName(name, file))?.delete(file);
    this.forgetAnswers();
  }

  clear(): void {
    this.files.clear();
    this.byStem.clear();
    this.forgetAnswers();
  }

  /** The programs that import a file, or import what does: the nearest first, then by name. */
  importersOf(file: string): readonly string[] {
    const known = this.importers.get(file);
    if (known !== undefined) return known;
    const seen = new Set([file]);
    for (let ring: readonly string[] = [file]; ring.length > 0;) {
      const next = new Set(ring.flatMap((one) => this.importing(one)).filter((one) => !seen.has(one)));
      ring = [...next].sort();
      for (const one of ring) seen.add(one);
    }
    const found = [...seen].filter((one) => one !== file && this.files.get(one)?.drives === true);
    this.importers.set(file, found);
    return found;
  }

  private forgetAnswers(): void {
    this.direct.clear();
    this.importers.clear();
  }

  /** The files that name this one in an import. */
  private importing(file: string): readonly string[] {
    const known = this.direct.get(file);
    if (known !== undefined) return known;
    const stem = stemOf(file);
    const found = [...(this.byStem.get(stem) ?? [])].filter((from) => {
      const names = [...(this.files.get(from)?.imports ?? [])].filter((name) => this.stemOfName(name, from) === stem);
      return (
        from !== file && names.some((name) => modulePaths(importedName(name), from, this.placesOf(from)).includes(file))
      );
    });
    this.direct.set(file, found);
    return found;
  }

  /** What the file of an imported name is called: `.` names the package that the importing file is in. */
  private stemOfName(name: string, from: string): string {
    const last = lastPart(name);
    if (last !== '') return this.placesOf(from).segment(last);
    let folder = folderOf(from);
    for (let level = 1; level < name.length; level++) folder = folderOf(folder);
    return lastSegment(folder);
  }
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((name) => other.has(name));
}

function importedName(spelledName: string): ImportedName {
  const level = /^\.*/.exec(spelledName)?.[0].length ?? 0;
  return { name: spelledName.slice(level), level };
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What imports call a file: its name without its ending, of a package's `__init__.py` the folder's. */
function stemOf(file: string): string {
  const name = lastSegment(file).replace(/\.\w+$/, '');
  return name === '__init__' ? lastSegment(folderOf(file)) : name;
}
