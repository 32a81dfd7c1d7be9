// The case of a plan's training call: who moves the count that is read, who reads it, and what that comes to.
import { grouped } from '../base/grouped';
import { placeKey } from '../base/source-range';
import type { GraphCall, GraphValue } from '../base/graph-call';
import type { CaseKind, NamedPlace, StepCase, StepMover, StepReader } from '../case/step-case';
import { argumentNamed, isSource, meaningOfCall, movesOf } from '../frameworks/tensorflow1/recorded';
import { firstStepOf } from './first-step';
import { readersIn } from './plan-readers';
import { countOf, StepFlow, writtenName } from './step-flow';
import type { TrainingPlan } from './training-plan';

/** The case of a plan's training call: who moves the count that is read, who reads it, and what that comes to. */
export function caseOf(plan: TrainingPlan, flow = new StepFlow(plan)): StepCase {
  const step = countOf(flow, plan.globalStep);
  const movers = step === null ? [] : moversOf(flow, step, plan);
  const readers = readersOf(flow, step, plan);
  const { train, passed } = flow;
  const made = flow.graph.callOf(step);
  return {
    kind: kindOf(flow, movers, readers),
    movers,
    readers,
    call: {
      name: train === null ? 'minimize' : writtenName(train),
      range: plan.call,
      makesTrainOp: train?.madeBy !== undefined,
    },
    step: step === null ? null : { ...placeOf(made, plan), start: firstStepOf(flow.graph, step) },
    passed: passed === null ? null : placeOf(flow.graph.callOf(passed), plan),
    number: numberIn(flow),
  };
}

/** A call by the name that the program gives to what it returns. */
function placeOf(call: GraphCall | null, { names }: TrainingPlan): NamedPlace {
  return call === null ? { name: null, range: null } : { name: names?.get(call.id) ?? null, range: call.range };
}

/** The number that stands in the place of a step. */
function numberIn({ passed, read }: StepFlow): StepCase['number'] {
  if (isNumber(passed)) return { value: passed.value, by: 'call' };
  return isNumber(read) ? { value: read.value, by: 'reader' } : null;
}

function kindOf(flow: StepFlow, movers: readonly StepMover[], readers: readonly StepReader[]): CaseKind {
  const { read, passed } = flow;
  if (isNumber(passed) || isNumber(read)) return 'not-a-variable';
  if (movers.some(({ by }) => by === 'feed')) return 'fed';
  const others = movers.some(({ by }) => by !== 'train-op');
  const isOther = passed !== null && read !== null && !flow.isSame(passed, read) && isMade(flow, passed);
  if (isOther) return others ? 'counted-elsewhere' : 'other-step';
  if (passed !== null) return others ? 'counted-twice' : 'passed';
  if (others) return 'counted-elsewhere';
  return readers.length > 0 ? 'missing' : 'no-reader';
}

function isNumber(value: GraphValue | null): value is GraphValue & { readonly kind: 'int' | 'float' } {
  return value?.kind === 'int' || value?.kind === 'float';
}

/** Whether a value is a variable's or a step's own, not computed from one. */
function isMade({ graph }: StepFlow, value: GraphValue): boolean {
  const call = graph.callOf(value);
  return call !== null && isSource(call);
}

/** What changes a count in the training's own runs, a mover for each place of the source. */
export function moversOf(flow: StepFlow, step: GraphValue, { iterations, trainOp }: TrainingPlan): StepMover[] {
  const made = flow.graph.callOf(step);
  if (made !== null && meaningOfCall(made, 'placeholder') !== null)
    return [{ calls: [made.id], by: 'feed', name: 'feed_dict', range: made.range, perIteration: 1, adds: null }];
  const calls = flow.moversOf(step);
  const initialized = flow.timesInitialized(step);
  const initializing: StepMover[] =
    initialized === 0
      ? []
      : [
          {
            calls: [],
            by: 'initializer',
            name: 'initializer',
            range: made?.called ?? made?.range ?? null,
            perIteration: iterations === 0 ? 1 : initialized / iterations,
            adds: null,
          },
        ];
  if (calls.length === 0) return initializing;
  const times = flow.timesRun();
  // A call that a loop makes anew in each turn is one place that moves the step in each.
  const byPlace = grouped(calls, ({ id, name, range }) => (range === null ? `${id}` : `${name}:${placeKey(range)}`));
  const moving = [...byPlace.values()].map((made): StepMover => {
    const [call] = made;
    const isTraining = meaningOfCall(call, 'training') !== null;
    const runs = made.reduce((sum, { id }) => sum + (times.get(id) ?? 0), 0);
    return {
      calls: made.map(({ id }) => id),
      by: made.some(({ id }) => id === trainOp) ? 'train-op' : isTraining ? 'other-train-op' : 'assignment',
      name: writtenName(call),
      range: call.called ?? call.range,
      perIteration: iterations === 0 ? 1 : runs / iterations,
      adds: isTraining ? 1 : addsOf(flow, call),
    };
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

/** The readers in the plan, those in the model that a stand-in is trained in place of, and those outside of the graph. */
function readersOf(flow: StepFlow, step: GraphValue | null, plan: TrainingPlan): StepReader[] {
  const { readersInModel = [], readersBeside = [] } = plan;
  const keyOf = ({ kind, range }: StepReader): string =>
    `${kind} ${range?.file ?? ''} ${range?.cell ?? ''} ${range?.line ?? ''}`;
  const readers = readersIn(flow, plan);
  const known = new Set(readers.map(keyOf));
  for (const reader of [...(step === null ? [] : readersInModel), ...readersBeside])
    if (!known.has(keyOf(reader))) {
      known.add(keyOf(reader));
      readers.push(reader);
    }
  if (step === null || !flow.isFetched(step) || readers.some(({ role }) => role === 'session')) return readers;
  return [...readers, { kind: 'Session.run', role: 'session', range: null, atStart: null, atEnd: null }];
}
