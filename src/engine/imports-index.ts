import { lastPart } from '../base/last-part';
import { canMatter, mayTrain } from '../analysis/meaning/prefilter';
import { mayConcernClocks, mayStepClock } from '../frameworks/clock-texts';
import { importedNames } from '../analysis/walk/importers';
import { mentionsRules } from '../lint/mentions-rules';
import { spelled } from '../base/interned';
import { folderOf, type ImportedName, mayLeadTo, type ModulePlaces } from './module-paths';

/** Whether a text may hold something to report: a training call, a schedule, or a comment that silences nothing. */
export function isWorthChecking(text: string, isTraining = mayTrain(text)): boolean {
  return isTraining || mayConcernClocks(text) || mentionsRules(text);
}

/** What a program that trains through a module of its own has, when the training call is not in its own text. */
const driving = /\b(?:tf|tensorflow)\b|\bimport\s+\*/;

/** What a program has that trains with what its modules make. */
const stepping = /step|train|fit|main|run/;

/** Three searches for words cost less than the pattern, and most texts have none of them. */
function drives(text: string): boolean {
  return (text.includes('tf') || text.includes('tensorflow') || text.includes('*')) && driving.test(text);
}

interface IndexedFile {
  /** Dots of a relative import, then the name; each once. */
  readonly imports: readonly string[];
  /** Whether it is a program whose walk may tell something of the modules that it imports. */
  readonly drives: boolean;
  /** The same for modules that make schedulers, which a program without a word of a library may step. */
  readonly steps: boolean;
  /** Whether it may make a scheduler, or step one that it gets. */
  readonly hasClock: boolean;
  readonly isWorthChecking: boolean;
}

/**
 * Which files of a workspace import which, by the names in their texts. It answers who imports a file without reading any other; what an
 * import really leads to is seen when the importer is walked.
 */
export class ImportsIndex {
  private readonly files = new Map<string, IndexedFile>();
  /** Files by the last part of the names that they import. */
  private readonly byStem = new Map<string, string[]>();
  private readonly segments = new Map<string, string>();
  private readonly direct = new Map<string, readonly string[]>();
  private readonly importers = new Map<string, readonly string[]>();
  private readonly stepping = new Map<string, readonly string[]>();

  /** `placesOf` says where the imports of a file are looked for, `segment` how a part of a name stands in a file's name. */
  constructor(
    private readonly placesOf: (file: string) => ModulePlaces,
    private readonly segment: (part: string) => string,
  ) {}

  has(file: string): boolean {
    return this.files.has(file);
  }

  /** Whether a file is known to hold nothing to check. */
  isWorthless(file: string): boolean {
    return this.files.get(file)?.isWorthChecking === false;
  }

  /** Whether a file is known to have a part in a clock. */
  hasClock(file: string): boolean {
    return this.files.get(file)?.hasClock === true;
  }

  /** What a file imports, as its text says. */
  importsOf(file: string): ImportedName[] {
    return (this.files.get(file)?.imports ?? []).map(importedName);
  }

  /** Takes a file's text as it is now. Returns whether it is worth checking. */
  set(file: string, text: string): boolean {
    const names = new Set<string>();
    for (const { name, level } of importedNames(text)) names.add(level === 0 ? name : '.'.repeat(level) + name);
    const isTraining = mayTrain(text);
    const now: IndexedFile = {
      imports: Array.from(names, spelled),
      drives: drives(text) || (isTraining && canMatter(text)),
      steps: stepping.test(text),
      hasClock: mayStepClock(text),
      isWorthChecking: isWorthChecking(text, isTraining),
    };
    const known = this.files.get(file);
    const isSame =
      known?.drives === now.drives && known.steps === now.steps && known.imports.join() === now.imports.join();
    if (!isSame) this.delete(file);
    this.files.set(file, now);
    if (!isSame) this.link(file, now);
    return now.isWorthChecking;
  }

  delete(file: string): void {
    const known = this.files.get(file);
    if (known === undefined) return;
    this.files.delete(file);
    for (const name of known.imports) {
      const stem = this.stemOfName(name, file);
      const left = (this.byStem.get(stem) ?? []).filter((one) => one !== file);
      if (left.length > 0) this.byStem.set(stem, left);
      else this.byStem.delete(stem);
    }
    this.forgetAnswers();
  }

  clear(): void {
    this.files.clear();
    this.byStem.clear();
    this.forgetAnswers();
  }

  /** The programs that import a file, or import what does: the nearest first, then by name. `steps`: those that may step what it makes. */
  importersOf(file: string, steps = false): readonly string[] {
    const known = (steps ? this.stepping : this.importers).get(file);
    if (known !== undefined) return known;
    const found = this.allImporters(file).filter((one) => {
      const indexed = this.files.get(one);
      return indexed?.drives === true || (steps && indexed?.steps === true);
    });
    (steps ? this.stepping : this.importers).set(file, found);
    return found;
  }

  private allImporters(file: string): string[] {
    const seen = new Set([file]);
    for (let ring: readonly string[] = [file]; ring.length > 0;) {
      const next = new Set(ring.flatMap((one) => this.importing(one)).filter((one) => !seen.has(one)));
      ring = [...next].sort();
      for (const one of ring) seen.add(one);
    }
    seen.delete(file);
    return [...seen];
  }

  private link(file: string, { imports }: IndexedFile): void {
    for (const stem of new Set(imports.map((name) => this.stemOfName(name, file)))) {
      const among = this.byStem.get(stem);
      if (among === undefined) this.byStem.set(stem, [file]);
      else among.push(file);
    }
    this.forgetAnswers();
  }

  private forgetAnswers(): void {
    if (this.direct.size + this.importers.size + this.stepping.size === 0) return;
    this.direct.clear();
    this.importers.clear();
    this.stepping.clear();
  }

  /** The files that name this one in an import. */
  private importing(file: string): readonly string[] {
    const known = this.direct.get(file);
    if (known !== undefined) return known;
    const stem = stemOf(file);
    const found = (this.byStem.get(stem) ?? []).filter((from) => {
      const names = (this.files.get(from)?.imports ?? []).filter((name) => this.stemOfName(name, from) === stem);
      if (from === file || names.length === 0) return false;
      const places = this.placesOf(from);
      return names.some((name) => mayLeadTo(importedName(name), from, file, places));
    });
    this.direct.set(file, found);
    return found;
  }

  private escaped(part: string): string {
    let escaped = this.segments.get(part);
    if (escaped === undefined) this.segments.set(part, (escaped = this.segment(part)));
    return escaped;
  }

  /** What the file of an imported name is called: `.` names the package that the importing file is in. */
  private stemOfName(name: string, from: string): string {
    const last = lastPart(name);
    if (last !== '') return this.escaped(last);
    let folder = folderOf(from);
    for (let level = 1; level < name.length; level++) folder = folderOf(folder);
    return lastSegment(folder);
  }
}

function importedName(spelledName: string): ImportedName {
  const level = /^\.*/.exec(spelledName)?.[0].length ?? 0;
  return { name: spelledName.slice(level), level };
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What imports call a file: its name without its ending, of a package's `__init__.py` the folder's. */
function stemOf(file: string): string {
  const name = lastSegment(file).replace(/\.\w+$/, '');
  return name === '__init__' ? lastSegment(folderOf(file)) : name;
}
