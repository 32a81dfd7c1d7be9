import { message, verbatim } from '../base/message';
import { readersIn } from './plan-readers';
import { StepFlow } from './step-flow';
import { isInitialization, isVariableCall } from '../frameworks/tensorflow1/recorded';
import type { GraphCall, GraphValue } from '../base/graph-call';
import { mostAskedIterations } from '../protocol/asked-values';
import { argument, CallGraph, isFedIn } from './call-graph';
import { iterationsIn, mapRuns, repeated, runsIn } from './plan-steps';
import { runKeys } from './run-key';
import type { PlanField, PlanOverrides, PlanRun, PlanStep, TrainingPlan, Unresolved } from './training-plan';
import { withOverride } from './plan-field';
import { withIterations } from './with-iterations';
import { withRate } from './with-rate';
import { isFeed, StandInFlow, type UnknownCall } from './stand-in-flow';
import { StandInModel } from './stand-in-model';

/** The rate that is trained with where the program's own is not known. */
const standInRate = 0.1;

/** Iterations that are trained where the program's own number is not known. */
export const standInIterations = 100;

/** The field of the number of iterations, where the program does not say how many it makes. */
export function iterationsField(overrides: PlanOverrides, otherwise: number): PlanField {
  const field = { id: 'iterations', kind: 'int', value: otherwise, least: 1, most: mostAskedIterations } as const;
  return withOverride(field, overrides);
}

/** A loop over the train op, where the program shows none: what it is fed, and what of that stands in. */
export interface OwnLoop {
  readonly feeds: PlanRun['feeds'];
  readonly unresolved: readonly Unresolved[];
}

const noLoop: OwnLoop = { feeds: [], unresolved: [] };

/**
 * The plan, with a stand-in for each part that could not be read: a rate of 0.1, a hundred iterations, and for a model or data that is
 * not known the loss (w - 1)^2 of one variable, under the program's own schedule, optimizer and step. Each is named in `unresolved`.
 */
export function standInPlan(
  plan: TrainingPlan,
  graph: CallGraph,
  unknown: ReadonlyMap<number, UnknownCall>,
  overrides: PlanOverrides = {},
  loop: OwnLoop = noLoop,
): TrainingPlan {
  const obstacleIn = (values: readonly (GraphValue | null)[]): UnknownCall | null => {
    const call = graph.ancestors(values).find(({ id }) => unknown.has(id));
    return call === undefined ? null : (unknown.get(call.id) ?? null);
  };
  const rateField = withOverride({ id: 'learning_rate', kind: 'number', value: standInRate, least: 0 }, overrides);
  const rate = rateField.value;
  const iterations = iterationsField(overrides, plan.iterations > 0 ? plan.iterations : standInIterations);

  const rateObstacle = plan.learningRate === null ? null : obstacleIn([plan.learningRate]);
  const optimizer = graph.callOf(graph.calls.find(({ id }) => id === plan.trainOp)?.args[0]);
  const isRateKnown =
    plan.learningRate !== null ? rateObstacle === null : optimizer !== null && !unknown.has(optimizer.id);
  const modelObstacle = plan.loss === null ? (unknown.get(plan.trainOp) ?? null) : obstacleIn([plan.loss]);
  const unfed = plan.loss === null ? [] : unfedPlaceholders(plan, graph);
  const isModelKnown =
    plan.loss !== null &&
    modelObstacle === null &&
    (plan.iterations > 0 ? unfed.length === 0 : isFedWhole(plan, graph, loop.feeds));
  if (isRateKnown && isModelKnown && plan.iterations > 0)
    return iterations.value === plan.iterations ? plan : withIterations(plan, iterations.value);

  const isOwnLoop = isModelKnown && plan.iterations === 0;
  const unresolved = [...plan.unresolved, ...(isOwnLoop ? loop.unresolved : [])];
  const name = (part: Missing, obstacle: UnknownCall | null): void => {
    unresolved.push({ ...part, why: obstacle?.why ?? part.why, range: obstacle?.range ?? plan.call });
  };
  if (!isRateKnown)
    name(standInOfRate(rateField), rateObstacle ?? (optimizer === null ? null : (unknown.get(optimizer.id) ?? null)));
  if (!isModelKnown) name(standInOfModel, modelObstacle ?? unfedObstacle(unfed));
  if (plan.iterations === 0) name(standInOfIterations(iterations), null);
  const known = { isModelKnown, rate: isRateKnown ? null : rate, iterations: iterations.value, unknown, loop };
  return rebuild(plan, graph, known, unresolved);
}

