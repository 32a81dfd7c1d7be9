import { type Load, startLoad } from '../values/history';
import type { LeftOut } from '../facts/facts';
import type { SourceText } from '../../python/source-text';
import type { LoadedModule, SourceModule } from './program';
import type { World } from './world';

/** Modules that import each other. What each of them has of the others depends on which of them is imported first. */
export interface Circle {
  readonly members: readonly LoadedModule[];
}

/** A module as it was walked where some circles had been walked before it, and others were walked with it. */
interface SharedModule {
  readonly module: LoadedModule;
  readonly before: readonly Circle[];
  readonly within: readonly Circle[];
  /** Its own file, and those of all that it imports. */
  readonly files: readonly string[];
}

/** Texts of modules that are kept; with their syntax and their values they take some twenty times as much. */
const mostCharacters = 1_000_000;

/**
 * Modules that are the same whoever imports them, for all programs of one check: the walk of each is done once. What a program changes in
 * them is taken back when its walk ends (`history.ts`).
 */
export class SharedModules {
  private modules = new Map<string, SharedModule[]>();
  private length = 0;
  private used = new Set<string>();

  /** `isCurrent` tells whether a file's imports still lead to the same modules. */
  constructor(private readonly isCurrent: (file: string) => boolean = () => true) {}

  /** The module of a file as it was walked before, one for each way to come to its circles. */
  of({ source, syntax }: SourceModule): readonly SharedModule[] {
    return (this.modules.get(source.file) ?? []).filter(
      ({ module, files }) => module.syntax === syntax && files.every((file) => this.isCurrent(file)),
    );
  }

  /** The text and the syntax of a file, as it was last walked. */
  held(file: string): SourceModule | null {
    return this.modules.get(file)?.at(-1)?.module ?? null;
  }

  /** Notes that a walk uses a module. */
  take({ files }: SharedModule): void {
    addAll(this.used, files);
  }

  /** Makes a walk; `files` are those of the modules that it had from earlier ones, and of all that they import. */
  use<T>(walk: () => T): { readonly result: T; readonly files: ReadonlySet<string> } {
    this.used = new Set();
    const result = walk();
    return { result, files: this.used };
  }

  keep(shared: SharedModule): void {
    const { file, text } = shared.module.source;
    this.length += text.length;
    if (this.length > mostCharacters) {
      this.length = text.length;
      this.modules = new Map();
    }
    // What does not hold any more is let go.
    this.modules.set(file, [...this.of(shared.module), shared]);
  }
}

/** What a walk had met when the walk of one of its modules began. */
interface Before {
  readonly effects: number;
  readonly movedAttributes: number;
  readonly mergedCalls: number;
  readonly leftOut: LeftOut | null;
  readonly isEager: boolean;
  readonly functions: number;
  readonly outermostCut: number;
}

interface OpenLoad {
  readonly module: LoadedModule;
  readonly before: Before;
  readonly load: Load;
  /** How many finished modules wait for a circle to close. */
  readonly waiting: number;
  /** The outermost module around it that it imports, by how many are around that: it is in a circle with it. */
  outermost: number;
  /** Whether nothing of it belongs to the program that imports it. */
  isShared: boolean;
  /** The circles among all that it imports, and how many the walk had met before it. */
  readonly circles: Set<Circle>;
  readonly circlesBefore: number;
}

/** Modules around a module that waits for its circle to close; `false` for one that belongs to its program. */
type Standing = number | boolean;

/**
 * Tells which modules of a walk may be shared: those that record nothing, change nothing but themselves, leave nothing out, and import
 * only such modules. Modules that import each other are shared together or not at all (Tarjan's strongly connected components).
 */
export class ModuleLoads {
  private readonly open: OpenLoad[] = [];
  private readonly waiting: LoadedModule[] = [];
  private readonly found = new Set<LoadedModule>();
  /** The circles that the walk has met, and how many were before each. */
  private readonly circles = new Map<Circle, number>();
  private readonly standings = new Map<LoadedModule, Standing>();

  constructor(
    private readonly world: World,
    private readonly shared: SharedModules,
  ) {}

  /** A module that was walked for an earlier program, which came to its circles in the same way. */
  find(source: SourceModule): LoadedModule | null {
    const found = this.shared.of(source).find((one) => this.isUsable(one));
    if (found === undefined) return null;
    const { module, within } = found;
    for (const circle of within) this.take(circle);
    this.world.modules.set(module.source.file, module);
    this.standings.set(module, true);
    this.found.add(module);
    this.shared.take(found);
    this.meet(module);
    return module;
  }

