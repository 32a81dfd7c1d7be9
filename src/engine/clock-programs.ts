// Programs that train by a clock of other libraries than TensorFlow 1: a file with the modules that step what it makes, and the programs
// that step what a module makes.
import { analyze } from '../analysis/analyze';
import type { SchedulerFacts } from '../analysis/facts/clock-facts';
import { noFacts, type ProgramFacts } from '../analysis/facts/facts';
import { asOfSome, unlessStepped } from '../analysis/facts/merge-schedulers';
import type { SourceModule } from '../analysis/walk/program';
import { placeKey } from '../base/source-range';
import { clockLibraries } from '../frameworks/clocks';
import { mayHoldScheduler } from '../frameworks/clock-texts';
import type { ImportsIndex } from './imports-index';
import { isNamedBelow } from './module-paths';
import type { Modules } from './modules';
import { type WalkedModules, Walks } from './walks';

/** Programs that import a file and are walked for it: with more, it is a library, of which no program is all. */
const mostImporters = 8;
/** Modules that a program is walked with: with more, they are a library, whose walk once for each of its scripts takes minutes. */
const mostModules = 12;

/** The walks of such programs. Of a program's modules those alone are followed that make a scheduler or call a method `step`. */
export class ClockPrograms {
  private readonly followed: ClockModules;
  private readonly walks: Walks;

  constructor(
    private readonly modules: Modules,
    private readonly index: ImportsIndex,
  ) {
    this.followed = new ClockModules(modules, index);
    this.walks = new Walks(this.followed);
  }

  /** What a file does with its schedulers, in the program that it is and in those that import it. */
  factsOf(own: SourceModule, isNamed: (name: string) => boolean): readonly [ProgramFacts, ...ProgramFacts[]] {
    const { file, text } = own.source;
    const alone = analyze(own.syntax, own.source);
    // Of a scheduler that stays in its file the rest of the program has nothing to say.
    const isOpen = mayHoldScheduler(text) && alone.schedulers.some((one) => one.isLost || !one.isTrained);
    if (!isOpen) return [ofClocks(alone, alone.schedulers, isNamed)];
    const whole = this.isSmall(file) ? this.walks.factsOf(own) : alone;
    // What is too much with its modules is told by itself.
    const facts = whole.leftOut === null ? whole : alone;
    const here = facts.schedulers.filter(({ range }) => range.file === file);
    const importing = this.importersOf(file)?.map((importer) => this.walks.factsIn(file, importer).schedulers) ?? null;
    const isAll = importing?.every((all) => here.every((one) => all.some((other) => isReachedIn(one, other)))) === true;
    return [
      ofClocks(facts, here, isNamed),
      ...(importing ?? []).map((all) => ({
        ...noFacts,
        schedulers: isAll ? all : all.map(asOfSome),
      })),
    ];
  }

  /** The nearest programs that import a file, as far as they are known, and may step what it makes when they run. */
  programsOf(file: string, most: number): SourceModule[] {
    const root = this.modules.rootOf(file);
    const names = this.index.importersOf(file, true).filter((name) => isNamedBelow(root, name));
    return names.slice(0, most).flatMap((name) => this.modules.load(name) ?? []);
  }

  /** The programs that import a file and may step what it makes; null where they are too many, or too large. */
  private importersOf(file: string): string[] | null {
    const root = this.modules.rootOf(file);
    const names = this.index.importersOf(file, true).filter((name) => isNamedBelow(root, name));
    const stepping = names.filter((name) => this.mayStep(name, file));
    if (names.length > mostImporters || !stepping.every((name) => this.isSmall(name))) return null;
    return stepping.every((name) => this.modules.numberAt(name) !== 0) ? stepping : null;
  }

  /** Whether a program may step what a module makes, by itself or by another one of its modules. */
  private mayStep(program: string, made: string): boolean {
    if (this.index.hasClock(program)) return true;
    return this.index.importsOf(program).some(({ name, level }) => {
      const found = this.followed.find(name, level, program);
      return found !== null && found !== made && this.index.hasClock(found);
    });
  }

  /** Whether a program has few modules that are followed. */
  private isSmall(file: string): boolean {
    const found = new Set([file]);
    for (const from of found)
      for (const { name, level } of this.index.importsOf(from)) {
        const imported = this.followed.find(name, level, from);
        if (imported !== null) found.add(imported);
        if (found.size > mostModules) return false;
      }
    return true;
  }
}

/** What is known of clocks alone: a text without a word of TensorFlow has no training call of it. */
function ofClocks(
  { clockSlips, leftOut }: ProgramFacts,
  schedulers: readonly SchedulerFacts[],
  isNamed: (name: string) => boolean,
): ProgramFacts {
  return { ...noFacts, schedulers: schedulers.map((one) => unlessStepped(one, isNamed)), clockSlips, leftOut };
}

function isReachedIn({ range }: SchedulerFacts, other: SchedulerFacts): boolean {
  return other.isReached && placeKey(other.range) === placeKey(range);
}

/** The modules that are followed. */
class ClockModules implements WalkedModules {
  constructor(
    private readonly modules: Modules,
    private readonly index: ImportsIndex,
  ) {}

  get revision(): number {
    return this.modules.revision;
  }

  numberOf(module: SourceModule | null): number {
    return this.modules.numberOf(module);
  }

  numberAt(file: string): number {
    return this.modules.numberAt(file);
  }

  load(file: string): SourceModule | null {
    return this.modules.load(file);
  }

  /**
   * The file of an import, where it is followed: a module that has a part in a clock, or a package, which may pass on what such a module
   * has. What the catalogue knows is its library, wherever that lies: in its own repository, or beside a file of its name.
   */
  find(name: string, level: number, from: string): string | null {
    const [root = ''] = name.split('.', 1);
    if (level === 0 && clockLibraries.includes(root)) return null;
    const file = this.modules.find(name, level, from);
    if (file === null || (!this.index.hasClock(file) && !file.endsWith('/__init__.py'))) return null;
    return file;
  }
}