/** A part that could not be read, with why as long as nothing in the source says it. */
type Missing = Omit<Unresolved, 'range'>;

function standInOfRate(field: PlanField): Missing {
  const why = message('the learning rate is not known');
  return { what: message('learning rate'), why, standIn: verbatim(String(field.value)), field };
}

const standInOfModel: Missing = {
  what: message('loss'),
  why: message('the loss is not known'),
  standIn: message('(w - 1)² of one variable w that starts at 0'),
};

function standInOfIterations(field: PlanField): Missing {
  const why = message('no loop that runs this train op was found');
  return { what: message('iterations'), why, standIn: message('{0} iterations', field.value), field };
}

function unfedPlaceholders(plan: TrainingPlan, graph: CallGraph): GraphCall[] {
  const unfed = new Set<GraphCall>();
  // Runs of one place feed the same placeholders.
  const seen = new Set<string>();
  for (const run of runsIn(plan.runs)) {
    if (!run.trains) continue;
    const known = run.feeds.flatMap(({ placeholder, value }) =>
      placeholder.kind === 'call' && isFeed(value) ? [placeholder.id] : [],
    );
    if (seen.has(known.join())) continue;
    seen.add(known.join());
    const isFed = new Set(known);
    for (const call of placeholdersOf(plan, graph, ({ id }) => isFed.has(id))) if (!isFed.has(call.id)) unfed.add(call);
  }
  return [...unfed];
}

/** The placeholder that is not fed, and where it is made. */
function unfedObstacle([first]: readonly GraphCall[]): UnknownCall | null {
  return first === undefined ? null : { why: message('what is fed to the loss is not known'), range: first.range };
}

/** The runs without what is fed to placeholders that they no longer need, and is not known. */
function withoutNeedlessFeeds(runs: readonly PlanStep[], graph: CallGraph): PlanStep[] {
  const cut = (run: PlanRun): PlanRun => {
    if (run.feeds.every(({ value }) => isFeed(value))) return run;
    const needed = new Set(graph.ancestors(run.fetches).map(({ id }) => id));
    const isKept = ({ placeholder, value }: PlanRun['feeds'][number]): boolean =>
      isFeed(value) || (placeholder.kind === 'call' && needed.has(placeholder.id));
    return { ...run, feeds: run.feeds.filter(isKept) };
  };
  return mapRuns<PlanRun>(runs, cut, runKeys());
}

/** Whether a loop over the train op is fed all that the loss needs. */
function isFedWhole(plan: TrainingPlan, graph: CallGraph, feeds: PlanRun['feeds']): boolean {
  return placeholdersOf(plan, graph, isFedIn({ feeds })).every(isFedIn({ feeds }));
}

/** The placeholders that a run of the loss needs: not those whose dtype or shape a variable was made by. */
function placeholdersOf({ loss }: TrainingPlan, graph: CallGraph, isFed: (call: GraphCall) => boolean): GraphCall[] {
  return graph
    .ancestors([loss], (call) => isVariableCall(call) || isFed(call))
    .filter(({ name }) => name === 'placeholder');
}

/** The known parts of a plan, and the values that stand for its unknown ones. */
interface KnownParts {
  readonly isModelKnown: boolean;
  readonly rate: number | null;
  readonly iterations: number;
  readonly unknown: ReadonlyMap<number, UnknownCall>;
  readonly loop: OwnLoop;
}

function rebuild(
  plan: TrainingPlan,
  graph: CallGraph,
  known: KnownParts,
  unresolved: readonly Unresolved[],
): TrainingPlan {
  const train = graph.calls.find(({ id }) => id === plan.trainOp);
  const optimizer = graph.callOf(train?.args[0]);
  if (train === undefined || optimizer === null) return { ...plan, unresolved };
  const rate: GraphValue | null = known.rate === null ? plan.learningRate : { kind: 'float', value: known.rate };
  const madeOptimizer = known.rate === null || rate === null ? optimizer : withRate(optimizer, rate);
  const change: Change = { plan, known, rate, unresolved, train };
  const changed = graph.calls.map((call) => (call.id === optimizer.id ? madeOptimizer : call));
  return known.isModelKnown ? withKnownModel(change, graph, changed) : withStandInModel(change, optimizer, changed);
}

/** A plan that is being changed. */
interface Change {
  readonly plan: TrainingPlan;
  readonly known: KnownParts;
  readonly rate: GraphValue | null;
  readonly unresolved: readonly Unresolved[];
  readonly train: GraphCall;
}

