import { analyze } from '../analysis/analyze';
import type { ProgramFacts, TrainingCall } from '../analysis/facts/facts';
import type { SourceModule } from '../analysis/walk/program';
import type { ImportedName } from './module-paths';
import type { Modules } from './modules';

/** Programs whose walk is kept. */
const mostKept = 2000;

const nothing: ProgramFacts = { calls: [], dependents: [], slips: [], leftOut: null };

interface Resolution extends ImportedName {
  readonly from: string;
  /** The module that it led to, by its number; 0 where there was none. */
  readonly to: number;
}

/** A walk keeps numbers of modules, and so no syntax. */
interface Walk {
  /** The number of the module that was walked. */
  readonly of: number;
  readonly resolutions: readonly Resolution[];
  readonly facts: ProgramFacts;
  readonly callsByFile: ReadonlyMap<string, readonly TrainingCall[]>;
}

/** What walks of programs find, each made once for as long as its text and those of the modules that it imports are the same. */
export class Walks {
  private readonly known = new Map<string, Walk>();

  constructor(private readonly modules: Modules) {}

  /** Everything that a program's walk finds, in its own file and in others. */
  factsOf(program: SourceModule): ProgramFacts {
    return this.walkOf(program).facts;
  }

  /** What a program's walk finds of the calls in another file. */
  factsIn(file: string, program: SourceModule): ProgramFacts {
    return { ...nothing, calls: this.walkOf(program).callsByFile.get(file) ?? [] };
  }

  /** Whether the walk of a program is known, so that it costs nothing. */
  isKnown(program: SourceModule): boolean {
    const walk = this.known.get(program.source.file);
    return walk !== undefined && this.isCurrent(walk, program);
  }

  private walkOf(program: SourceModule): Walk {
    const { file } = program.source;
    let walk = this.known.get(file);
    if (walk === undefined || !this.isCurrent(walk, program)) walk = this.walk(program);
    // The map's order is the order of use.
    this.known.delete(file);
    this.known.set(file, walk);
    const [oldest] = this.known.keys();
    if (this.known.size > mostKept && oldest !== undefined) this.known.delete(oldest);
    return walk;
  }

  private isCurrent(walk: Walk, program: SourceModule): boolean {
    if (walk.of !== this.modules.numberOf(program)) return false;
    return walk.resolutions.every(
      ({ name, level, from, to }) => this.modules.numberOf(this.modules.module(name, level, from)) === to,
    );
  }

  /** The one place where the analysis is started. */
  private walk(program: SourceModule): Walk {
    const resolutions = new Map<string, Resolution>();
    const { source, syntax } = program;
    const facts = analyze(syntax, source, (name, level, from) => {
      const module = this.modules.module(name, level, from);
      const key = `${from}:${level}:${name}`;
      if (!resolutions.has(key)) resolutions.set(key, { name, level, from, to: this.modules.numberOf(module) });
      return module;
    });
    const callsByFile = new Map<string, TrainingCall[]>();
    for (const call of facts.calls) {
      const calls = callsByFile.get(call.range.file);
      if (calls === undefined) callsByFile.set(call.range.file, [call]);
      else calls.push(call);
    }
    return { of: this.modules.numberOf(program), resolutions: [...resolutions.values()], facts, callsByFile };
  }
}
