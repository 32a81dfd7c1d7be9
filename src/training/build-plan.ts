import type { SourceRange } from '../base/source-range';
import { CallGraph } from '../plan/call-graph';
import { standInPlan } from '../plan/stand-in';
import type { TrainingPlan, Unresolved } from '../plan/training-plan';
import { type BuiltGraph, buildGraph } from '../tf1/build-graph';
import { failureText } from './plan-failure';
import { TrainingError } from './training-error';

/**
 * The plan's graph. A function that is not re-created here takes the model's place by the stand-in, and is named; a call at which
 * TensorFlow itself would raise is an error with its line, unless lengths stand in: then they may be why.
 */
export function buildPlan(plan: TrainingPlan): {
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
  const failures = built.failures.filter(({ id, isOfMemory }) => needed.has(id) || isOfMemory);
  const [first] = failures;
  if (first === undefined) return { plan, built, unresolved: [] };
  const placeOf = (id: number): SourceRange | null => plan.calls.find((call) => call.id === id)?.range ?? null;
  if (!first.isMissing && plan.hasUsualLength !== true)
    throw new TrainingError(failureText(first), placeOf(first.id) ?? plan.call);
  const unknown = new Map(failures.map(({ id, said }) => [id, { why: said, range: placeOf(id) }]));
  const usable = standInPlan(plan, new CallGraph(plan.calls), unknown);
  const rebuilt = buildGraph(usable.calls, usable.seed);
  const remaining = rebuilt.failures.find(({ id }) => usable.calls.some((call) => call.id === id));
  if (usable === plan || remaining !== undefined)
    throw new TrainingError(failureText(first), placeOf(first.id) ?? plan.call);
  return { plan: usable, built: rebuilt, unresolved: usable.unresolved.slice(plan.unresolved.length) };
}
