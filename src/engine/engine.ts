import type { FetchedRun } from '../base/fetched-run';
import type { GraphValue } from '../base/graph-call';
import { message, type Message } from '../base/message';
import type { SourceModule } from '../analysis/walk/program';
import { MemoryBudget, memoryLimits, type MemoryMeter } from '../base/memory-limit';
import { spokenOf } from '../base/spoken-error';
import { explainLog } from '../explain/explain';
import type { Explanation } from '../explain/explanation';
import { indexSource } from '../explain/source-index';
import type { FileReport, SyntaxGap } from '../lint/finding';
import { type Levels, withLevels } from '../lint/settings/levels';
import type { ProgramOutlook } from '../plan/outlook';
import type { WrittenSchedule } from '../plan/read-schedules';
import type { OutputPlan, OutputReading } from '../plan/output-plan';
import { withoutOwn } from '../plan/train-ops';
import type { PlannedRun, PlanOverrides, TrainingPlan } from '../plan/training-plan';
import type { Variation } from '../protocol/playground';
import { programText } from '../python/notebook-text';
import type { PythonParser } from '../python/parser';
import type { Module } from '../python/statements';
import type { RewriteResult } from '../rewrite/change-program';
import type { FileChanges, Files, WorkspaceView } from './files';
import { type SafeFixes, safeFixes } from './safe-fixes';
import type { NothingToTrain, OpenedTraining, WantedTraining } from './opened-training';
import { ProgramChanger } from './program-changer';
import { ProgramReader } from './program-reader';
import { everything, type Share, Workspace, type WorkspaceReport } from './workspace';

/** A text of a program: a file's, or a notebook cell's with its index. */
export interface PartText {
  readonly cell: number | null;
  readonly text: string;
}

/** A program as an editor has it. It crosses to the engine's thread as it is. */
export interface ProgramTexts {
  /** Its name among `Files`, and in every range. */
  readonly file: string;
  /** What a reader calls it. */
  readonly title: string;
  readonly parts: readonly PartText[];
  readonly view: WorkspaceView;
}

/** What the check of a closed file has to say. */
export interface CheckedFile {
  readonly file: string;
  /** Null where it cannot be read. */
  readonly report: FileReport | null;
  /** Why it cannot be read, for the log. */
  readonly problem: Message | null;
}

/** The outlook of a program that somebody may be typing. */
export interface OpenOutlook extends ProgramOutlook {
  /** Where it is no Python. */
  readonly broken: SyntaxGap | null;
  /** Where it may be Python, but is not read. */
  readonly unread: SyntaxGap | null;
  /** False where programs that step what it makes may not be known yet: once the workspace is prepared, there may be more. */
  readonly isWhole: boolean;
}

