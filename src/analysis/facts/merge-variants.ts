import type { Consumers } from '../walk/consumers';
import type { Training } from './events';
import type { TrainingCall } from './facts';
import { uniqueDependents } from './unique-dependents';

/** Of the contexts in which the walk met a call, those that tell how it counts: where its op is run, else where the program comes. */
export function telling(all: readonly Training[], consumers: Consumers): readonly Training[] {
  const reached = all.filter(({ mode }) => mode === 'called');
  // A graph that is built and not trained tells nothing of how the trained one counts.
  const run = reached.filter((training) => consumers.runs(training));
  return [run, reached].find(({ length }) => length > 0) ?? all;
}

/** The gravest of a call's variants, with what any of them is about. */
export function mergeVariants(variants: readonly TrainingCall[]): TrainingCall {
  const gravest = [...variants].sort((a, b) => weightOf(b) - weightOf(a))[0];
  if (gravest === undefined) throw new Error('a call without a variant');
  const dependents = uniqueDependents(variants.flatMap((variant) => variant.dependents));
  const movers = variants.flatMap(({ movedElsewhere }) => (movedElsewhere === null ? [] : [movedElsewhere]));
  return { ...gravest, dependents, movedElsewhere: movers[0] ?? null, plannedSteps: longest(variants) };
}

/** How many steps the longest of a call's trainings makes: a schedule that one of them sees the end of does its work. */
function longest(variants: readonly TrainingCall[]): TrainingCall['plannedSteps'] {
  let most = 0;
  for (const { plannedSteps } of variants) {
    if (plannedSteps === null) return null;
    most = Math.max(most, plannedSteps);
  }
  return most;
}

function weightOf({ stuck, doubled, passes, isReached }: TrainingCall): number {
  return (
    (stuck.length > 0 ? 8 : 0) + (doubled.length > 0 ? 4 : 0) + (passes === 'nothing' ? 1 : 0) + (isReached ? 2 : 0)
  );
}
