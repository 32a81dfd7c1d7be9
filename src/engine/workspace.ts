import { noFacts, type ProgramFacts } from '../analysis/facts/facts';
import { factsOfFile, unlessRead } from '../analysis/facts/merge-facts';
import { canMatter, mayTrain } from '../analysis/meaning/prefilter';
import { mayConcernClocks } from '../frameworks/clock-texts';
import type { SourceModule } from '../analysis/walk/program';
import { checkFacts } from '../lint/check-facts';
import type { FileReport, Fix } from '../lint/finding';
import type { PythonParser } from '../python/parser';
import type { SourceText } from '../python/source-text';
import type { DataFile } from '../interpret/data-files';
import type { Workspace as ImportingWorkspace } from '../interpret/interpret';
import { ClockPrograms } from './clock-programs';
import { dataFile } from './data-file';
import type { FileChanges, Files, WorkspaceView } from './files';
import { ImportsIndex } from './imports-index';
import { Listings } from './listings';
import { folderOf, isNamedBelow, joined } from './module-paths';
import { Modules } from './modules';
import { type CheckedPrograms, withProvenFixes } from './fix-proof';
import { Walks } from './walks';

/** Programs that import a file, directly or not, and are walked for what they do to its calls: the nearest ones. */
const mostImporters = 200;

/** The report of a text that is not worth checking. */
export const nothingToReport: FileReport = { calls: [], schedulers: 0, findings: [], incomplete: null };

/** A module that a program imports cannot be read. */
export class UnreadableModuleError extends Error {
  override readonly name = 'UnreadableModuleError';

  constructor(
    readonly file: string,
    override readonly cause: unknown,
  ) {
    super(`${file} cannot be read`, { cause });
  }
}

/** How much one request may do. What is left is done by the next one; `Infinity` leaves nothing. */
export interface Share {
  /** For reading files, to learn what they import. */
  readonly milliseconds: number;
  /** Programs that are walked besides the file's own. */
  readonly walks: number;
  /** Whether fixes are tried on copies of the program. */
  readonly proves: boolean;
}

/** All that there is to do. */
export const everything: Share = { milliseconds: Infinity, walks: Infinity, proves: true };

/** A program by itself, without those that import it, and without trying its fixes. */
export const alone: Share = { milliseconds: 0, walks: 0, proves: false };

/** The fixes of a report that is not whole: what they come to elsewhere is not known yet. */
function withUnprovenFixes(report: FileReport): FileReport {
  const unsafe = (fix: Fix): Fix => ({ ...fix, safe: false });
  return { ...report, findings: report.findings.map((one) => ({ ...one, fixes: one.fixes.map(unsafe) })) };
}

interface ImporterOptions {
  readonly hear?: (module: SourceModule) => void;
  readonly isStrict?: boolean;
}

/** A file's report. Where `isWhole` is false, programs that import the file are not in it yet, or its fixes are not tried: the same request again gets further. */
export interface WorkspaceReport {
  readonly report: FileReport;
  readonly isWhole: boolean;
}

/**
 * The check of a workspace: modules, importers and walks, kept from one request to the next for as long as the files are the same. The
 * command line, the editor's thread and tests differ in their `Files` alone.
 */
export class Workspace {
  readonly modules: Modules;
  private readonly walks: Walks;
  private readonly index: ImportsIndex;
  private readonly listings: Listings;
  readonly clocks: ClockPrograms;

  constructor(
    readonly parser: PythonParser,
    private readonly files: Files,
  ) {
    this.modules = new Modules(parser, files, (source) => {
      // A file that has changed unseen says so when it is read.
      if (this.index.has(source.file)) this.index.set(source.file, source.text);
    });
    this.walks = new Walks(this.modules);
    this.index = new ImportsIndex(
      (file) => this.modules.placesOf(file),
      (part) => files.segment(part),
    );
    this.clocks = new ClockPrograms(this.modules, this.index);
    this.listings = new Listings(files, (file) => {
      if (!this.index.has(file)) this.learn(file);
    });
  }