/** Everything that reads Python, as functions over plain data: arguments and results cross a thread as they are. */
export interface Engine {
  /** The check of an open program. It does a share of what there is to learn of the workspace: while it is not whole, ask again. */
  readonly check: (program: ProgramTexts) => WorkspaceReport;
  /** Every safe fix of an open program, with these levels of its rules. */
  readonly fixes: (program: ProgramTexts, levels: Levels) => SafeFixes;
  /** Learns a share of what the files below the roots import; true where nothing is left. */
  readonly prepare: (view: WorkspaceView) => boolean;
  /** The check of files that are not open: those of which there is something to say. */
  readonly checkFiles: (files: readonly string[], view: WorkspaceView) => CheckedFile[];
  /** Takes file events in. */
  readonly take: (changes: FileChanges) => void;
  /** A plan for each train op that the program makes; `overrides` are values that a user has set in the place of unknown ones. */
  readonly plans: (program: ProgramTexts, overrides?: PlanOverrides) => TrainingPlan[];
  /**
   * What it prints, as far as `fetched` tells what its session runs give (`count` is the step that they tell of), and the runs that it
   * makes until then.
   */
  readonly output: (program: ProgramTexts, fetched: readonly FetchedRun[], count: GraphValue | null) => OutputReading;
  /** What a window shows of the training of a call, and trains; or why there is none. */
  readonly training: (program: ProgramTexts, wanted: WantedTraining) => OpenedTraining | NothingToTrain;
  /** The files of the programs that train by a call of this one's file, which does not train by itself: the nearest first. */
  readonly trainers: (program: ProgramTexts) => string[];
  /** The session runs that have to be made for what its training, as written and as its counterpart, prints. */
  readonly outputPlans: (
    program: ProgramTexts,
    plan: TrainingPlan,
    variants: readonly PlannedRun['variant'][],
  ) => OutputPlan[];
  /** What comes of its learning rates, in numbers; and where it is no Python, which an edit's check does not wait for. */
  readonly outlook: (program: ProgramTexts) => OpenOutlook;
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

/** What one request of an editor does at most before it answers, and goes on in the next one. */
const share: Omit<Share, 'proves'> = { milliseconds: 40, walks: 8 };
/** So many programs are edited by turns. */
const mostEdited = 4;

const noProgram: ProgramTexts = {
  file: '',
  title: '',
  parts: [{ cell: null, text: '' }],
  view: { roots: [], unsaved: [] },
};

/** The engine over what an editor shows. `meter` measures the thread that it runs in. */
export function createEngine(parser: PythonParser, files: Files, meter: MemoryMeter | null = null): Engine {
  const workspace = new Workspace(parser, files);
  const edited = new EditedPrograms(parser);
  /** What an editor has had a report of. A text that is new is answered for before its fixes are tried. */
  const answered = new WeakSet<SourceModule>();
  const open = (program: ProgramTexts): SourceModule => {
    workspace.begin(program.view, program.file);
    const own = edited.module(program);
    workspace.open(own);
    return own;
  };
  const reportOn = (own: SourceModule, file: string, most: Share): WorkspaceReport => {
    const isPrepared = workspace.prepare(file, most);
    const { report, isWhole } = workspace.check(own, most);
    return { report, isWhole: isPrepared && isWhole };
  };
  const reader = new ProgramReader(workspace, meter);
  return {
    check: (program) => {
      const own = open(program);
      const most = { ...share, proves: answered.has(own) };
      answered.add(own);
      return reportOn(own, program.file, most);
    },
    fixes: (program, levels) =>
      safeFixes(program, (texts) => withLevels(reportOn(open(texts), texts.file, everything).report, levels)),
    prepare: (view) => {
      workspace.begin(view);
      return workspace.modules.outermostRoots().every((root) => workspace.prepareRoot(root, share.milliseconds));
    },
    checkFiles: (closed, view) => {
      workspace.begin(view);
      return closed.map((file) => checkFile(workspace, file)).filter(saysSomething);
    },
    take: (changes) => {
      workspace.take(changes);
    },
    plans: (program, overrides) => reader.plans(program, overrides).map(withoutOwn),
    output: (program, fetched, count) => reader.output(program, fetched, count),
    training: (program, wanted) => reader.training(program, wanted),
    trainers: (program) => reader.trainers(program),
    outputPlans: (program, plan, variants) => reader.outputPlans(program, plan, variants),
    outlook: (program) => reader.outlook(program),
    schedules: (program) => reader.schedules(program),
    change: (program, plan, overrides, variation) => {
      const memory = (): MemoryBudget => new MemoryBudget(memoryLimits.reading, meter);
      return new ProgramChanger({ workspace, open: (texts) => reader.open(texts), memory }, program, overrides).change(
        plan,
        variation,
      );
    },
    explain: (log, program) => {
      const { file } = program ?? noProgram;
      const own = open(program ?? noProgram);
      const { report } = reportOn(own, file, everything);
      return explainLog(log, { report, index: indexSource(own.syntax, own.source) });
    },
  };
}

function checkFile(workspace: Workspace, file: string): CheckedFile {
  try {
    return { file, report: workspace.checkFile(file), problem: null };
  } catch (error) {
    return { file, report: null, problem: spokenOf(error, message('something went wrong in Global Step itself')) };
  }
}

function saysSomething({ report }: CheckedFile): boolean {
  return report === null || report.findings.length > 0 || report.incomplete !== null;
}

/** The programs that were checked last, whose syntax takes in each edit. */
class EditedPrograms {
  private readonly known = new Map<string, { readonly program: ProgramTexts; readonly module: SourceModule }>();

  constructor(private readonly parser: PythonParser) {}

  /** A program's text and syntax: those before, where nothing has changed. What is made of the syntax before must not be used any more. */
  module(program: ProgramTexts): SourceModule {
    const { file, parts } = program;
    const before = this.known.get(file);
    this.known.delete(file);
    const isSame = before !== undefined && isSameParts(before.program.parts, parts);
    const module = isSame ? before.module : this.read(program, before?.module.syntax);
    this.known.set(file, { program, module });
    for (const oldest of this.known.keys()) {
      if (this.known.size <= mostEdited) break;
      this.known.delete(oldest);
    }
    return module;
  }

  private read({ file, parts }: ProgramTexts, before: Module | undefined): SourceModule {
    const source = programText(file, parts);
    const syntax = before === undefined ? this.parser.parse(source.text) : this.parser.parseEdited(source.text, before);
    return { source, syntax };
  }
}

function isSameParts(one: readonly PartText[], other: readonly PartText[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ cell, text }, index) => other[index]?.cell === cell && other[index].text === text)
  );
}
