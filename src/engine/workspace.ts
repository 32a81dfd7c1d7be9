import { analyze } from '../analysis/analyze';
import type { ProgramFacts } from '../analysis/facts/facts';
import { factsOfFile } from '../analysis/facts/merge-facts';
import { importersOf } from '../analysis/walk/importers';
import { modulePaths } from '../analysis/walk/module-paths';
import { canMatter } from '../analysis/meaning/prefilter';
import type { SourceModule } from '../analysis/walk/program';
import type { PythonParser } from '../python/parser';
import { SourceText } from '../python/source-text';

const nothing: ProgramFacts = { calls: [], dependents: [], slips: [], leftOut: null };

/** How a workspace reads modules that nobody has given it: from the disk, from an editor. Paths have forward slashes. */
export interface Files {
  isFile(path: string): boolean;
  /** The file's text. Throws where it cannot be read. */
  read(path: string): string;
}

/** The files of one check: each read, parsed and walked at most once, and followed from one to another through imports. */
export class Workspace {
  private readonly modules = new Map<string, SourceModule | null>();
  private readonly found = new Map<string, string | null>();
  private readonly programs = new Map<string, ProgramFacts>();
  private readonly byFile = new Map<string, ProgramFacts[]>();

  constructor(
    private readonly parser: PythonParser,
    private readonly files: Files,
  ) {}

  /** Walks the programs among these texts; what they do to each other's calls is known afterwards. */
  add(sources: readonly SourceText[]): void {
    const candidates = sources.filter(({ text }) => canMatter(text));
    for (const source of candidates) this.walk(source);
    for (const source of importersOf(candidates, sources)) if (!this.programs.has(source.file)) this.walk(source);
  }

  /** Everything known of one file's calls. */
  factsOf(source: SourceText): ProgramFacts {
    if (!canMatter(source.text)) return nothing;
    const own = this.programs.get(source.file) ?? this.walk(source);
    return factsOfFile(source.file, own, this.byFile.get(source.file) ?? []);
  }

  /** A file's text has changed: what was known of it is forgotten. */
  replace(source: SourceText): void {
    this.modules.delete(source.file);
    this.programs.delete(source.file);
    for (const [file, facts] of this.byFile)
      this.byFile.set(
        file,
        facts.filter((one) => !this.isOf(one, source.file)),
      );
    this.walk(source);
  }

  private isOf(facts: ProgramFacts, file: string): boolean {
    return facts.calls.some(({ range }) => range.file === file);
  }

  private walk(source: SourceText): ProgramFacts {
    const module = this.moduleOf(source);
    const facts = analyze(module.syntax, source, (name, level, from) => this.resolve(name, level, from));
    this.programs.set(source.file, facts);
    for (const file of new Set(facts.calls.map(({ range }) => range.file))) {
      if (file === source.file) continue;
      const known = this.byFile.get(file);
      if (known === undefined) this.byFile.set(file, [facts]);
      else known.push(facts);
    }
    return facts;
  }

  private moduleOf(source: SourceText): SourceModule {
    const known = this.modules.get(source.file);
    if (known !== undefined && known !== null) return known;
    const module = { source, syntax: this.parser.parse(source.text) };
    this.modules.set(source.file, module);
    return module;
  }

  private resolve(name: string, level: number, from: string): SourceModule | null {
    const folder = from.slice(0, from.lastIndexOf('/') + 1);
    const key = `${folder}:${level}:${name}`;
    let path = this.found.get(key);
    if (path === undefined) {
      path = modulePaths(name, level, from).find((file) => this.files.isFile(file)) ?? null;
      this.found.set(key, path);
    }
    return path === null ? null : this.load(path);
  }

  private load(path: string): SourceModule | null {
    const known = this.modules.get(path);
    if (known !== undefined) return known;
    try {
      return this.moduleOf(new SourceText(path, this.files.read(path)));
    } catch {
      // An import that cannot be read is one that is not known.
      this.modules.set(path, null);
      return null;
    }
  }
}
