import { canMatter } from '../analysis/meaning/prefilter';
import type { SourceModule } from '../analysis/walk/program';
import type { FetchedRun } from '../base/fetched-run';
import type { GraphValue } from '../base/graph-call';
import { MemoryBudget, memoryLimits, type MemoryMeter } from '../base/memory-limit';
import { mayTrainByClock } from '../frameworks/clock-texts';
import { interpret, type Interpretation } from '../interpret/interpret';
import { limits } from '../interpret/limits';
import { Reading, type ReadingBounds } from '../interpret/reading';
import { partlyChecked } from '../lint/check-facts';
import type { FileReport } from '../lint/finding';
import { givenLengths } from '../plan/clocks/clock-fields';
import { clockPlans } from '../plan/clocks/clock-plans';
import { readOutlook } from '../plan/outlook';
import { type OutputPlan, outputPlansOf, type OutputReading } from '../plan/output-plan';
import { readPlans } from '../plan/read-plans';
import { readSchedules, type WrittenSchedule } from '../plan/read-schedules';
import { withReadersBeside } from '../plan/readers-beside';
import type { PlannedRun, PlanOverrides, TrainingPlan } from '../plan/training-plan';
import { programText } from '../python/notebook-text';
import { syntaxProblem } from '../python/syntax-problem';
import type { OpenOutlook, ProgramTexts } from './engine';
import { hindranceOf } from './nothing-to-train';
import { type NothingToTrain, openedTraining, type OpenedTraining, type WantedTraining } from './opened-training';
import { readingOfOutput } from './output-reading';
import { alone, type Workspace } from './workspace';

/** Reads open programs as they would run: plans, outlooks, schedules. */
export class ProgramReader {
  /** `meter` measures the thread that the reading runs in. */
  constructor(
    private readonly workspace: Workspace,
    private readonly meter: MemoryMeter | null,
  ) {}

  open(program: ProgramTexts): SourceModule {
    this.workspace.begin(program.view, program.file);
    return this.workspace.openSource(programText(program.file, program.parts));
  }

  plans(program: ProgramTexts, overrides: PlanOverrides = {}): TrainingPlan[] {
    return this.planned(this.open(program), program, overrides).plans;
  }

  training(program: ProgramTexts, wanted: WantedTraining): OpenedTraining | NothingToTrain {
    const own = this.open(program);
    const { plans, interpretation } = this.planned(own, program, wanted.overrides);
    const modules = interpretation.recorder.source.modules.map(({ file, cell, text }) => ({ file, cell, text }));
    return (
      openedTraining(plans, wanted, modules) ?? {
        hindrance: hindranceOf(own, interpretation, readPlans(program.title, interpretation)),
      }
    );
  }

  /** The files of the programs that run a train op of a file when they are run, among the nearest ones that may. */
  trainers(own: ProgramTexts): string[] {
    const { file } = this.open(own).source;
    this.workspace.prepare(file);
    const nearest = this.workspace.reachingProgramsOf(file).slice(0, mostTrainers);
    const trains = nearest.filter((program) => {
      const plans = readPlans('', this.read(program, memoryLimits.reading, trainerBounds));
      return plans.some(({ call, isNeverRun }) => call.file === file && isNeverRun === undefined);
    });
    return trains.map(({ source }) => source.file);
  }

  private planned(
    own: SourceModule,
    program: ProgramTexts,
    overrides: PlanOverrides,
  ): { readonly plans: TrainingPlan[]; readonly interpretation: Interpretation } {
    const { calls, findings } = this.reportOn(own);
    const interpretation = this.read(own, memoryLimits.reading, { ...limits, ...givenLengths(overrides) });
    const read = readPlans(program.title, interpretation, overrides);
    const imported = new Set(read.map(({ call }) => call.file).filter((file) => file !== own.source.file));
    const all = [...calls, ...[...imported].flatMap((file) => this.callsIn(file, own))];
    const plans = withReadersBeside(read, all);
    const clocks = clockPlans(interpretation, { title: program.title, findings, overrides });
    return { plans: [...plans, ...clocks], interpretation };
  }

  /** It starts by itself, when a training rests. */
  output(program: ProgramTexts, fetched: readonly FetchedRun[] | null, count: GraphValue | null): OutputReading {
    const { syntax, source } = this.open(program);
    const reading = new Reading(new MemoryBudget(memoryLimits.outlook, this.meter));
    return readingOfOutput({ module: syntax, source, workspace: this.workspace.importer(), reading }, fetched, count);
  }

  outlook(program: ProgramTexts): OpenOutlook {
    const own = this.open(program);
    const gap = gapIn(own);
    const report = this.reportOn(own);
    return { ...readOutlook(program.title, this.read(own, memoryLimits.outlook, boundsOf(own)), report), ...gap };
  }

  outputPlans(program: ProgramTexts, plan: TrainingPlan, variants: readonly PlannedRun['variant'][]): OutputPlan[] {
    return outputPlansOf(plan, this.output(program, null, null).runs, variants);
  }

  schedules(program: ProgramTexts): WrittenSchedule[] {
    return readSchedules(program.title, this.read(this.open(program), memoryLimits.reading));
  }

  /** The calls of a module that a program imports. */
  private callsIn(file: string, program: SourceModule): FileReport['calls'] {
    const module = this.workspace.modules.load(file);
    return module === null ? [] : this.workspace.checkIn(module, program).calls;
  }

  /** The check of a program by itself, without those that import it. */
  private reportOn(own: SourceModule): FileReport {
    return this.workspace.check(own, alone).report;
  }

  private read({ source, syntax }: SourceModule, limit: number, bounds?: ReadingBounds): Interpretation {
    return interpret(syntax, source, this.workspace.importer(), new MemoryBudget(limit, this.meter), bounds);
  }
}

/** Programs that are read to find those that train by a call of another file. */
const mostTrainers = 8;
const trainerBounds: ReadingBounds = { ...limits, seconds: 3 };

/** Programs of other libraries import more, and their curves are worth less of somebody's time than a training is. */
const shortBounds: ReadingBounds = { operations: 1_000_000, seconds: 2 };

function boundsOf({ source: { text } }: SourceModule): ReadingBounds | undefined {
  return mayTrainByClock(text) && !canMatter(text) ? shortBounds : undefined;
}

/** What of a module is no Python, or is not read. */
function gapIn({ source, syntax }: SourceModule): Pick<OpenOutlook, 'broken' | 'unread'> {
  const problem = syntaxProblem(syntax, source);
  if (problem === null) return { broken: null, unread: null };
  const { message, isUnread } = problem;
  const range = source.range(problem.span);
  if (isUnread) return { broken: null, unread: { message: partlyChecked(source.file, message), range } };
  return { broken: { message, range }, unread: null };
}
