import { message, type Message } from '../base/message';
import type { SourceRange } from '../base/source-range';
import { runsIn } from '../plan/plan-steps';
import type { PlannedRun, PlanRun, TrainingPlan, Unresolved } from '../plan/training-plan';
import type { Argument } from '../tf1/api/argument';
import type { BuiltGraph } from '../tf1/build-graph';
import { Operation, Tensor } from '../tf1/graph';
import type { PreparedRows } from '../tf1/prepared-run';
import type { Fetch, Session, SessionOptions } from '../tf1/session';
import { at, type Value } from '../tf1/value';
import { tensorIn } from '../tf1/api/argument';
import type { Variable } from '../tf1/variable';
import type { Execution } from './commands';
import type { RowRecorder } from './row-recorder';
import { trainingError } from './plan-failure';
import { StepCursor } from './step-cursor';
import type { Trainee } from './trainee';
import { TrainingError } from './training-error';
import { buildPlan } from './build-plan';
import { asFetch, PlanFeeds } from './plan-feeds';
import { holdsFormula } from '../base/graph-call';
import { type Observed, observedColumns, rateOf } from './observed-columns';
import { PreparedRuns } from './prepared-runs';
import { SeenDecays } from './seen-decays';
import { meanOf, SeenSlots } from './seen-slots';

/** Looks into one run of the session: names what is to be fetched beside its own fetches (the loss first), and hears the values. */
export interface RunWatch {
  fetchesBeside(run: PlanRun, fetches: readonly Fetch[], placeholders: readonly Tensor[]): readonly Fetch[];
  hear(values: readonly (Value | null)[]): void;
}

/** Trains one planned run on tf1: the program's own graph and session, an iteration for every execution of its train op. */
export class PlanTrainee implements Trainee {
  readonly id: string;
  readonly columns: readonly string[];
  readonly absent: readonly string[];
  readonly unresolved: readonly Unresolved[];
  readonly rowBytes: number;
  readonly place: SourceRange;
  plannedIterations: number;
  completedIterations = 0;
  execution: Execution | null = null;

  private readonly plan: TrainingPlan;
  private readonly built: BuiltGraph;
  private readonly feeds: PlanFeeds;
  private readonly runs: PreparedRuns;
  private readonly loss: Tensor | null;
  private readonly observed: readonly Observed[];
  /** Columns that hold one number in all rows, by column. */
  private readonly fixed: readonly (readonly [number, number])[];
  private readonly cursor: StepCursor;
  private lastTrained: PlanRun | null = null;
  private readonly slots = new SeenSlots();

  /** As the constructor, which throws what TensorFlow would raise: throws a `TrainingError`, with its place. */
  static of(run: PlannedRun, options: SessionOptions = {}): PlanTrainee {
    try {
      return new PlanTrainee(run, options);
    } catch (error) {
      throw trainingError(error, run.plan);
    }
  }

  constructor({ id, plan: given }: PlannedRun, options: SessionOptions = {}) {
    this.id = id;
    const { plan, built, unresolved } = buildPlan(given);
    this.plan = plan;
    this.built = built;
    this.feeds = new PlanFeeds(built);
    this.unresolved = unresolved;
    this.plannedIterations = plan.iterations;
    this.loss = plan.loss === null ? null : tensorIn(built.resultOf(plan.loss));

    const { columns, absent, observed, fixed, decays, rowBytes } = observedColumns(plan, built, this.loss);
    this.columns = columns;
    this.absent = absent;
    this.observed = observed;
    this.fixed = fixed;
    this.rowBytes = rowBytes;
    this.place = plan.call;
    const [firstRun] = runsIn([...plan.setup, ...plan.runs]);
    const { feeds, slots, loss } = this;
    this.runs = new PreparedRuns(
      {
        built,
        feeds,
        slots,
        reported: { loss, observed, decays: new SeenDecays(decays) },
        first: firstRun?.session ?? 0,
      },
      options,
    );
    this.cursor = new StepCursor(plan.runs);
    const setup = new StepCursor(plan.setup);
    for (let next = setup.next(this.slots); next !== null; next = setup.next(this.slots)) {
      this.runs.execute(next.run);
      setup.advance(1);
    }
    this.runs.forget();
  }

