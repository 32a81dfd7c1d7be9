import { analyze } from '../analysis/analyze';
import type { SchedulerFacts } from '../analysis/facts/clock-facts';
import { noFacts, type ProgramFacts, type TrainingCall } from '../analysis/facts/facts';
import { SharedModules } from '../analysis/walk/module-loads';
import type { ResolveModule, SourceModule } from '../analysis/walk/program';
import { grouped } from '../base/grouped';
import type { SourceRange } from '../base/source-range';
import type { ImportedName } from './module-paths';
import type { Modules } from './modules';

/** Programs whose walk is kept. */
const mostKept = 2000;

interface Resolution extends ImportedName {
  readonly from: string;
  /** The module that it led to, by its number; 0 where there was none. */
  readonly to: number;
}

/** Those of one file, by what its imports name. */
type Resolutions = ReadonlyMap<string, Resolution>;

/** A walk keeps numbers of modules, and so no syntax. */
interface Walk {
  /** The number of the module that was walked. */
  readonly of: number;
  /** Where imports led, by the file that they stand in. */
  readonly resolutions: readonly Resolutions[];
  readonly facts: ProgramFacts;
  readonly callsByFile: ReadonlyMap<string, readonly TrainingCall[]>;
  readonly schedulersByFile: ReadonlyMap<string, readonly SchedulerFacts[]>;
  /** The modules' revision at which it was last seen to hold. */
  heldAt: number;
}

/** What walks ask of the modules. */
export type WalkedModules = Pick<Modules, 'revision' | 'numberOf' | 'numberAt' | 'find' | 'load'>;

/** What walks of programs find, each made once for as long as its text and those of the modules that it imports are the same. */
export class Walks {
  private readonly known = new Map<string, Walk>();
  /** Modules that several programs import are walked once, too, and hold for as long as what they import is the same. */
  private readonly shared: SharedModules;
  private readonly resolved = new Map<string, Resolutions>();
  /** Whether the modules that a file imports are unchanged, as far as that was asked since the last change. */
  private readonly currentFiles = new Map<string, boolean>();
  private revision = -1;

  constructor(private readonly modules: WalkedModules) {
    this.shared = new SharedModules((file) => this.isFileCurrent(file));
  }

  /** Everything that a program's walk finds, in its own file and in others. */
  factsOf(program: SourceModule): ProgramFacts {
    return this.walkOf(program).facts;
  }

  /** What a program's walk finds of the calls in another file. The program is read where its walk is not known. */
  factsIn(file: string, program: string): ProgramFacts {
    const known = this.currentWalk(program, this.modules.numberAt(program));
    const module = known === null ? this.modules.load(program) : null;
    const walk = known ?? (module === null ? null : this.walk(module));
    if (walk === null) return noFacts;
    const { callsByFile, schedulersByFile } = this.keep(program, walk);
    return { ...noFacts, calls: callsByFile.get(file) ?? [], schedulers: schedulersByFile.get(file) ?? [] };
  }

  /** Whether the walk of a program is known, so that it costs nothing. */
  isKnown(program: string): boolean {
    return this.currentWalk(program, this.modules.numberAt(program)) !== null;
  }

  private walkOf(program: SourceModule): Walk {
    const { file } = program.source;
    return this.keep(file, this.currentWalk(file, this.modules.numberOf(program)) ?? this.walk(program));
  }

  private currentWalk(file: string, of: number): Walk | null {
    const walk = this.known.get(file);
    return walk !== undefined && this.isCurrent(walk, of) ? walk : null;
  }

  private keep(file: string, walk: Walk): Walk {
    // The map's order is the order of use.
    this.known.delete(file);
    this.known.set(file, walk);
    const [oldest] = this.known.keys();
    if (this.known.size > mostKept && oldest !== undefined) this.known.delete(oldest);
    return walk;
  }

  private isCurrent(walk: Walk, of: number): boolean {
    if (walk.of !== of) return false;
    // A file is looked at once in a revision: what held then holds.
    if (walk.heldAt === this.modules.revision) return true;
    const holds = walk.resolutions.every((resolutions) => this.areCurrent(resolutions.values()));
    if (holds) walk.heldAt = this.modules.revision;
    return holds;
  }

  private areCurrent(resolutions: Iterable<Resolution>): boolean {
    for (const { name, level, from, to } of resolutions) {
      const file = this.modules.find(name, level, from);
      if ((file === null ? 0 : this.modules.numberAt(file)) !== to) return false;
    }
    return true;
  }

  /** Whether the imports of a file that was walked lead to where they led then. */
  private isFileCurrent(file: string): boolean {
    if (this.revision !== this.modules.revision) {
      this.revision = this.modules.revision;
      this.currentFiles.clear();
    }
    let isCurrent = this.currentFiles.get(file);
    if (isCurrent === undefined) {
      isCurrent = this.areCurrent(this.resolved.get(file)?.values() ?? []);
      this.currentFiles.set(file, isCurrent);
      if (!isCurrent) this.resolved.delete(file);
    }
    return isCurrent;
  }

  /** Notes where an import of a file leads. Walks keep what was noted for them: where an import leads elsewhere by now, it is noted anew. */
  private note(resolution: Resolution): void {
    const { name, level, from } = resolution;
    const key = `${level}:${name}`;
    const known = this.resolved.get(from);
    const before = known?.get(key);
    if (before?.to === resolution.to) return;
    if (known === undefined) this.currentFiles.delete(from);
    this.resolved.set(from, new Map([...(known ?? []), [key, resolution]]));
  }

  /** A module for a walk: one that walks share is held by them, and not read again for it. */
  private load(file: string): SourceModule | null {
    const held = this.shared.held(file);
    if (held !== null && this.modules.numberOf(held) === this.modules.numberAt(file)) return held;
    return this.modules.load(file);
  }

  /** The one place where the analysis is started. */
  private walk(program: SourceModule): Walk {
    const importing = new Set<string>();
    const loaded = new Map<string, SourceModule | null>();
    const { source, syntax } = program;
    const resolve: ResolveModule = (name, level, from) => {
      const file = this.modules.find(name, level, from);
      let module = file === null ? null : loaded.get(file);
      if (module === undefined) {
        module = file === null ? null : this.load(file);
        if (file !== null) loaded.set(file, module);
      }
      importing.add(from);
      this.note({ name, level, from, to: this.modules.numberOf(module) });
      return module;
    };
    const { result: facts, files } = this.shared.use(() => analyze(syntax, source, resolve, this.shared));
    const resolutions = [...new Set([...importing, ...files])].flatMap((file) => this.resolved.get(file) ?? []);
    return {
      of: this.modules.numberOf(program),
      resolutions,
      facts,
      callsByFile: grouped(facts.calls, fileOf),
      schedulersByFile: grouped(facts.schedulers, fileOf),
      heldAt: this.modules.revision,
    };
  }
}

function fileOf({ range }: { readonly range: SourceRange }): string {
  return range.file;
}