/** A loop over a train op, in the place of one that the program does not show. */
export function loopOver({ id }: GraphCall, times: number, feeds: PlanRun['feeds'] = []): PlanRun {
  return { fetches: [{ kind: 'call', id }], feeds, times, trains: true };
}

/** The program’s own runs; where it has none, a loop over its train op. */
function runsOf({ plan, known, train }: Change, own: () => PlanStep[]): PlanStep[] {
  if (plan.iterations > 0) return own();
  const session = [...runsIn(plan.setup)].at(-1)?.session;
  const feeds = known.isModelKnown ? known.loop.feeds : [];
  return [{ ...loopOver(train, known.iterations, feeds), ...(session === undefined ? {} : { session }) }];
}

function withKnownModel(change: Change, graph: CallGraph, calls: readonly GraphCall[]): TrainingPlan {
  const { plan, known, rate, unresolved } = change;
  const { iterations } = known;
  // A step that is fed an unknown value is no step.
  const isFed = graph.ancestors([plan.globalStep]).every(({ id }) => !known.unknown.has(id));
  const changed = {
    ...plan,
    globalStep: known.rate === null || isFed ? plan.globalStep : null,
    calls,
    runs: runsOf(change, () => withoutNeedlessFeeds(plan.runs, new CallGraph(calls))),
    iterations: plan.iterations === 0 ? iterations : plan.iterations,
  };
  return withCount({ ...changed, learningRate: rate, unresolved }, iterations);
}

function withStandInModel(change: Change, optimizer: GraphCall, calls: readonly GraphCall[]): TrainingPlan {
  const { plan, known, rate, unresolved, train } = change;
  const model = new StandInModel(calls, train);
  const step = argument(train, 2, 'global_step');
  const trained: GraphCall = {
    ...train,
    name: 'Optimizer.minimize',
    args: [{ kind: 'call', id: optimizer.id }, model.loss],
    kwargs: step === null ? {} : { global_step: step },
  };
  const fetch: GraphValue = { kind: 'call', id: train.id };
  // In the train op's place: what the program makes after it may depend on it.
  const changed = new CallGraph(calls.flatMap((call) => (call.id === train.id ? [...model.calls, trained] : [call])));
  const flow = new StandInFlow(changed, known.unknown, fetch);
  const flowing = (steps: readonly PlanStep[]): PlanStep[] =>
    mapRuns<PlanRun>(withoutExits(steps), (run) => flow.run(run), runKeys());
  const setup = flowing(plan.setup);
  const runs = runsOf(change, () => flowing(plan.runs));
  const needed = changed.ancestors([
    rate,
    plan.globalStep,
    fetch,
    ...[...runsIn([...setup, ...runs])].flatMap(({ fetches, feeds }) => [
      ...fetches,
      ...feeds.map(({ placeholder }) => placeholder),
    ]),
  ]);
  const standIn: TrainingPlan = {
    ...plan,
    calls: [...needed.filter((call) => !isInitialization(call)), model.initializer],
    setup: [initializationOf(model, plan), ...setup],
    runs,
    iterations: iterationsIn(runs),
    learningRate: rate,
    loss: model.loss,
    variables: [{ name: 'w (stand-in)', value: model.variable, range: null }],
    own: { calls: plan.calls, setup: plan.setup, runs: plan.runs },
    readersInModel: readersIn(new StepFlow({ ...plan, calls }), plan),
    unresolved,
  };
  return withCount(standIn, known.iterations);
}

/** The run that initializes the model’s variable, in the session that trains. */
function initializationOf(model: StandInModel, plan: TrainingPlan): PlanRun {
  const session = [...runsIn(plan.runs)][0]?.session;
  return {
    ...(session === undefined ? {} : { session }),
    fetches: [{ kind: 'call', id: model.initializer.id }],
    feeds: [],
    times: 1,
    trains: false,
  };
}

/** The steps without the ends of loops: what the loss of another model comes to ends none. */
function withoutExits(steps: readonly PlanStep[]): PlanStep[] {
  return steps.flatMap((step) => {
    if ('exit' in step || 'computes' in step) return [];
    return 'steps' in step ? repeated(withoutExits(step.steps), step.times) : [step];
  });
}

function withCount(plan: TrainingPlan, iterations: number): TrainingPlan {
  return plan.iterations === iterations ? plan : withIterations(plan, iterations);
}
