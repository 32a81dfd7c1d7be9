// The train ops of a program that runs several: which session run executes which.
import { lastPart } from '../base/last-part';
import { grouped } from '../base/grouped';
import { message, verbatim } from '../base/message';
import { locationOf } from '../protocol/source-location';
import type { TrainOps, TrainOp } from '../protocol/training-messages';
import { CallGraph, descendants } from './call-graph';
import { runsIn } from './plan-steps';
import type { PlanRun, PlanStep, TrainingPlan } from './training-plan';

/** Session runs whose ops are told one by one. */
const mostTold = 120;

/** The train ops that one line makes: a line within a loop makes several. */
interface OpsOfLine {
  readonly plan: TrainingPlan;
  /** Calls that need one of them: to fetch such a call executes it. */
  readonly executing: ReadonlySet<number>;
}

/** A plan without what only its neighbours are told by: to be trained. */
export function withoutOwn(plan: TrainingPlan): TrainingPlan {
  return plan.own === undefined ? plan : { ...plan, own: undefined };
}

/** What the program itself makes and runs, whatever is trained in its place. */
const ownOf = (plan: TrainingPlan): NonNullable<TrainingPlan['own']> => plan.own ?? plan;

/** The train ops that are run beside the shown plan's, in the same graph; null where there are none. */
export function trainOpsOf(plans: readonly TrainingPlan[], shown: TrainingPlan): TrainOps | null {
  const graph = new CallGraph(ownOf(shown).calls);
  const inGraph = plans.filter(
    ({ trainOp, clock }) => clock === undefined && graph.calls.some(({ id }) => id === trainOp),
  );
  const byLine = grouped(inGraph, ({ call: { file, cell, line } }) => `${file}:${cell ?? ''}:${line}`);
  const all = [...byLine.values()].map((made): OpsOfLine => {
    const own = made.includes(shown) ? shown : made[0];
    return { plan: own, executing: new Set(made.flatMap(({ trainOp }) => [...descendants(graph, trainOp)])) };
  });
  const steps = longestOf(inGraph);
  const run = all.filter(({ executing }) => timesOf(steps, (made) => executes(made, executing)) > 0);
  const place = run.findIndex(({ plan }) => plan === shown);
  if (run.length < 2 || place < 0) return null;
  const sets = run.map(({ executing }) => executing);
  return {
    ops: run.map(({ plan, executing }) =>
      viewOf(
        plan,
        timesOf(steps, (made) => executes(made, executing)),
      ),
    ),
    shown: place,
    order: orderOf(steps, sets),
    runs: timesOf(steps, (made) => sets.some((executing) => executes(made, executing))),
  };
}

function viewOf(plan: TrainingPlan, times: number): TrainOp {
  const { call, trainOp, trainOpName } = plan;
  const made = ownOf(plan).calls.find(({ id }) => id === trainOp)?.name ?? 'minimize';
  const name = lastPart(made);
  return {
    label: trainOpName === undefined || trainOpName === null ? message('{0}()', name) : verbatim(trainOpName),
    location: locationOf(call),
    times,
  };
}

/** Each plan knows the program's runs up to its own last iteration: the steps of the one that knows most of them. */
function longestOf(plans: readonly TrainingPlan[]): readonly PlanStep[] {
  const steps = plans.map(ownOf).map(({ setup, runs }) => [...setup, ...runs]);
  return steps.reduce((most, one) => (timesOf(one, isOwn) > timesOf(most, isOwn) ? one : most), []);
}

/** A run that stands in for those of the program has no place in it, and executes nothing. */
function executes(run: PlanRun, executing: ReadonlySet<number>): boolean {
  return (
    isOwn(run) &&
    run.fetches.some((fetch) => fetch.kind === 'call' && fetch.output === undefined && executing.has(fetch.id))
  );
}

function isOwn({ range }: PlanRun): boolean {
  return range !== undefined && range !== null;
}

/** How many session runs of some kind the steps make, at most. */
function timesOf(steps: readonly PlanStep[], counts: (run: PlanRun) => boolean): number {
  return steps.reduce((sum, step) => {
    if ('steps' in step) return sum + step.times * timesOf(step.steps, counts);
    return sum + ('fetches' in step && counts(step) ? step.times : 0);
  }, 0);
}

/** The ops that each of the first session runs executes which execute any. */
function orderOf(steps: readonly PlanStep[], ops: readonly ReadonlySet<number>[]): number[][] {
  const order: number[][] = [];
  // Behind what only the run decides, the order is not known.
  let isKnown = true;
  const take = (some: readonly PlanStep[]): void => {
    // A loop without a run that trains is passed over, however often it is made.
    const trains = [...runsIn(some)].some((run) => ops.some((executing) => executes(run, executing)));
    if (!trains) return;
    for (const step of some) {
      isKnown &&= !('exit' in step) && !('steps' in step && step.when !== undefined);
      if (!isKnown) return;
      if ('steps' in step) for (let time = 0; time < step.times && order.length < mostTold; time++) take(step.steps);
      else if ('fetches' in step) {
        const executed = ops.flatMap((executing, index) => (executes(step, executing) ? [index] : []));
        if (executed.length === 0) continue;
        for (let time = 0; time < step.times && order.length < mostTold; time++) order.push(executed);
      }
    }
  };
  take(steps);
  return order;
}
