import type { GraphCall, GraphValue } from '../base/graph-call';
import { say } from '../base/message';
import { variantThat } from '../case/clock-case';
import { changeOf } from '../case/change';
import { isRight, type StepCase } from '../case/step-case';
import { isCounting, waiterOf } from '../case/endless';
import { roleOf, type Verdict, verdictOf } from '../case/verdict';
import { placeOf } from '../frameworks/signature';
import { countParameter, meaningOfCall, symbolOfCall } from '../frameworks/tensorflow1/recorded';
import { curveOf, numbersOf } from './case-numbers';
import { caseOf } from './case-of';
import { clockPair } from './clocks/clock-pair';
import { countOf, StepFlow } from './step-flow';
import type { PlannedRun, PlanStep, TrainingPlan } from './training-plan';

/** The program as written, with what is said of it, beside its counterpart. */
export type RunPair = readonly [PlannedRun & { readonly verdict: Verdict }, PlannedRun];

/** The program as written beside its counterpart: the same program with one thing changed in how its step is counted. */
export function pairOf(plan: TrainingPlan): RunPair {
  return plan.clock === undefined ? stepPairOf(plan) : clockPair(plan, plan.clock);
}

/** The runs that are worth a look side by side: a program in which nothing reads a step has no second one to be compared with. */
export function runsOf(plan: TrainingPlan): readonly PlannedRun[] {
  const pair = pairOf(plan);
  return pair[0].case.kind === 'no-reader' ? pair.slice(0, 1) : pair;
}

/** The program with its step counted as it should be, or not at all: what a trial of other values trains. */
export function trialOf(plan: TrainingPlan, countsStep: boolean): PlannedRun {
  const pair = stepPairOf(plan);
  const [written, other] = pair;
  const variant = variantThat(countsStep, written.case.kind);
  const run = variant === null ? stepPairOf(other.plan)[1] : (pair.find((one) => one.variant === variant) ?? written);
  return { ...run, id: 'preview', variant: 'preview', label: 'preview' };
}

/** The pair of a program that has a global step. */
export function stepPairOf(plan: TrainingPlan): readonly [RunPair[0] & { readonly case: StepCase }, PlannedRun] {
  const flow = new StepFlow(plan);
  const stepCase = caseOf(plan, flow);
  const changed = counterpart(plan, flow, stepCase);
  const other = isCounting(stepCase.kind) ? uncounted(changed, stepCase) : changed;
  const endsAt = plan.isEndless === true && other.isEndless !== true ? other.iterations : null;
  const curves = [curveOf(plan, flow), curveOf(other)] as const;
  const numbers = { ...numbersOf(plan, flow, ...curves), endsAt, waits: other.isEndless === true };
  const change = changeOf(stepCase, numbers.fed?.first ?? null);
  // Where nothing reads a step the other run is not made.
  const verdict = verdictOf(stepCase, numbers, stepCase.kind === 'no-reader' ? null : change);
  return [
    { id: 'as-written', variant: 'as-written', label: 'as written', plan, case: stepCase, verdict },
    {
      id: 'counterpart',
      variant: 'counterpart',
      label: `${say(roleOf(isRight(stepCase.kind)))}: ${say(change.text)}`,
      plan: other,
      case: stepCase,
      verdict,
    },
  ];
}

/**
 * The same plan with one thing changed. Where the step is wrong, that is mended: passed where it was left out, counted once, the variable
 * that is read. Where it is right it is taken away: not passed, not counted by hand, fed the same number again and again.
 */
function counterpart(plan: TrainingPlan, flow = new StepFlow(plan), stepCase = caseOf(plan, flow)): TrainingPlan {
  const { train } = flow;
  if (train === null) return plan;
  switch (stepCase.kind) {
    case 'counted-twice':
    case 'counted-elsewhere':
      return withoutMovers(plan, flow, stepCase);
    case 'passed':
      return { ...replaceCall(plan, train, withoutStep(train)), passesGlobalStep: false };
    case 'fed':
      return withFirstFeed(plan, countOf(flow, plan.globalStep));
    case 'other-step':
      return flow.read === null ? plan : passing(plan, train, flow.read);
    case 'not-a-variable':
      return withRealStep(plan, train, flow);
    case 'missing':
    case 'no-reader': {
      const step = countOf(flow, plan.globalStep);
      const ending = endingPlan(plan);
      return step === null ? withMadeStep(ending, train, train) : passing(ending, train, step);
    }
  }
}

/** The plan with the runs that it makes where its step is counted, which ends its loop. */
function endingPlan(plan: TrainingPlan): TrainingPlan {
  const { corrected } = plan;
  if (corrected === undefined) return plan;
  return {
    ...plan,
    ...corrected,
    isEndless: false,
    unresolved: plan.unresolved.filter(({ what }) => what.text !== 'iterations'),
  };
}

/** The plan with the runs that it makes where its step is not counted; its loops were recorded with the step as the program counts it. */
function uncounted(plan: TrainingPlan, stepCase: StepCase): TrainingPlan {
  const { uncounted: runs } = plan;
  if (runs === undefined) return plan;
  // Then the check of the program knows what waits for the step.
  if (runs === 'not-read') return waiterOf(stepCase) === null ? plan : { ...plan, isEndless: true };
  return runs === 'endless' ? { ...plan, isEndless: true } : { ...plan, ...runs };
}

