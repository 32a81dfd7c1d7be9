import { evaluateFormula } from '../base/formula';
import type { DType, GraphValue } from '../base/graph-call';
import type { SourceRange } from '../base/source-range';
import { CallGraph } from '../plan/call-graph';
import { runsIn } from '../plan/plan-steps';
import { standInPlan } from '../plan/stand-in';
import type { PlanExit, PlannedRun, PlanRun, TrainingPlan, Unresolved } from '../plan/training-plan';
import { fixedColumns } from '../protocol/columns';
import type { Argument } from '../tf1/api/argument';
import { type BuiltGraph, buildGraph } from '../tf1/build-graph';
import { Operation, Tensor } from '../tf1/graph';
import { Optimizer } from '../tf1/optimizers/optimizer';
import type { PreparedRows, PreparedRun } from '../tf1/prepared-run';
import { type Fetch, Session, type SessionOptions } from '../tf1/session';
import { isFullyDefined } from '../tf1/shape';
import { at, bytesOfElement, sizeOf, type Value } from '../tf1/value';
import { literalValue, tensorIn } from '../tf1/api/argument';
import { Variable } from '../tf1/variable';
import type { Execution } from './commands';
import type { RowRecorder } from './row-recorder';
import { failureText, trainingError } from './plan-failure';
import { StepCursor } from './step-cursor';
import type { Trainee } from './trainee';
import { TrainingError } from './training-error';

/** Most values of a slot that conditions look back on. */
const mostSeen = 16;

/** Most variables that have a column of their own: a bias and some weights, not a layer. */
const mostVariables = 8;

/** Looks into one run of the session: names what is to be fetched beside its own fetches (the loss first), and hears the values. */
export interface RunWatch {
  fetchesBeside(run: PlanRun, fetches: readonly Fetch[], placeholders: readonly Tensor[]): readonly Fetch[];
  hear(values: readonly (Value | null)[]): void;
}

/** What is read of the program after an iteration: its step, its rate, its variables of one element. */
interface Observed {
  readonly column: number;
  readonly fetch: Tensor | Variable;
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
  /** The program's current session: another one begins with variables of its own. */
  private session: Session;
  private sessionNumber: number;
  private readonly loss: Tensor | null;
  private readonly observed: readonly Observed[];
  /** Columns that this program has nothing for. */
  private readonly absentColumns: readonly number[];
  /** Rates and steps that are Python numbers: column and value. */
  private readonly fixed: readonly (readonly [number, number])[];
  /** By what is fetched and fed; the values of the feeds change from run to run. */
  private readonly prepared = new Map<string, PreparedRun>();
  private readonly preparedRows = new Map<string, PreparedRows>();
  private rowsOf = new WeakMap<PlanRun, PreparedRows>();
  private readonly cursor: StepCursor;
  private lastTrained: PlanRun | null = null;
  /** What the slots of loops' conditions saw, the last value first. */
  private readonly seen = new Map<number, readonly number[]>();

  /** As the constructor, which throws what TensorFlow would raise: throws a `TrainingError`, with its place. */
  static of(run: PlannedRun, options: SessionOptions = {}): PlanTrainee {
    try {
      return new PlanTrainee(run, options);
    } catch (error) {
      throw trainingError(error, run.plan);
    }
  }