  /** What a watch needs to know: the graph, the session, and what is observed in them. */
  get inside(): {
    readonly built: BuiltGraph;
    readonly session: Session;
    readonly slots: SeenSlots;
    readonly loss: Tensor | null;
    readonly rate: Argument | null;
    readonly step: Tensor | Variable | null;
    readonly trainOps: readonly Operation[];
  } {
    const { built, loss, plan } = this;
    const { session } = this.runs;
    const step = plan.globalStep === null ? null : asFetch(built.resultOf(plan.globalStep));
    const train = asFetch(built.resultOf({ kind: 'call', id: plan.trainOp }));
    const trainOp = train instanceof Tensor ? train.op : train;
    return {
      built,
      session,
      slots: this.slots,
      loss,
      rate: rateOf(plan, built),
      step: step instanceof Operation ? null : step,
      trainOps: trainOp instanceof Operation ? [trainOp] : [],
    };
  }

  advance(recorder: RowRecorder, most: number): Message | null {
    return this.inWords(() => this.train(recorder, most));
  }

  /** Whatever `work` throws says what happened, and where in the program. */
  private inWords<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw trainingError(error, this.plan);
    }
  }

  private train(recorder: RowRecorder, most: number): Message | null {
    for (let left = Math.min(most, recorder.free); left > 0;) {
      const next = this.nextTrainingRun();
      if (next === null) return null;
      const [run, times] = next;
      const first = recorder.position;
      const made = this.makeRows(recorder, run, this.isMadeSingly(run) ? 1 : Math.min(left, times));
      left -= made;
      const problem = this.problemOf(recorder, first + made - 1);
      if (problem !== null) return problem;
    }
    return null;
  }

  /** Makes iterations of one run of the program; how many. */
  private makeRows(recorder: RowRecorder, run: PlanRun, most: number): number {
    const prepared = this.runs.rowsFor(run);
    this.feeds.feed(prepared, run, this.slots);
    const first = recorder.position;
    try {
      prepared.advance(most, recorder.columns, recorder.capacity, first);
    } finally {
      // Also of a run that raises, the rows before that are kept.
      this.runs.completeRows(recorder, run, prepared.completed);
      this.endRows(recorder, prepared.completed);
      this.note(prepared.execution);
    }
    const made = prepared.completed;
    if (this.isMadeSingly(run) && made > 0) this.runs.seeObserved(prepared, run);
    // What is observed of it is its loss.
    else for (const { slot } of run.observes ?? []) this.slots.seeAll(slot, recorder.column(3, first, made));
    return made;
  }

  /** A program that feeds now this, now that has several runs: one that stays on the kernels is what is told. */
  private note(execution: PreparedRows['execution']): void {
    if (execution.kind !== 'undecided' && this.execution?.kind !== 'kernels') this.execution = execution;
  }

  /** Whether each run feeds what those before it fetched, or more of it is observed than its loss, which is in the rows anyway. */
  private isMadeSingly({ observes = [], feeds }: PlanRun): boolean {
    if (feeds.some(({ value }) => holdsFormula(value))) return true;
    return observes.some(
      ({ fetch }) => asFetch(this.built.resultOf(fetch)) !== this.loss || this.loss?.shape?.length !== 0,
    );
  }

  /**
   * Makes one iteration and lets somebody look into it: more is fetched of what is in the run anyway, so that nothing else is computed
   * than by `advance`. On the kernels, whatever `advance` does.
   */
  advanceWatched(recorder: RowRecorder, watch: RunWatch): void {
    this.inWords(() => {
      // Past the end of a loop that the run left, its last run is made once more.
      const [run] = this.nextTrainingRun() ?? this.nextTrainingRun() ?? this.fail();
      watch.hear(this.iterate(recorder, run, (own, placeholders) => watch.fetchesBeside(run, own, placeholders)));
    });
  }

  private iterate(
    recorder: RowRecorder,
    run: PlanRun,
    fetchesBeside: (own: readonly Fetch[], placeholders: readonly Tensor[]) => readonly Fetch[],
  ): readonly (Value | null)[] {
    this.runs.enter(run.session);
    const placeholders = this.feeds.placeholdersOf(run);
    const own = this.feeds.fetchesOf(run);
    const seen = (run.observes ?? []).flatMap(({ slot, fetch }) => {
      const made = asFetch(this.built.resultOf(fetch));
      return made === null ? [] : [{ slot, fetch: made }];
    });
    const beside = fetchesBeside(own, placeholders);
    const decays = this.runs.decaysIn(run);
    const all = [...own, ...beside, ...[...seen, ...decays].map(({ fetch }) => fetch)];
    const prepared = this.runs.session.prepare(all, placeholders);
    this.feeds.feed(prepared, run, this.slots);
    prepared.step();
    const heard = beside.map((_, index) => prepared.value(own.length + index));
    if (this.observed.length > 0) {
      const fetches = this.observed.map(({ fetch }) => fetch);
      const read = this.runs.session.prepare(fetches, placeholders);
      this.feeds.feed(read, run, this.slots);
      read.step();
      this.observed.forEach(({ column }, index) => {
        recorder.set(column, meanOf(read.value(index)));
      });
    }
    this.completedIterations += 1;
    this.cursor.advance(1);
    recorder.set(0, this.completedIterations);
    recorder.set(3, this.loss === null ? Number.NaN : meanOf(heard[0] ?? null));
    for (const [column, value] of this.fixed) recorder.set(column, value);
    const rest = own.length + beside.length;
    decays.forEach(({ column }, index) => {
      recorder.set(column, meanOf(prepared.value(rest + seen.length + index)));
    });
    this.runs.completeRows(recorder, run, 1);
    recorder.endRow();
    seen.forEach(({ slot }, index) => {
      this.slots.seeWhole(slot, prepared.value(rest + index));
    });
    return heard;
  }

  private fail(): never {
    throw new TrainingError(message('the program never runs its train op'), this.plan.call);
  }

  dispose(): void {
    this.runs.session.close();
  }

  /** Adds what the session does not give to the rows that were made, and ends them. */
  private endRows(recorder: RowRecorder, made: number): void {
    const { columns, position: first } = recorder;
    const before = this.completedIterations + 1 - first;
    for (let row = first; row < first + made; row++) columns[row] = before + row;
    for (const [column, value] of this.fixed) recorder.fill(column, made, value);
    recorder.endRows(made);
    this.completedIterations += made;
    this.cursor.advance(made);
  }

  /** What is not finite in a row, or null. */
  private problemOf({ columns, capacity }: RowRecorder, row: number): Message | null {
    const loss = at(columns, 3 * capacity + row);
    if (this.loss !== null && !Number.isFinite(loss)) return message('loss is {0}', String(loss));
    for (const { column } of this.observed) {
      const value = at(columns, column * capacity + row);
      if (!Number.isFinite(value)) return message('{0} is {1}', this.columns[column] ?? '', String(value));
    }
    return null;
  }

  /**
   * Makes the runs that do not train until one does, and says how often that is still made; past the planned end it is the last that
   * trained, without end. Null, once, where the run has left its loops before that end: it is moved to here.
   */
  private nextTrainingRun(): readonly [PlanRun, number] | null {
    for (let next = this.cursor.next(this.slots); next !== null; next = this.cursor.next(this.slots)) {
      if (next.run.trains) {
        this.lastTrained = next.run;
        return [next.run, next.times];
      }
      this.runs.execute(next.run);
      this.cursor.advance(1);
    }
    if (this.lastTrained === null) return this.fail();
    if (this.completedIterations < this.plannedIterations) {
      this.plannedIterations = this.completedIterations;
      return null;
    }
    return [this.lastTrained, Number.POSITIVE_INFINITY];
  }
}
