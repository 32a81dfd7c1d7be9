import type { GraphCall, GraphValue } from '../base/graph-call';
import type { SourceRange } from '../base/source-range';
import { argument, type CallGraph } from './call-graph';
import type { TrainingPlan, Unresolved } from './training-plan';

/** Iterations that are trained where the program's own number is not known. */
const standInIterations = 100;

/** Why a call's result is not known, and where that shows in the source. */
export interface UnknownCall {
  readonly why: string;
  readonly range: SourceRange | null;
}

/**
 * The plan, with a stand-in for each part that could not be read: a rate of 0.1, a hundred iterations, and for a model or data that is
 * not known the loss (w - 1)^2 of one variable, under the program's own schedule, optimizer and step. Each is named in `unresolved`.
 */
export function standInPlan(
  plan: TrainingPlan,
  graph: CallGraph,
  unknown: ReadonlyMap<number, UnknownCall>,
): TrainingPlan {
  const obstacleIn = (values: readonly (GraphValue | null)[]): UnknownCall | null => {
    const call = graph.ancestors(values).find(({ id }) => unknown.has(id));
    return call === undefined ? null : (unknown.get(call.id) ?? null);
  };
  const unresolved = [...plan.unresolved];
  const name = (what: string, obstacle: UnknownCall | null, why: string, standIn: string): void => {
    unresolved.push({
      what,
      why: obstacle?.why ?? why,
      standIn,
      range: obstacle?.range ?? plan.call,
    });
  };

  const rateObstacle = plan.learningRate === null ? null : obstacleIn([plan.learningRate]);
  const optimizer = graph.callOf(graph.calls.find(({ id }) => id === plan.trainOp)?.args[0]);
  const isRateKnown =
    plan.learningRate !== null ? rateObstacle === null : optimizer !== null && !unknown.has(optimizer.id);
  const modelObstacle = plan.loss === null ? (unknown.get(plan.trainOp) ?? null) : obstacleIn([plan.loss]);
  const unfed = plan.loss === null ? [] : unfedPlaceholders(plan, graph);
  const isModelKnown =
    plan.loss !== null &&
    modelObstacle === null &&
    (plan.runs.length > 0 ? unfed.length === 0 : noPlaceholders(plan, graph));
  if (isRateKnown && isModelKnown && plan.iterations > 0) return plan;

  if (!isRateKnown)
    name(
      'learning rate',
      rateObstacle ?? (optimizer === null ? null : (unknown.get(optimizer.id) ?? null)),
      'the learning rate is not known',
      '0.1',
    );
  if (!isModelKnown)
    name(
      'loss',
      modelObstacle,
      unfed.length > 0 ? 'what is fed to the loss is not known' : 'the loss is not known',
      '(w - 1)² of one variable w that starts at 0',
    );
  if (plan.iterations === 0)
    name('iterations', null, 'no loop that runs this train op was found', `${standInIterations} iterations`);
  return rebuild(plan, graph, { isRateKnown, isModelKnown }, unresolved);
}

function unfedPlaceholders(plan: TrainingPlan, graph: CallGraph): GraphCall[] {
  const needed = graph.ancestors([plan.loss]).filter(({ name }) => name === 'placeholder');
  const isFed = (id: number): boolean =>
    plan.runs.every(
      ({ feeds, trains }) =>
        !trains ||
        feeds.some(
          ({ placeholder, value }) => placeholder.kind === 'call' && placeholder.id === id && value.kind !== 'none',
        ),
    );
  return needed.filter(({ id }) => !isFed(id));
}

function noPlaceholders(plan: TrainingPlan, graph: CallGraph): boolean {
  return graph.ancestors([plan.loss]).every(({ name }) => name !== 'placeholder');
}

function rebuild(
  plan: TrainingPlan,
  graph: CallGraph,
  { isRateKnown, isModelKnown }: { readonly isRateKnown: boolean; readonly isModelKnown: boolean },
  unresolved: readonly Unresolved[],
): TrainingPlan {
  const train = graph.calls.find(({ id }) => id === plan.trainOp);
  const optimizer = graph.callOf(train?.args[0]);
  if (train === undefined || optimizer === null) return { ...plan, unresolved };
  const rate: GraphValue | null = isRateKnown ? plan.learningRate : { kind: 'float', value: 0.1 };
  const madeOptimizer = isRateKnown || rate === null ? optimizer : withRate(optimizer, rate);
  const model = isModelKnown ? null : new StandInModel(graph.calls, train);
  const loss = model === null ? plan.loss : model.loss;
  const step = argument(train, 2, 'global_step');
  const trained: GraphCall =
    model === null
      ? train
      : {
          ...train,
          name: 'Optimizer.minimize',
          args: [{ kind: 'call', id: optimizer.id }, model.loss],
          kwargs: step === null ? {} : { global_step: step },
        };
  const replaced = graph.calls.map((call) =>
    call.id === optimizer.id ? madeOptimizer : call.id === train.id ? trained : call,
  );
  const needed =
    model === null
      ? replaced
      : [
          ...graph.ancestors([rate, plan.globalStep, step]),
          madeOptimizer,
          ...model.calls,
          trained,
          model.initializer,
        ].filter((call, index, all) => all.findIndex(({ id }) => id === call.id) === index);
  const fetch: GraphValue = { kind: 'call', id: train.id };
  const isFresh = model !== null || plan.iterations === 0;
  const iterations = plan.iterations > 0 ? plan.iterations : standInIterations;
  const initializer = model?.initializer ?? null;
  return {
    ...plan,
    calls: needed.map((call) => (call.id === optimizer.id ? madeOptimizer : call)),
    setup:
      initializer === null
        ? plan.setup
        : [{ fetches: [{ kind: 'call', id: initializer.id }], feeds: [], times: 1, trains: false }],
    runs: isFresh ? [{ fetches: [fetch], feeds: [], times: iterations, trains: true }] : plan.runs,
    iterations,
    learningRate: rate,
    loss,
    variables: model === null ? plan.variables : [{ name: 'w (stand-in)', value: model.variable, range: null }],
    unresolved,
  };
}

function withRate(optimizer: GraphCall, rate: GraphValue): GraphCall {
  if ('learning_rate' in optimizer.kwargs)
    return { ...optimizer, kwargs: { ...optimizer.kwargs, learning_rate: rate } };
  return { ...optimizer, args: [rate, ...optimizer.args.slice(1)] };
}

/** The loss (w - 1)^2 of one variable that starts at 0, as recorded calls. */
class StandInModel {
  readonly calls: readonly GraphCall[];
  readonly initializer: GraphCall;
  readonly variable: GraphValue;
  readonly loss: GraphValue;

  constructor(taken: readonly GraphCall[], place: GraphCall) {
    const first = taken.reduce((most, { id }) => Math.max(most, id), 0) + 1;
    const call = (offset: number, name: string, args: readonly GraphValue[]): GraphCall => ({
      id: first + offset,
      name,
      args,
      kwargs: {},
      control: [],
      scope: '',
      range: place.range,
    });
    this.variable = { kind: 'call', id: first };
    this.loss = { kind: 'call', id: first + 2 };
    this.calls = [
      call(0, 'Variable', [{ kind: 'float', value: 0 }]),
      call(1, 'subtract', [this.variable, { kind: 'float', value: 1 }]),
      call(2, 'square', [{ kind: 'call', id: first + 1 }]),
    ];
    this.initializer = call(3, 'global_variables_initializer', []);
  }
}