  constructor(
    { id, plan: given }: PlannedRun,
    private readonly options: SessionOptions = {},
  ) {
    this.id = id;
    const { plan, built, unresolved } = buildPlan(given);
    this.plan = plan;
    this.built = built;
    this.unresolved = unresolved;
    this.plannedIterations = plan.iterations;
    this.session = new Session(built.graph, options);
    const [firstRun] = runsIn([...plan.setup, ...plan.runs]);
    this.sessionNumber = firstRun?.session ?? 0;
    this.loss = plan.loss === null ? null : tensorIn(built.resultOf(plan.loss));

    const variables = plan.variables
      .map(({ name, value }) => ({ name, fetch: asFetch(built.resultOf(value)) }))
      .filter(({ fetch }) => fetch instanceof Variable && isFullyDefined(fetch.shape) && sizeOf(fetch.shape) === 1)
      .slice(0, mostVariables);
    this.columns = [...fixedColumns, ...variables.map(({ name }) => name)];
    const rate = this.rate();
    const step = plan.globalStep === null ? null : built.resultOf(plan.globalStep);
    const numbers: [number, number][] = [];
    const observed: Observed[] = [];
    const observe = (column: number, value: Argument | null): boolean => {
      if (value === null || value.kind === 'none') return false;
      const fetch = asFetch(value);
      if (fetch !== null && !(fetch instanceof Operation)) observed.push({ column, fetch });
      else numbers.push([column, at(literalValue(value).data, 0)]);
      return true;
    };
    const hasStep = observe(1, step);
    const hasRate = observe(2, rate);
    variables.forEach(({ fetch }, index) => {
      if (fetch instanceof Variable) observed.push({ column: fixedColumns.length + index, fetch });
    });
    this.observed = observed;
    this.fixed = numbers;
    this.absent = [
      ...(hasStep ? [] : ['global_step']),
      ...(hasRate ? [] : ['learning_rate']),
      ...(this.loss === null ? ['loss'] : []),
    ];
    const kept = [...observed.map(({ fetch }) => fetch), ...(this.loss === null ? [] : [this.loss])];
    this.rowBytes = kept.reduce((bytes, { dtype }) => bytes + bytesOfElement[dtype], 0);
    this.place = plan.call;
    this.absentColumns = [1, 2, 3].filter((column) => this.absent.includes(fixedColumns[column] ?? ''));
    this.cursor = new StepCursor(plan.runs);
    const setup = new StepCursor(plan.setup);
    for (let next = setup.next(); next !== null; next = setup.next()) {
      this.execute(next.run);
      setup.advance(1);
    }
    // What initializers computed is in the variables now.
    this.prepared.clear();
  }

  /** What a watch needs to know: the graph, the session, and what is observed in them. */
  get inside(): {
    readonly built: BuiltGraph;
    readonly session: Session;
    readonly loss: Tensor | null;
    readonly rate: Argument | null;
    readonly step: Tensor | Variable | null;
    readonly trainOps: readonly Operation[];
  } {
    const { built, session, loss, plan } = this;
    const step = plan.globalStep === null ? null : asFetch(built.resultOf(plan.globalStep));
    const train = asFetch(built.resultOf({ kind: 'call', id: plan.trainOp }));
    const trainOp = train instanceof Tensor ? train.op : train;
    return {
      built,
      session,
      loss,
      rate: this.rate(),
      step: step instanceof Operation ? null : step,
      trainOps: trainOp instanceof Operation ? [trainOp] : [],
    };
  }

