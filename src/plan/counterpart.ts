import type { GraphCall, GraphValue } from '../base/graph-call';
import { argumentNamed, movesOf } from '../frameworks/tensorflow1/recorded';
import { CallGraph } from './call-graph';
import { runsIn } from './plan-steps';
import type { PlannedRun, TrainingPlan } from './training-plan';

/** Place of the step among the arguments of `minimize` and `apply_gradients`; the receiver is at 0. */
const stepAt = 2;

/** The program as written beside its counterpart: the same program with one thing changed in how its step is counted. */
export function pairOf(plan: TrainingPlan): readonly [PlannedRun, PlannedRun] {
  const own = ownMoves(plan);
  const argument = (passes: boolean): string => (passes ? 'with global_step' : 'without global_step');
  const written =
    own.length === 0 ? argument(plan.passesGlobalStep) : `${argument(plan.passesGlobalStep)}, moved by hand`;
  const other = counterpart(plan);
  const label =
    own.length === 0 ? argument(other.passesGlobalStep) : `${argument(plan.passesGlobalStep)}, not moved by hand`;
  return [
    { id: 'as-written', variant: 'as-written', label: `as written: ${written}`, plan },
    { id: 'counterpart', variant: 'counterpart', label, plan: other },
  ];
}

/**
 * The same plan with its own increments of the step undone, where it has some: counted twice becomes once, counted by hand not at all.
 * Else with the step's argument removed, or added where there is none: the step that is read, else the graph's own.
 */
export function counterpart(plan: TrainingPlan): TrainingPlan {
  const train = plan.calls.find(({ id }) => id === plan.trainOp);
  if (train === undefined) return plan;
  const own = new Set(ownMoves(plan));
  if (own.size > 0) return { ...plan, calls: plan.calls.map((call) => (own.has(call) ? unmoved(call) : call)) };
  if (plan.passesGlobalStep)
    return {
      ...plan,
      calls: plan.calls.map((call) => (call === train ? withoutStep(call) : call)),
      passesGlobalStep: false,
    };
  const read = plan.calls.find(({ id }) => plan.globalStep?.kind === 'call' && plan.globalStep.id === id);
  if (plan.globalStep !== null && read !== undefined && read.name !== 'placeholder') {
    return { ...withStep(plan, train, plan.globalStep), passesGlobalStep: true };
  }
  const id = plan.calls.reduce((most, call) => Math.max(most, call.id), 0) + 1;
  const made: GraphCall = {
    id,
    name: 'train.get_or_create_global_step',
    args: [],
    kwargs: {},
    control: [],
    scope: '',
    range: null,
  };
  const step: GraphValue = { kind: 'call', id };
  const before = plan.calls.indexOf(train);
  const calls = [...plan.calls.slice(0, before), made, ...plan.calls.slice(before)];
  return { ...withStep({ ...plan, calls }, train, step), globalStep: plan.globalStep ?? step, passesGlobalStep: true };
}

/** The assignments to the step that the training's own runs make. */
function ownMoves({ calls, runs, globalStep }: TrainingPlan): GraphCall[] {
  if (globalStep?.kind !== 'call') return [];
  const ran = new CallGraph(calls).ancestors([...runsIn(runs)].flatMap(({ fetches }) => fetches));
  return ran.filter((call) => {
    const target = call.args[0] ?? argumentNamed(call, 'ref');
    return movesOf(call) !== null && target?.kind === 'call' && target.id === globalStep.id;
  });
}

/** The call without what it does: whoever is ordered after it still is, and reads the step as it stands. */
function unmoved(call: GraphCall): GraphCall {
  const [step = call.kwargs['ref'] ?? { kind: 'none' }] = call.args;
  return { ...call, name: 'identity', args: [step], kwargs: {} };
}

function withStep(plan: TrainingPlan, train: GraphCall, step: GraphValue): TrainingPlan {
  const args = train.args.slice(0, stepAt);
  const trained: GraphCall = {
    ...train,
    args: [...args, ...train.args.slice(stepAt)],
    kwargs: { ...train.kwargs, global_step: step },
  };
  // A positional None stands where the step belongs.
  const [none] = trained.args.slice(stepAt);
  const fitted = none === undefined ? trained : { ...train, args: [...args, step, ...train.args.slice(stepAt + 1)] };
  return { ...plan, calls: plan.calls.map((call) => (call === train ? fitted : call)) };
}

function withoutStep(train: GraphCall): GraphCall {
  const args = train.args.map((value, index): GraphValue => (index === stepAt ? { kind: 'none' } : value));
  const kwargs = Object.fromEntries(Object.entries(train.kwargs).filter(([name]) => name !== 'global_step'));
  return { ...train, args, kwargs };
}