  /** Takes file events in: what was listed and read holds for as long as none says otherwise. */
  take(changes: FileChanges): void {
    const changed = this.listings.changed(changes);
    if (changed === null) this.forget();
    else for (const file of changed) if (this.listings.covers(file)) this.listings.learnOrWait(file);
  }

  /** Begins a request. What was opened in the one before is read from its file again, but for `own`, which this one opens. */
  begin({ roots, unsaved }: WorkspaceView, own: string | null = null): void {
    if (this.modules.begin(roots)) this.forget();
    const open = new Set(unsaved.map(({ file }) => file));
    for (const file of [...this.modules.opened()]) if (file !== own && !open.has(file)) this.close(file);
    for (const { file, text } of unsaved) this.modules.openText(file, text);
  }

  /** Takes a file's text for what the file holds, until the next request begins. */
  open(module: SourceModule): void {
    this.modules.open(module);
    this.index.set(module.source.file, module.source.text);
  }

  /** Takes note of what a text imports. Nothing of it is kept: it is read again where it is asked for. Returns whether it is worth checking. */
  note({ file, text }: SourceText): boolean {
    return this.index.set(file, text);
  }

  /** The same of a text. */
  openSource(source: SourceText): SourceModule {
    const module = this.moduleOf(source);
    this.open(module);
    return module;
  }

  /** A text with its syntax. */
  moduleOf(source: SourceText): SourceModule {
    return { source, syntax: this.parser.parse(source.text) };
  }

  /** Learns what the files around a file import, as far as the share goes; true where nothing is left. */
  prepare(file: string, share: Share = everything): boolean {
    const root = this.modules.sharedRootOf(file);
    return root === null ? this.prepareFolder(this.modules.rootOf(file)) : this.prepareRoot(root, share.milliseconds);
  }

  /** The same of all files below a root. */
  prepareRoot(root: string, milliseconds = Infinity): boolean {
    return this.listings.advance(root, milliseconds);
  }

  /** The same of the files in a folder, and of none in the folders below it. */
  prepareFolder(folder: string): boolean {
    return this.listings.listFolder(folder);
  }

  /** A file as a program, which may be larger than a module. Throws where it cannot be read. */
  programOf(file: string): SourceModule {
    const module = this.modules.load(file);
    if (module !== null) return module;
    return this.moduleOf(this.modules.readOrThrow(file));
  }

  /** Checks a file. Throws where it cannot be read. */
  checkFile(file: string): FileReport {
    return this.index.isWorthless(file) ? nothingToReport : this.check(this.programOf(file)).report;
  }

  /**
   * How a program that is interpreted imports modules. `hear` is told of each. One that cannot be read is not known; where `isStrict`, it
   * throws an `UnreadableModuleError`, as Python ends there.
   */
  importer({ hear, isStrict = false }: ImporterOptions = {}): ImportingWorkspace {
    return {
      parse: (text) => this.parser.parse(text),
      load: (name, level, from) => {
        const file = this.modules.find(name, level, from);
        const module = file === null ? null : this.modules.load(file);
        if (module !== null) hear?.(module);
        else if (file !== null && isStrict) this.rejectUnreadable(file);
        return module?.source ?? null;
      },
      data: (path, from) => this.dataOf(path, from),
    };
  }

  /** A file of data by the path that a program gives: beside the program, or below the folder that it sees. */
  private dataOf(path: string, from: string): DataFile | null {
    const root = this.modules.rootOf(from);
    const parts = path.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
    for (const folder of new Set([folderOf(from), root])) {
      const file = parts.reduce(
        (name, part) => (part === '..' ? folderOf(name) : joined(name, this.files.segment(part))),
        folder,
      );
      const found = this.files.isBelow(root, file) ? dataFile(this.files, file) : null;
      if (found !== null) return found;
    }
    return null;
  }

