import { canMatter } from '../analysis/meaning/prefilter';
import type { SourceModule } from '../analysis/walk/program';
import type { FetchedRun } from '../base/fetched-run';
import type { GraphValue } from '../base/graph-call';
import { MemoryBudget, memoryLimits, type MemoryMeter } from '../base/memory-limit';
import { mayHoldScheduler, mayTrainByClock } from '../frameworks/clock-texts';
import { interpret, type Interpretation } from '../interpret/interpret';
import { limits } from '../interpret/limits';
import { Reading, type ReadingBounds } from '../interpret/reading';
import { partlyChecked } from '../lint/check-facts';
import type { FileReport } from '../lint/finding';
import { givenLengths } from '../plan/clocks/clock-fields';
import { clockPlans, type StepFinding } from '../plan/clocks/clock-plans';
import { type ProgramOutlook, readOutlook, type ScheduleOutlook, worthOf } from '../plan/outlook';
import { type OutputPlan, outputPlansOf, type OutputReading } from '../plan/output-plan';
import { readPlans } from '../plan/read-plans';
import { readSchedules, type WrittenSchedule } from '../plan/read-schedules';
import { bestOfEach } from '../plan/schedule-places';
import { withReadersBeside } from '../plan/readers-beside';
import type { PlannedRun, PlanOverrides, TrainingPlan } from '../plan/training-plan';
import { programText } from '../python/notebook-text';
import { syntaxProblem } from '../python/syntax-problem';
import type { OpenOutlook, ProgramTexts } from './engine';
import { LastPlans, type ReadPlans } from './last-plans';
import { hindranceOf } from './nothing-to-train';
import { type NothingToTrain, openedTraining, type OpenedTraining, type WantedTraining } from './opened-training';
import { readingOfOutput } from './output-reading';
import { alone, type Share, type Workspace } from './workspace';

/** Reads open programs as they would run: plans, outlooks, schedules. */
export class ProgramReader {
  private readonly last = new LastPlans();

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
    const known = wanted.countsStep === undefined ? null : this.lastPlans(own, wanted);
    const looked = known === null ? null : openedTraining(known.plans, wanted, known.modules);
    if (looked !== null) return looked;
    const { plans, interpretation } = this.planned(own, program, wanted.overrides);
    const modules = interpretation.recorder.source.modules.map(({ file, cell, text }) => ({ file, cell, text }));
    this.last.keep(own.source, wanted.overrides, { plans, modules });
    return (
      openedTraining(plans, wanted, modules) ?? {
        hindrance: hindranceOf(own, interpretation, readPlans(program.title, interpretation)),
      }
    );
  }

  private lastPlans({ source }: SourceModule, { overrides }: WantedTraining): ReadPlans | null {
    return this.last.of(source, overrides, (file) => this.workspace.modules.load(file)?.source.text ?? null);
  }

  /** The files of the programs that run a train op of a file when they are run, among the nearest ones that may. */
  trainers(own: ProgramTexts): string[] {
    return this.trainersOf(this.open(own).source.file);
  }

  /** The same of a file by its name. */
  trainersOf(file: string): string[] {
    this.workspace.prepare(file);
    const reaching = this.workspace.reachingProgramsOf(file).slice(0, mostTrainers);
    const stepping = this.workspace.clocks.programsOf(file, mostTrainers);
    const trains = [...new Set([...reaching, ...stepping])].filter((program) => {
      const interpretation = this.read(program, memoryLimits.reading, trainerBounds);
      const findings = this.findingsOf(program, interpretation);
      const plans = [
        ...readPlans('', interpretation),
        ...clockPlans(interpretation, { title: '', findings, overrides: {} }),
      ];
      return plans.some(({ call, isNeverRun }) => call.file === file && isNeverRun === undefined);
    });
    return trains.map(({ source }) => source.file);
  }

  private planned(
    own: SourceModule,
    program: ProgramTexts,
    overrides: PlanOverrides,
  ): { readonly plans: TrainingPlan[]; readonly interpretation: Interpretation } {
    const { calls } = this.reportOn(own);
    const interpretation = this.read(own, memoryLimits.reading, { ...limits, ...givenLengths(overrides) });
    const findings = this.findingsOf(own, interpretation);
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
    const { calls, schedules } = this.outlookOf(own, program.title, boundsOf(own));
    if (!mayHoldScheduler(own.source.text) || (schedules.every(({ isPlanned }) => isPlanned) && schedules.length > 0))
      return { calls, schedules, isWhole: true, ...gap };
    const isWhole = this.workspace.prepare(own.source.file, preparing);
    const all = [...schedules, ...this.schedulesElsewhere(own.source.file)];
    return { calls, schedules: bestOfEach(all, worthOf), isWhole, ...gap };
  }

  private outlookOf(own: SourceModule, title: string, bounds: ReadingBounds | undefined): ProgramOutlook {
    const { calls } = this.reportOn(own);
    const interpretation = this.read(own, memoryLimits.outlook, bounds);
    return readOutlook(title, interpretation, { calls, findings: this.findingsOf(own, interpretation) });
  }

  /** What the nearest programs come to that import a file and step the schedulers that it makes. */
  private schedulesElsewhere(file: string): ScheduleOutlook[] {
    return this.workspace.clocks.programsOf(file, mostRead).flatMap((program) => {
      const { schedules } = this.outlookOf(program, '', quickBounds);
      const here = schedules.filter(({ range, clock }) => range.file === file && clock !== undefined);
      return here.map((schedule) => ({ ...schedule, trainedBy: program.source.file }));
    });
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

  /** What the checks of a program and of the modules that make its schedulers find. */
  private findingsOf(own: SourceModule, { recorder }: Interpretation): StepFinding[] {
    const { file } = own.source;
    const making = new Set(recorder.clocks.schedulers.map(({ given }) => recorder.source.range(given.span).file));
    const modules = [...making].filter((one) => one !== file).flatMap((one) => this.workspace.modules.load(one) ?? []);
    return [
      ...this.reportOn(own).findings,
      ...modules.flatMap((module) => this.workspace.checkIn(module, own).findings),
    ];
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

/** So many programs are read for the curve of a scheduler that another file makes, each as quickly as this. */
const mostRead = 4;
const quickBounds: ReadingBounds = { operations: 300_000, seconds: 0.5 };
/** What one outlook learns of the workspace: the next one goes on. */
const preparing: Share = { milliseconds: 300, walks: 0, proves: false };

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
