import { placeKey } from '../base/source-range';
import type { GraphCall, GraphValue } from '../base/graph-call';
import type { CaseKind, StepCase, StepMover, StepReader } from '../case/step-case';
import { argumentNamed, isSource, meaningOfCall, movesOf } from '../frameworks/tensorflow1/recorded';
import { StepFlow } from './step-flow';
import type { TrainingPlan } from './training-plan';

/** The case of a plan's training call: who moves the count that is read, who reads it, and what that comes to. */
export function caseOf(plan: TrainingPlan, flow = new StepFlow(plan)): StepCase {
  const step = countOf(flow, plan.globalStep);
  const movers = step === null ? [] : moversOf(flow, step, plan);
  const readers = step === null ? [] : readersOf(flow, step, plan.readersInModel ?? []);
  return { kind: kindOf(flow, step, movers, readers), movers, readers };
}

/** The count that matters: the one that is read; where nothing reads one, the one that is passed or the graph's. */
export function countOf({ read, passed }: StepFlow, globalStep: GraphValue | null): GraphValue | null {
  for (const value of [read, passed, globalStep]) if (value?.kind === 'call') return value;
  return null;
}

function kindOf(
  flow: StepFlow,
  step: GraphValue | null,
  movers: readonly StepMover[],
  readers: readonly StepReader[],
): CaseKind {
  const { read, passed } = flow;
  if (isNumber(passed) || isNumber(read)) return 'not-a-variable';
  if (movers.some(({ by }) => by === 'feed')) return 'fed';
  const others = movers.some(({ by }) => by !== 'train-op');
  const isOther = passed !== null && read !== null && !flow.isSame(passed, read) && isMade(flow, passed);
  if (isOther) return others ? 'counted-elsewhere' : 'other-step';
  if (passed !== null) return others ? 'counted-twice' : 'passed';
  if (others) return 'counted-elsewhere';
  return step !== null && readers.length > 0 ? 'missing' : 'no-reader';
}

function isNumber(value: GraphValue | null): boolean {
  return value?.kind === 'int' || value?.kind === 'float';
}

/** Whether a value is a variable's or a step's own, not computed from one. */
function isMade({ graph }: StepFlow, value: GraphValue): boolean {
  const call = graph.callOf(value);
  return call !== null && isSource(call);
}

function moversOf(flow: StepFlow, step: GraphValue, { iterations, trainOp }: TrainingPlan): StepMover[] {
  const made = flow.graph.callOf(step);
  if (made !== null && meaningOfCall(made, 'placeholder') !== null)
    return [{ calls: [made.id], by: 'feed', range: made.range, perIteration: 1, adds: null }];
  const calls = flow.moversOf(step);
  const initialized = flow.timesInitialized(step);
  const initializing: StepMover[] =
    initialized === 0
      ? []
      : [
          {
            calls: [],
            by: 'initializer',
            range: made?.called ?? made?.range ?? null,
            perIteration: iterations === 0 ? 1 : initialized / iterations,
            adds: null,
          },
        ];
  if (calls.length === 0) return initializing;
  const times = flow.timesRun();
  // A call that a loop makes anew in each turn is one place that moves the step in each.
  const byPlace = new Map<string, GraphCall[]>();
  for (const call of calls) {
    const key = call.range === null ? `${call.id}` : `${call.name}:${placeKey(call.range)}`;
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, [call]);
    else known.push(call);
  }
  const moving = [...byPlace.values()].flatMap((made): StepMover[] => {
    const [call] = made;
    if (call === undefined) return [];
    const isTraining = meaningOfCall(call, 'training') !== null;
    const runs = made.reduce((sum, { id }) => sum + (times.get(id) ?? 0), 0);
    return [
      {
        calls: made.map(({ id }) => id),
        by: made.some(({ id }) => id === trainOp) ? 'train-op' : isTraining ? 'other-train-op' : 'assignment',
        range: call.called ?? call.range,
        perIteration: iterations === 0 ? 1 : runs / iterations,
        adds: isTraining ? 1 : addsOf(flow, call),
      },
    ];
  });
  return [...moving, ...initializing];
}

/** What an assignment adds to its variable: `assign_add(step, 2)`, `assign(step, step + 1)`. Null where that is not a known number. */
function addsOf({ graph }: StepFlow, call: GraphCall): number | null {
  const value = argumentNamed(call, 'value') ?? argumentNamed(call, 'delta') ?? call.args[1] ?? null;
  switch (movesOf(call)) {
    case 'adds':
      return numberOf(value);
    case 'subtracts': {
      const by = numberOf(value);
      return by === null ? null : -by;
    }
    default: {
      const sum = graph.callOf(value);
      if (sum?.name !== 'add') return null;
      const [a = null, b = null] = sum.args;
      const [target = null] = call.args;
      const isTarget = (one: GraphValue | null): boolean =>
        one?.kind === 'call' && target?.kind === 'call' && one.id === target.id;
      return isTarget(a) ? numberOf(b) : isTarget(b) ? numberOf(a) : null;
    }
  }
}

function numberOf(value: GraphValue | null): number | null {
  return value?.kind === 'int' || value?.kind === 'float' ? value.value : null;
}

/** What reads the count that matters, other than by printing it; nothing where there is no count. */
export function readersIn(flow: StepFlow, globalStep: GraphValue | null): StepReader[] {
  const step = countOf(flow, globalStep);
  if (step === null) return [];
  return flow.readersOf(step).map(({ kind, call }): StepReader => ({ kind, range: call.called ?? call.range }));
}

/** The readers in the plan, and those in the model that a stand-in is trained in place of. */
function readersOf(flow: StepFlow, step: GraphValue, inModel: readonly StepReader[]): StepReader[] {
  const keyOf = ({ kind, range }: StepReader): string => `${kind} ${range === null ? '' : placeKey(range)}`;
  const own = readersIn(flow, step);
  const known = new Set(own.map(keyOf));
  const readers = [...own, ...inModel.filter((reader) => !known.has(keyOf(reader)))];
  return flow.isFetched(step) ? [...readers, { kind: 'Session.run', range: null }] : readers;
}