  /** Checks a module with the programs that import it, as far as these are known by `prepare`, `note` and `open`. */
  check(own: SourceModule, share: Share = everything): WorkspaceReport {
    const { file, text } = own.source;
    const importers: string[] = [];
    let left = share.walks;
    let isWhole = true;
    for (const importer of this.importersOf(file, text)) {
      if (this.modules.numberAt(importer) === 0) continue;
      if (!this.walks.isKnown(importer) && left-- <= 0) isWhole = false;
      else importers.push(importer);
    }
    const report = this.reportOf(own, importers, this.walks);
    const isProven = share.proves || report.findings.every(({ fixes }) => fixes.length === 0);
    if (isWhole && isProven) return { report: this.proven(own, report, importers), isWhole };
    return { report: withUnprovenFixes(report), isWhole: false };
  }

  /** Checks a module as one program imports it; its fixes are not tried. */
  checkIn(module: SourceModule, program: SourceModule): FileReport {
    return withUnprovenFixes(this.reportOf(module, [program.source.file], this.walks));
  }

  private reportOf(own: SourceModule, importers: readonly string[], walks: Walks): FileReport {
    const { file, text } = own.source;
    const importing = importers.map((importer) => walks.factsIn(file, importer));
    const [facts, ...stepping] = this.ownFacts(own, text, walks);
    return checkFacts(own, factsOfFile(file, facts, [...importing, ...stepping]));
  }

  /** What is known of a file, and what programs know of it that step what it makes. */
  private ownFacts(own: SourceModule, text: string, walks: Walks): readonly [ProgramFacts, ...ProgramFacts[]] {
    const isNamed = (name: string): boolean => this.isNamedByImporters(own.source.file, name);
    if (canMatter(text)) return [unlessRead(walks.factsOf(own), isNamed)];
    // A text without a word of TensorFlow trains only what a program that imports it passes to it.
    return mayConcernClocks(text) ? this.clocks.factsOf(own, isNamed) : [noFacts];
  }

  /** Whether a program that imports a file has a name in its text. */
  private isNamedByImporters(file: string, name: string): boolean {
    const importers = this.index.importersOf(file, true);
    if (importers.length > mostImporters) return true;
    return importers.some((importer) => this.modules.load(importer)?.source.text.includes(name) ?? true);
  }

  private proven(own: SourceModule, report: FileReport, importers: readonly string[]): FileReport {
    const { modules, parser, walks } = this;
    if (report.findings.every(({ fixes }) => fixes.length === 0)) return report;
    const reaching = importers.filter((importer) => walks.factsIn(own.source.file, importer).calls.length > 0);
    const programs: CheckedPrograms = {
      modules,
      parser,
      importers: reaching.flatMap((importer) => modules.load(importer) ?? []),
      report: (changed, tried) => this.reportOf(changed, reaching, tried),
    };
    return withProvenFixes(own, report, programs, walks);
  }

  /** The programs whose walk comes to a training call of a file, as far as they are known by `prepare`; the nearest first. */
  reachingProgramsOf(file: string): SourceModule[] {
    const text = this.modules.load(file)?.source.text ?? '';
    const reaching = this.importersOf(file, text).filter((name) => this.walks.factsIn(file, name).calls.length > 0);
    return reaching.flatMap((name) => this.modules.load(name) ?? []);
  }

  private importersOf(file: string, text: string): readonly string[] {
    if (!mayTrain(text)) return [];
    const root = this.modules.rootOf(file);
    return this.index
      .importersOf(file)
      .filter((name) => isNamedBelow(root, name))
      .slice(0, mostImporters);
  }

  private rejectUnreadable(file: string): void {
    try {
      this.modules.readOrThrow(file);
    } catch (error) {
      throw new UnreadableModuleError(file, error);
    }
  }

  private learn(file: string): void {
    const source = this.modules.read(file);
    if (source === null) this.index.delete(file);
    else this.index.set(file, source.text);
  }

  private close(file: string): void {
    this.modules.close(file);
    if (this.index.has(file)) this.learn(file);
  }

  private forget(): void {
    this.index.clear();
    this.listings.clear();
  }
}