  advance(recorder: RowRecorder, most: number): string | null {
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

  private train(recorder: RowRecorder, most: number): string | null {
    for (let left = Math.min(most, recorder.free); left > 0;) {
      const next = this.nextTrainingRun();
      if (next === null) return null;
      const [run, times] = next;
      const first = recorder.position;
      const made = this.observesMore(run)
        ? this.makeOne(recorder, run)
        : this.makeRows(recorder, run, Math.min(left, times));
      left -= made;
      const problem = this.problemOf(recorder, first + made - 1);
      if (problem !== null) return problem;
    }
    return null;
  }

  /** Makes iterations of one run of the program; how many. */
  private makeRows(recorder: RowRecorder, run: PlanRun, most: number): number {
    const prepared = this.rowsFor(run);
    this.feed(prepared, run);
    const first = recorder.position;
    try {
      prepared.advance(most, recorder.columns, recorder.capacity, first);
    } finally {
      // Also of a run that raises, the rows before that are kept.
      this.endRows(recorder, prepared.completed);
      this.note(prepared.execution);
    }
    const made = prepared.completed;
    // What is observed of it is its loss.
    for (const { slot } of run.observes ?? [])
      for (let row = Math.max(0, made - mostSeen); row < made; row++)
        this.see(slot, at(recorder.columns, 3 * recorder.capacity + first + row));
    return made;
  }

  /** A program that feeds now this, now that has several runs: one that stays on the kernels is what is told. */
  private note(execution: PreparedRows['execution']): void {
    if (execution.kind !== 'undecided' && this.execution?.kind !== 'kernels') this.execution = execution;
  }

  /** Whether more of a run is observed than its loss, which is in the rows anyway. */
  private observesMore({ observes = [] }: PlanRun): boolean {
    return observes.some(({ fetch }) => asFetch(this.built.resultOf(fetch)) !== this.loss);
  }

  private makeOne(recorder: RowRecorder, run: PlanRun): number {
    this.iterate(recorder, run, () => (this.loss === null ? [] : [this.loss]));
    return 1;
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
    this.enterSession(run.session ?? 0);
    const placeholders = this.placeholdersOf(run);
    const own = this.fetchesOf(run);
    const seen = (run.observes ?? []).flatMap(({ slot, fetch }) => {
      const made = asFetch(this.built.resultOf(fetch));
      return made === null ? [] : [{ slot, fetch: made }];
    });
    const beside = fetchesBeside(own, placeholders);
    const all = [...own, ...beside, ...seen.map(({ fetch }) => fetch)];
    const prepared = this.session.prepare(all, placeholders);
    this.feed(prepared, run);
    prepared.step();
    const heard = beside.map((_, index) => prepared.value(own.length + index));
    if (this.observed.length > 0) {
      const fetches = this.observed.map(({ fetch }) => fetch);
      const read = this.session.prepare(fetches, placeholders);
      this.feed(read, run);
      read.step();
      this.observed.forEach(({ column }, index) => {
        recorder.set(column, meanOf(read.value(index)));
      });
    }
    this.completedIterations += 1;
    this.cursor.advance(1);
    recorder.set(0, this.completedIterations);
    recorder.set(3, this.loss === null ? Number.NaN : meanOf(heard[0] ?? null));
    for (const column of this.absentColumns) recorder.set(column, Number.NaN);
    for (const [column, value] of this.fixed) recorder.set(column, value);
    recorder.endRow();
    seen.forEach(({ slot }, index) => {
      this.see(slot, meanOf(prepared.value(own.length + beside.length + index)));
    });
    return heard;
  }

  /** Keeps what a slot saw last. */
  private see(slot: number, value: number): void {
    this.seen.set(slot, [value, ...(this.seen.get(slot) ?? [])].slice(0, mostSeen));
  }

  private readonly leaves = ({ exit }: PlanExit): boolean =>
    evaluateFormula(exit, (slot, before) => this.seen.get(slot)?.[before] ?? Number.NaN) === 1;

  private fail(): never {
    throw new TrainingError('the program never runs its train op', this.plan.call);
  }

  dispose(): void {
    this.session.close();
  }

  /** Adds what the session does not give to the rows that were made, and ends them. */
  private endRows(recorder: RowRecorder, made: number): void {
    const { columns, position: first } = recorder;
    const before = this.completedIterations + 1 - first;
    for (let row = first; row < first + made; row++) columns[row] = before + row;
    for (const column of this.absentColumns) recorder.fill(column, made, Number.NaN);
    for (const [column, value] of this.fixed) recorder.fill(column, made, value);
    recorder.endRows(made);
    this.completedIterations += made;
    this.cursor.advance(made);
  }

  /** The rate that the optimizer was made with, its default included. */
  private rate(): Argument | null {
    const { plan, built } = this;
    if (plan.learningRate !== null) return built.resultOf(plan.learningRate);
    const train = plan.calls.find(({ id }) => id === plan.trainOp);
    const receiver = train?.args[0];
    if (receiver === undefined) return null;
    const optimizer = built.resultOf(receiver);
    if (optimizer.kind !== 'object' || !(optimizer.value instanceof Optimizer)) return null;
    const { learningRate } = optimizer.value;
    if (typeof learningRate === 'number') return { kind: 'float', value: learningRate };
    return learningRate instanceof Tensor ? { kind: 'object', value: learningRate } : null;
  }

  /** What is not finite in a row, or null. */
  private problemOf({ columns, capacity }: RowRecorder, row: number): string | null {
    const loss = at(columns, 3 * capacity + row);
    if (this.loss !== null && !Number.isFinite(loss)) return `loss is ${loss}`;
    for (const { column } of this.observed) {
      const value = at(columns, column * capacity + row);
      if (!Number.isFinite(value)) return `${this.columns[column] ?? ''} is ${value}`;
    }
    return null;
  }

  /**
   * Makes the runs that do not train until one does, and says how often that is still made; past the planned end it is the last that
   * trained, without end. Null, once, where the run has left its loops before that end: it is moved to here.
   */
  private nextTrainingRun(): readonly [PlanRun, number] | null {
    for (let next = this.cursor.next(this.leaves); next !== null; next = this.cursor.next(this.leaves)) {
      if (next.run.trains) {
        this.lastTrained = next.run;
        return [next.run, next.times];
      }
      this.execute(next.run);
      this.cursor.advance(1);
    }
    if (this.lastTrained === null) return this.fail();
    if (this.completedIterations < this.plannedIterations) {
      this.plannedIterations = this.completedIterations;
      return null;
    }
    return [this.lastTrained, Number.POSITIVE_INFINITY];
  }

  /** Makes a run of the program that does not train. */
  private execute(run: PlanRun): void {
    this.enterSession(run.session ?? 0);
    const key = signature(run);
    let prepared = this.prepared.get(key);
    if (prepared === undefined) {
      const observed = (run.observes ?? []).flatMap(({ fetch }) => asFetch(this.built.resultOf(fetch)) ?? []);
      prepared = this.session.prepare([...observed, ...this.fetchesOf(run)], this.placeholdersOf(run));
      this.prepared.set(key, prepared);
    }
    this.feed(prepared, run);
    prepared.step();
    for (const [index, { slot }] of (run.observes ?? []).entries()) this.see(slot, meanOf(prepared.value(index)));
  }

  private enterSession(number: number): void {
    if (number === this.sessionNumber) return;
    this.session.close();
    this.session = new Session(this.built.graph, this.options);
    this.sessionNumber = number;
    this.prepared.clear();
    this.preparedRows.clear();
    this.rowsOf = new WeakMap();
  }

  /** A run that trains, together with the reading of step, rate and variables right after it, as the program would read them. */
  private rowsFor(run: PlanRun): PreparedRows {
    this.enterSession(run.session ?? 0);
    let prepared = this.rowsOf.get(run);
    if (prepared !== undefined) return prepared;
    const key = signature(run);
    prepared = this.preparedRows.get(key);
    if (prepared === undefined) {
      const { loss, observed } = this;
      prepared = this.session.prepareRows({
        train: this.fetchesOf(run),
        reported: loss === null ? [] : [{ column: 3, fetch: loss }],
        observed,
        fed: this.placeholdersOf(run),
      });
      this.preparedRows.set(key, prepared);
    }
    this.rowsOf.set(run, prepared);
    return prepared;
  }

  private fetchesOf({ fetches }: PlanRun): Fetch[] {
    return fetches.flatMap((value) => asFetch(this.built.resultOf(value)) ?? []);
  }

  private placeholdersOf({ feeds }: PlanRun): Tensor[] {
    return feeds.flatMap(({ placeholder }) => tensorIn(this.built.resultOf(placeholder)) ?? []);
  }

  private feed(prepared: PreparedRun | PreparedRows, { feeds }: PlanRun): void {
    for (const { placeholder, value } of feeds) {
      const tensor = tensorIn(this.built.resultOf(placeholder));
      if (tensor !== null) prepared.feed(tensor, this.valueOf(value, tensor));
    }
  }

  /** A fed value: an array lies where the program's reading put it, which all runs share, and is not kept twice. */
  private valueOf(value: GraphValue, tensor: Tensor): Value {
    if (value.kind === 'array') return value.value;
    let byDtype = feedValues.get(value);
    if (byDtype === undefined) feedValues.set(value, (byDtype = new Map<DType, Value>()));
    let found = byDtype.get(tensor.dtype);
    if (found === undefined) {
      found = literalValue(this.built.resultOf(value), tensor.dtype);
      byDtype.set(tensor.dtype, found);
    }
    return found;
  }
}

/** What recorded numbers and lists are as tensors, by the dtype that they are fed for: a literal takes it. All runs feed the same ones. */
const feedValues = new WeakMap<GraphValue, Map<DType, Value>>();

/** What is fetched and fed, whatever the fed values are. */
function signature({ fetches, feeds, observes = [] }: Pick<PlanRun, 'fetches' | 'feeds' | 'observes'>): string {
  return JSON.stringify([fetches, feeds.map(({ placeholder }) => placeholder), observes.map(({ fetch }) => fetch)]);
}

/** What of a recorded value a session can fetch; null for a literal. */
export function asFetch(argument: Argument): Fetch | null {
  if (argument.kind !== 'object') return null;
  const { value } = argument;
  return value instanceof Tensor || value instanceof Variable || value instanceof Operation ? value : null;
}

/** A scalar as it is, anything else by its mean in float32, as the rows have it. */
function meanOf(value: Value | null): number {
  if (value === null || value.data.length === 0) return Number.NaN;
  if (value.data.length === 1) return at(value.data, 0);
  let sum = 0;
  for (const element of value.data) sum += element;
  return Math.fround(sum / value.data.length);
}

/**
 * The plan's graph. A function that is not re-created here takes the model's place by the stand-in, and is named; a call at which
 * TensorFlow itself would raise is an error with its line.
 */
function buildPlan(plan: TrainingPlan): {
  readonly plan: TrainingPlan;
  readonly built: BuiltGraph;
  readonly unresolved: readonly Unresolved[];
} {
  const built = buildGraph(plan.calls, plan.seed);
  const needed = new Set(
    new CallGraph(plan.calls)
      .ancestors([{ kind: 'call', id: plan.trainOp }, plan.loss, plan.learningRate, plan.globalStep])
      .map(({ id }) => id),
  );
  // A variable for which there is no memory ends the run, though the train op may not need it: the program initializes it.
  const failures = built.failures.filter(
    ({ id, message }) => needed.has(id) || message.startsWith('ResourceExhaustedError'),
  );
  const [first] = failures;
  if (first === undefined) return { plan, built, unresolved: [] };
  const placeOf = (id: number): SourceRange | null => plan.calls.find((call) => call.id === id)?.range ?? null;
  if (!first.isMissing) throw new TrainingError(failureText(first), placeOf(first.id) ?? plan.call);
  const unknown = new Map(failures.map(({ id, message }) => [id, { why: message, range: placeOf(id) }]));
  const usable = standInPlan(plan, new CallGraph(plan.calls), unknown);
  const rebuilt = buildGraph(usable.calls, usable.seed);
  const remaining = rebuilt.failures.find(({ id }) => usable.calls.some((call) => call.id === id));
  if (usable === plan || remaining !== undefined)
    throw new TrainingError(failureText(first), placeOf(first.id) ?? plan.call);
  return { plan: usable, built: rebuilt, unresolved: usable.unresolved.slice(plan.unresolved.length) };
}
