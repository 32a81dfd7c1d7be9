import type { GraphCall, GraphValue } from '../base/graph-call';
import type { PlannedRun, TrainingPlan } from './training-plan';

/** Place of the step among the arguments of `minimize` and `apply_gradients`; the receiver is at 0. */
const stepAt = 2;

/** The program as written beside its counterpart: the same program with the step's argument added or removed. */
export function pairOf(plan: TrainingPlan): readonly [PlannedRun, PlannedRun] {
  const label = (passes: boolean): string => (passes ? 'with global_step' : 'without global_step');
  const other = counterpart(plan);
  return [
    { id: 'as-written', variant: 'as-written', label: `as written: ${label(plan.passesGlobalStep)}`, plan },
    { id: 'counterpart', variant: 'counterpart', label: label(other.passesGlobalStep), plan: other },
  ];
}

/** The same plan with the step's argument removed, or added where there is none: the step that is read, else the graph's own. */
export function counterpart(plan: TrainingPlan): TrainingPlan {
  const train = plan.calls.find(({ id }) => id === plan.trainOp);
  if (train === undefined) return plan;
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
