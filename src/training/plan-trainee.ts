import type { GraphValue } from '../base/graph-call';
import { CallGraph } from '../plan/call-graph';
import { standInPlan } from '../plan/stand-in';
import type { PlannedRun, PlanRun, TrainingPlan, Unresolved } from '../plan/training-plan';
import { fixedColumns } from '../protocol/columns';
import type { Argument } from '../tf1/api/argument';
import { type BuiltGraph, buildGraph } from '../tf1/build-graph';
import { Operation, Tensor } from '../tf1/graph';
import { Optimizer } from '../tf1/optimizers/optimizer';
import type { PreparedRun } from '../tf1/prepared-run';
import { type Fetch, Session } from '../tf1/session';
import { isFullyDefined } from '../tf1/shape';
import { at, sizeOf, type Value } from '../tf1/value';
import { literalValue, tensorIn } from '../tf1/api/argument';
import { Variable } from '../tf1/variable';
import type { RowRecorder } from './row-recorder';
import type { Trainee } from './trainee';

/** Most variables that have a column of their own: a bias and some weights, not a layer. */
const mostVariables = 8;

/** A run of the session, ready to be repeated, and the feeds that its tensors take from each `PlanRun`. */
interface Prepared {
  readonly run: PreparedRun;
  readonly placeholders: readonly Tensor[];
}

/** What is read of the program after an iteration: its step, its rate, its variables of one element. */
interface Observed {
  readonly column: number;
  readonly fetch: Fetch;
}

/** Trains one planned run on tf1: the program's own graph and session, an iteration for every execution of its train op. */
export class PlanTrainee implements Trainee {
  readonly id: string;
  readonly columns: readonly string[];
  readonly absent: readonly string[];
  readonly unresolved: readonly Unresolved[];
  readonly plannedIterations: number;
  completedIterations = 0;

  private readonly plan: TrainingPlan;
  private readonly built: BuiltGraph;
  private readonly session: Session;
  private readonly loss: Tensor | null;
  private readonly observed: readonly Observed[];
  /** Rates and steps that are Python numbers: column and value. */
  private readonly fixed: readonly (readonly [number, number])[];
  private readonly prepared = new Map<string, Prepared>();
  private readonly feedValues = new WeakMap<GraphValue, Value>();
  /** Place in `plan.runs`, and how often that run was made already. */
  private position = 0;
  private repeated = 0;