  private isUsable({ before, within }: SharedModule): boolean {
    const { circles, world } = this;
    return (
      before.every((circle) => circles.has(circle)) &&
      within.every(
        (circle) => circles.has(circle) || !circle.members.some(({ source }) => world.modules.has(source.file)),
      )
    );
  }

  private take(circle: Circle): void {
    if (this.circles.has(circle)) return;
    this.circles.set(circle, this.circles.size);
    for (const member of circle.members) {
      this.world.modules.set(member.source.file, member);
      this.standings.set(member, true);
    }
  }

  /** The texts of all modules that were not walked again, with what they import. */
  sharedTexts(): SourceText[] {
    return closureOf(this.found).map(({ source }) => source);
  }

  /** Notes that the module that is being walked imports one that the program has already. */
  meet(module: LoadedModule): void {
    const load = this.open.at(-1);
    if (load === undefined) return;
    load.module.imports.add(module);
    const standing = this.standings.get(module) ?? false;
    if (standing === false) load.isShared = false;
    else if (standing === true) addAll(load.circles, module.circles);
    else load.outermost = Math.min(load.outermost, standing);
  }

  begin(module: LoadedModule): void {
    const { open, standings, waiting } = this;
    open.at(-1)?.module.imports.add(module);
    standings.set(module, open.length);
    open.push({
      module,
      before: this.now(),
      load: startLoad(),
      waiting: waiting.length,
      outermost: open.length,
      isShared: true,
      circles: new Set(),
      circlesBefore: this.circles.size,
    });
    this.world.outermostCut = Number.POSITIVE_INFINITY;
  }

  end(): void {
    const { open, waiting, world } = this;
    const ended = open.pop();
    if (ended === undefined) return;
    const { module, before, load, outermost } = ended;
    const changesOthers = load.end();
    const isShared = ended.isShared && !changesOthers && this.isSame(before);
    world.outermostCut = Math.min(world.outermostCut, before.outermostCut);
    waiting.push(module);
    const around = open.at(-1);
    if (around !== undefined) {
      around.isShared &&= isShared;
      addAll(around.circles, ended.circles);
    }
    if (outermost < open.length && around !== undefined) {
      around.outermost = Math.min(around.outermost, outermost);
      this.standings.set(module, outermost);
      return;
    }
    const members = waiting.splice(ended.waiting);
    for (const member of members) this.standings.set(member, isShared);
    if (!isShared) return;
    load.share();
    this.keep(ended, members);
  }

  private keep({ module, circles, circlesBefore }: OpenLoad, members: readonly LoadedModule[]): void {
    if (members.length > 1) {
      const circle = { members };
      this.circles.set(circle, this.circles.size);
      circles.add(circle);
    }
    for (const member of members) member.circles = circles;
    const around = this.open.at(-1);
    if (around !== undefined) addAll(around.circles, circles);
    const isBefore = (circle: Circle): boolean => (this.circles.get(circle) ?? 0) < circlesBefore;
    this.shared.keep({
      module,
      before: [...circles].filter(isBefore),
      within: [...circles].filter((circle) => !isBefore(circle)),
      files: closureOf([module]).map(({ source }) => source.file),
    });
  }

  private now(): Before {
    const { effects, movedAttributes, mergedCalls, limits, isEager, walking, outermostCut } = this.world;
    return {
      effects,
      movedAttributes: movedAttributes.size,
      mergedCalls: mergedCalls.count,
      leftOut: limits.leftOut,
      isEager,
      functions: walking.size,
      outermostCut,
    };
  }

  /** Whether the walk has met nothing since, and no function was cut short for one that is being walked around the module. */
  private isSame(before: Before): boolean {
    const now = this.now();
    return (
      now.effects === before.effects &&
      now.movedAttributes === before.movedAttributes &&
      now.mergedCalls === before.mergedCalls &&
      now.leftOut === before.leftOut &&
      now.isEager === before.isEager &&
      now.outermostCut >= before.functions
    );
  }
}

/** Modules with all that they import. */
function closureOf(modules: Iterable<LoadedModule>): LoadedModule[] {
  const all = new Set(modules);
  for (const { imports } of all) for (const imported of imports) all.add(imported);
  return [...all];
}

function addAll<T>(to: Set<T>, from: Iterable<T>): void {
  for (const one of from) to.add(one);
}
