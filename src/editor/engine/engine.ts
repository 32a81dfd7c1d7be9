import { MemoryBudget, memoryLimits, type MemoryMeter } from '../../base/memory-limit';
import { analyze } from '../../analysis/analyze';
import { factsOfFile } from '../../analysis/facts/merge-facts';
import type { ResolveModule, SourceModule } from '../../analysis/walk/program';
import { explainLog } from '../../explain/explain';
import type { Explanation } from '../../explain/explanation';
import { indexSource } from '../../explain/source-index';
import { decodeProgram } from '../../files/read-file';
import { type Interpretation, interpret } from '../../interpret/interpret';
import { checkFacts } from '../../lint/check-facts';
import type { FileReport } from '../../lint/finding';
import { type ProgramOutlook, readOutlook } from '../../plan/outlook';
import { readPlans } from '../../plan/read-plans';
import { readSchedules, type WrittenSchedule } from '../../plan/read-schedules';
import type { PlanOverrides, TrainingPlan } from '../../plan/training-plan';
import { programText } from '../../python/notebook-text';
import { readNotebook } from '../../python/notebook-file';
import { loadParser, type ParserFiles } from '../../python/parser';
import type { Module } from '../../python/syntax';
import type { Variation } from '../../protocol/playground';
import type { RewriteResult } from '../../rewrite/change-program';
import { ProgramChanger } from './program-changer';
import { WorkspaceFiles, type WorkspaceView } from '../workspace/workspace-files';

/** A text of a program: a file's, or a notebook cell's with its index. */
export interface PartText {
  readonly cell: number | null;
  readonly text: string;
}

/** A program as it crosses to the engine's thread. */
export interface ProgramTexts {
  /** The program's address; it names the file in every range. */
  readonly file: string;
  /** What a reader calls it. */
  readonly title: string;
  readonly parts: readonly PartText[];
  readonly view: WorkspaceView;
}

/** A file as it crosses to the engine's thread. */
export interface FileBytes {
  readonly file: string;
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly view: WorkspaceView;
}

/** Everything that reads Python, as functions over plain data: arguments and results cross a thread as they are. */
export interface Engine {
  readonly check: (program: ProgramTexts) => FileReport;
  /** The check of a file that is not open, by its bytes. Throws a `FileError` or a `NotebookError` where it cannot be read. */
  readonly checkFile: (file: FileBytes) => FileReport;
  /** A plan for each train op that the program makes; `overrides` are values that a user has set in the place of unknown ones. */
  readonly plans: (program: ProgramTexts, overrides?: PlanOverrides) => TrainingPlan[];
  /** What comes of its learning rates, in numbers. */
  readonly outlook: (program: ProgramTexts) => ProgramOutlook;
  /** Its schedules, with their arguments in numbers. */
  readonly schedules: (program: ProgramTexts) => WrittenSchedule[];
  /** The edits that write a variation into the source of the plan of that number, or why there are none. */
  readonly change: (
    program: ProgramTexts,
    plan: number,
    overrides: PlanOverrides,
    variation: Variation,
  ) => RewriteResult;
  /** What the warnings of a log mean for it; without a program, for any. */
  readonly explain: (log: string, program: ProgramTexts | null) => Explanation[];
}

/** A program with what its check found. */
interface ReadProgram {
  readonly own: SourceModule;
  readonly report: FileReport;
}

/** So many programs are edited by turns. */
const mostRead = 4;

const noProgram: ProgramTexts = {
  file: '',
  title: '',
  parts: [{ cell: null, text: '' }],
  view: { roots: [], unsaved: [] },
};

/** Loads the parser and joins it with what reads its syntax. `meter` measures the thread that it runs in. */
export async function createEngine(parserFiles: ParserFiles, meter: MemoryMeter | null = null): Promise<Engine> {
  const parser = await loadParser(parserFiles);
  const files = new WorkspaceFiles(parser);
  /** The syntax of what was checked last, by file, for the next check of its edited text. Nobody else keeps any of it. */
  const lastRead = new Map<string, Module>();
  const run = ({ file, parts, view }: ProgramTexts, memory: MemoryBudget): Interpretation => {
    const source = programText(file, parts);
    const workspace = {
      parse: (text: string) => parser.parse(text),
      load: (path: string, level: number) => files.module(path, level, file, view)?.source ?? null,
    };
    return interpret(parser.parse(source.text), source, workspace, memory);
  };
  const read = ({ file, parts, view }: ProgramTexts): ReadProgram => {
    const source = programText(file, parts);
    const before = lastRead.get(file);
    const own = {
      source,
      syntax: before === undefined ? parser.parse(source.text) : parser.parseEdited(source.text, before),
    };
    lastRead.delete(file);
    lastRead.set(file, own.syntax);
    for (const oldest of lastRead.keys()) {
      if (lastRead.size <= mostRead) break;
      lastRead.delete(oldest);
    }
    // A program beside it that imports this file sees it as it is in the editor, saved or not.
    const resolve: ResolveModule = (name, level, from) => {
      const found = files.module(name, level, from, view);
      return found?.source.file === file ? own : found;
    };
    const importing = files.importing(source, view).map((module) => analyze(module.syntax, module.source, resolve));
    const facts = factsOfFile(file, analyze(own.syntax, source, resolve), importing);
    return { own, report: checkFacts(file, facts, source.parts) };
  };
  const asked = (): MemoryBudget => new MemoryBudget(memoryLimits.reading, meter);
  const unasked = (): MemoryBudget => new MemoryBudget(memoryLimits.outlook, meter);
  return {
    check: (program) => read(program).report,
    checkFile: ({ file, title, bytes, view }) => {
      const { text } = decodeProgram(title, bytes);
      const parts = file.endsWith('.ipynb')
        ? readNotebook(text).map(({ index, text: own }) => ({ cell: index, text: own }))
        : [{ cell: null, text }];
      return read({ file, title, parts, view }).report;
    },
    plans: (program, overrides) => readPlans(program.title, run(program, asked()), overrides),
    outlook: (program) => readOutlook(program.title, run(program, unasked())),
    schedules: (program) => readSchedules(program.title, run(program, asked())),
    change: (program, plan, overrides, variation) =>
      new ProgramChanger({ parser, files, memory: asked }, program, overrides).change(plan, variation),
    explain: (log, program) => {
      const { own, report } = read(program ?? noProgram);
      return explainLog(log, { report, index: indexSource(own.syntax, own.source) });
    },
  };
}