  /** Builds the graph and runs what the program runs before it trains. Throws what TensorFlow would raise, with its line. */
  constructor({ id, plan: given }: PlannedRun) {
    this.id = id;
    const { plan, built, unresolved } = buildPlan(given);
    this.plan = plan;
    this.built = built;
    this.unresolved = unresolved;
    this.plannedIterations = plan.iterations;
    this.session = new Session(built.graph);
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
      if (fetch !== null) observed.push({ column, fetch });
      else numbers.push([column, at(literalValue(value).data, 0)]);
      return true;
    };
    const hasStep = observe(1, step);
    const hasRate = observe(2, rate);
    variables.forEach(({ fetch }, index) => {
      if (fetch !== null) observed.push({ column: fixedColumns.length + index, fetch });
    });
    this.observed = observed;
    this.fixed = numbers;
    this.absent = [
      ...(hasStep ? [] : ['global_step']),
      ...(hasRate ? [] : ['learning_rate']),
      ...(this.loss === null ? ['loss'] : []),
    ];
    for (const run of plan.setup) for (let time = 0; time < run.times; time++) this.execute(run);
  }

  advance(recorder: RowRecorder): string | null {
    const run = this.nextTrainingRun();
    const loss = this.execute(run);
    this.completedIterations += 1;
    recorder.set(0, this.completedIterations);
    recorder.set(3, loss);
    for (const column of [1, 2]) if (this.absent.includes(fixedColumns[column] ?? '')) recorder.set(column, Number.NaN);
    for (const [column, value] of this.fixed) recorder.set(column, value);
    const problem = this.read(run, recorder);
    return this.loss !== null && !Number.isFinite(loss) ? `loss is ${loss}` : problem;
  }

  dispose(): void {
    this.session.close();
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

  /** Makes the runs that do not train until one does; past the planned end, the last that trained. */
  private nextTrainingRun(): PlanRun {
    const { runs } = this.plan;
    for (let current = runs[this.position]; current !== undefined; current = runs[this.position]) {
      if (this.repeated >= current.times) {
        this.position += 1;
        this.repeated = 0;
        continue;
      }
      this.repeated += 1;
      if (current.trains) return current;
      this.execute(current);
    }
    const last = runs.findLast(({ trains }) => trains);
    if (last === undefined) throw new Error('the program never runs its train op');
    return last;
  }

  /** Makes a run of the program; of one that trains, the loss before its update. */
  private execute(run: PlanRun): number {
    const { loss } = this;
    const key = `${run.trains && loss !== null ? 'loss ' : ''}${signature(run)}`;
    let prepared = this.prepared.get(key);
    if (prepared === undefined) {
      const fetches = run.fetches.flatMap((value) => asFetch(this.built.resultOf(value)) ?? []);
      prepared = this.prepare(run.trains && loss !== null ? [loss, ...fetches] : fetches, run);
      this.prepared.set(key, prepared);
    }
    this.feed(prepared, run);
    prepared.run.step();
    if (!run.trains || loss === null) return Number.NaN;
    const scalar = prepared.run.scalars[0] ?? Number.NaN;
    return Number.isNaN(scalar) ? meanOf(prepared.run.value(0)) : scalar;
  }

  /** Reads step, rate and variables as the program would right after the run, under its feeds. */
  private read(run: PlanRun, recorder: RowRecorder): string | null {
    if (this.observed.length === 0) return null;
    const key = `read ${signature({ ...run, fetches: [] })}`;
    let prepared = this.prepared.get(key);
    if (prepared === undefined) {
      prepared = this.prepare(
        this.observed.map(({ fetch }) => fetch),
        run,
      );
      this.prepared.set(key, prepared);
    }
    this.feed(prepared, run);
    prepared.run.step();
    let problem: string | null = null;
    this.observed.forEach(({ column }, index) => {
      const value = prepared.run.scalars[index] ?? Number.NaN;
      recorder.set(column, value);
      if (!Number.isFinite(value)) problem ??= `${this.columns[column] ?? ''} is ${value}`;
    });
    return problem;
  }

  private prepare(fetches: readonly Fetch[], { feeds }: PlanRun): Prepared {
    const placeholders = feeds.flatMap(({ placeholder }) => tensorIn(this.built.resultOf(placeholder)) ?? []);
    return { run: this.session.prepare(fetches, placeholders), placeholders };
  }

  private feed({ run, placeholders }: Prepared, { feeds }: PlanRun): void {
    placeholders.forEach((tensor, index) => {
      const value = feeds[index]?.value;
      if (value !== undefined) run.feed(tensor, this.valueOf(value, tensor));
    });
  }

  private valueOf(value: GraphValue, tensor: Tensor): Value {
    let found = this.feedValues.get(value);
    if (found === undefined) {
      const argument = this.built.resultOf(value);
      found = literalValue(argument, argument.kind === 'array' ? null : tensor.dtype);
      this.feedValues.set(value, found);
    }
    return found;
  }
}

/** What is fetched and fed, whatever the fed values are. */
function signature({ fetches, feeds }: Pick<PlanRun, 'fetches' | 'feeds'>): string {
  return JSON.stringify([fetches, feeds.map(({ placeholder }) => placeholder)]);
}

function asFetch(argument: Argument): Fetch | null {
  if (argument.kind !== 'object') return null;
  const { value } = argument;
  return value instanceof Tensor || value instanceof Variable || value instanceof Operation ? value : null;
}

function meanOf(value: Value | null): number {
  if (value === null || value.data.length === 0) return Number.NaN;
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
  const failures = built.failures.filter(({ id }) => needed.has(id));
  const [first] = failures;
  if (first === undefined) return { plan, built, unresolved: [] };
  const lineOf = (id: number): string => {
    const range = plan.calls.find((call) => call.id === id)?.range;
    return range ? `line ${range.line}: ` : '';
  };
  if (!first.isMissing) throw new Error(`${lineOf(first.id)}tf.${first.name} raises ${first.message}`);
  const unknown = new Map(
    failures.map(({ id, message }) => [
      id,
      { why: message, range: plan.calls.find((call) => call.id === id)?.range ?? null },
    ]),
  );
  const usable = standInPlan(plan, new CallGraph(plan.calls), unknown);
  const rebuilt = buildGraph(usable.calls, usable.seed);
  const remaining = rebuilt.failures.find(({ id }) => usable.calls.some((call) => call.id === id));
  if (usable === plan || remaining !== undefined) throw new Error(`${lineOf(first.id)}${first.message}`);
  return { plan: usable, built: rebuilt, unresolved: usable.unresolved.slice(plan.unresolved.length) };
}
