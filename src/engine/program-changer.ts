import type { SourceModule } from '../analysis/walk/program';
import { message } from '../base/message';
import type { MemoryBudget } from '../base/memory-limit';
import { interpret } from '../interpret/interpret';
import { readPlans } from '../plan/read-plans';
import type { PlanOverrides, TrainingPlan } from '../plan/training-plan';
import type { Variation } from '../protocol/playground';
import { changeProgram, type RewriteResult } from '../rewrite/change-program';
import type { RewrittenModule, SourceEdit } from '../rewrite/places';
import type { ProgramTexts } from './engine';
import type { Workspace } from './workspace';

/** What reads programs, and what each reading may take of memory. */
export interface ProgramReader {
  readonly workspace: Workspace;
  /** Begins a request with a program. */
  readonly open: (program: ProgramTexts) => SourceModule;
  readonly memory: () => MemoryBudget;
}

/** Changes one program: reads it with the modules that it imports, and again as it would be with an edit. */
export class ProgramChanger {
  constructor(
    private readonly reader: ProgramReader,
    private readonly program: ProgramTexts,
    private readonly overrides: PlanOverrides,
  ) {}

  /** The edits that make the plan of that number what a variation makes of it. */
  change(number: number, variation: Variation): RewriteResult {
    const { program, reader } = this;
    const { plans, modules } = this.read(program);
    const plan = plans[number];
    if (plan === undefined)
      return { kind: 'refused', reason: message('The call is not where it was: the program has changed.') };
    return changeProgram({
      plan,
      variation,
      modules,
      findModule: (name, level, from) => reader.workspace.modules.module(name, level, from.source.file),
      readAgain: (edits) => this.read(edited(program, modules, edits)).plans[number] ?? null,
    });
  }

  private read(program: ProgramTexts): { readonly plans: TrainingPlan[]; readonly modules: RewrittenModule[] } {
    const { workspace, open, memory } = this.reader;
    const own = open(program);
    const modules: RewrittenModule[] = [own];
    const imports = workspace.importer({
      hear: (module) => {
        if (!modules.some(({ source }) => source.file === module.source.file)) modules.push(module);
      },
    });
    const interpretation = interpret(own.syntax, own.source, imports, memory());
    return { plans: readPlans(program.title, interpretation, this.overrides), modules };
  }
}

/** A program's texts with edits made: its own parts, and other files as if they were being edited. */
function edited(
  program: ProgramTexts,
  modules: readonly RewrittenModule[],
  edits: readonly SourceEdit[],
): ProgramTexts {
  const textWith = (text: string, file: string, cell: number | null): string =>
    edits
      .filter(({ range }) => range.file === file && range.cell === cell)
      .toSorted((one, other) => other.range.start - one.range.start)
      .reduce((now, { range, text: put }) => now.slice(0, range.start) + put + now.slice(range.end), text);
  const parts = program.parts.map(({ cell, text }) => ({ cell, text: textWith(text, program.file, cell) }));
  const unsaved = modules
    .filter(({ source }) => source.file !== program.file && edits.some(({ range }) => range.file === source.file))
    .map(({ source }) => ({ file: source.file, text: textWith(source.text, source.file, null) }));
  const rest = program.view.unsaved.filter(({ file }) => !unsaved.some((one) => one.file === file));
  return { ...program, parts, view: { ...program.view, unsaved: [...rest, ...unsaved] } };
}