/** The plan whose train op is passed a step. */
function passing(plan: TrainingPlan, train: GraphCall, step: GraphValue): TrainingPlan {
  return { ...replaceCall(plan, train, withStep(train, step)), globalStep: step, passesGlobalStep: true };
}

/**
 * A number stands for the step: the variable that is read is passed; the schedule reads the variable that is passed; else both have the graph's
 * own step.
 */
function withRealStep(plan: TrainingPlan, train: GraphCall, flow: StepFlow): TrainingPlan {
  const { read, passed } = flow;
  if (read?.kind === 'call') return passing(plan, train, read);
  const [reader] = read === null ? [] : flow.readersOfNumber(read);
  const count = reader === undefined ? null : countParameter(reader);
  if (reader !== undefined && count !== null && passed?.kind === 'call' && isMadeBefore(plan, passed.id, reader))
    return replaceCall(plan, reader, withArgument(reader, count, passed));
  return withMadeStep(plan, train, reader ?? train);
}

function isMadeBefore({ calls }: TrainingPlan, id: number, call: GraphCall): boolean {
  const made = calls.findIndex((one) => one.id === id);
  return made >= 0 && made < calls.indexOf(call);
}

/** The plan with the graph's own step made before a call, read by that call if it is a schedule, and passed to the train op. */
function withMadeStep(plan: TrainingPlan, train: GraphCall, before: GraphCall): TrainingPlan {
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
  const at = plan.calls.indexOf(before);
  const calls = [...plan.calls.slice(0, at), made, ...plan.calls.slice(at)];
  const count = countParameter(before);
  const reading = count === null ? null : withArgument(before, count, step);
  const read = reading === null ? { ...plan, calls } : replaceCall({ ...plan, calls }, before, reading);
  return passing(read, train, step);
}

/** The plan whose step only the train op moves. */
function withoutMovers(plan: TrainingPlan, flow: StepFlow, { movers }: StepCase): TrainingPlan {
  const extra = new Map(
    movers.flatMap(({ calls, by }) => (by === 'train-op' ? [] : calls.map((id) => [id, by] as const))),
  );
  const calls = plan.calls.map((call) => {
    const by = extra.get(call.id);
    return by === undefined ? call : by === 'assignment' ? unmoved(call) : withoutStep(call);
  });
  const step = countOf(flow, plan.globalStep);
  if (step === null || movers.every(({ by }) => by !== 'initializer')) return { ...plan, calls };
  return { ...plan, calls, runs: withoutInitializer(plan.runs, flow, step) };
}

/** Runs without those that do nothing but initialize a count, and without its initializer among the fetches of others. */
function withoutInitializer(steps: readonly PlanStep[], flow: StepFlow, step: GraphValue): PlanStep[] {
  return steps.flatMap((one): PlanStep[] => {
    if ('steps' in one) return [{ ...one, steps: withoutInitializer(one.steps, flow, step) }];
    if (!('fetches' in one)) return [one];
    const fetches = one.fetches.filter((fetch) => !flow.initializes(fetch, step));
    if (fetches.length === one.fetches.length) return [one];
    return fetches.length === 0 ? [] : [{ ...one, fetches }];
  });
}

/** The plan whose runs feed a placeholder what the first of them feeds it. */
function withFirstFeed(plan: TrainingPlan, placeholder: GraphValue | null): TrainingPlan {
  if (placeholder?.kind !== 'call') return plan;
  let first: GraphValue | null = null;
  const held = (steps: readonly PlanStep[]): PlanStep[] =>
    steps.map((step): PlanStep => {
      if ('steps' in step) return { ...step, steps: held(step.steps) };
      if (!('fetches' in step)) return step;
      const feeds = step.feeds.map((feed) => {
        if (feed.placeholder.kind !== 'call' || feed.placeholder.id !== placeholder.id) return feed;
        first ??= feed.value;
        return { ...feed, value: first };
      });
      return { ...step, feeds };
    });
  return { ...plan, runs: held(plan.runs) };
}

/** An assignment without what it does: whoever is ordered after it still is, and reads the step as it stands. */
function unmoved(call: GraphCall): GraphCall {
  const [step = call.kwargs['ref'] ?? { kind: 'none' }] = call.args;
  return { ...call, name: 'identity', args: [step], kwargs: {} };
}

function replaceCall(plan: TrainingPlan, call: GraphCall, by: GraphCall): TrainingPlan {
  return { ...plan, calls: plan.calls.map((one) => (one.id === call.id ? by : one)) };
}

function withStep(train: GraphCall, step: GraphValue): GraphCall {
  const parameter = meaningOfCall(train, 'training')?.step ?? 'global_step';
  return withArgument(train, parameter, step);
}

function withoutStep(train: GraphCall): GraphCall {
  return withStep(train, { kind: 'none' });
}

/** The call with another argument: in its place where it stands among the positional ones, else by its name. */
function withArgument(call: GraphCall, parameter: string, value: GraphValue): GraphCall {
  const signature = symbolOfCall(call)?.signature ?? null;
  const place = signature === null ? -1 : placeOf(signature, parameter);
  if (place >= 0 && place < call.args.length)
    return { ...call, args: call.args.map((given, index) => (index === place ? value : given)) };
  return { ...call, kwargs: { ...call.kwargs, [parameter]: value } };
}
