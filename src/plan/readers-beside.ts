import { placeKey, type SourceRange } from '../base/source-range';
import type { StepReader, StepRole } from '../case/step-case';
import type { TrainingPlan } from './training-plan';

/** A training call, with all that reads its step. */
export interface CallReaders {
  readonly range: SourceRange;
  readonly dependents: readonly StepReader[];
}

/** Roles of what a plan's own calls tell; the others are Python's: savers, hooks, loops, prints. */
const inGraph: ReadonlySet<StepRole> = new Set([
  'schedule',
  'arithmetic',
  'loss',
  'argument',
  'average',
  'bias-correction',
]);

/** Plans with what reads the step of their call outside of the graph, which the check of the program found. */
export function withReadersBeside(plans: readonly TrainingPlan[], calls: readonly CallReaders[]): TrainingPlan[] {
  const byCall = new Map(calls.map(({ range, dependents }) => [placeKey(range), dependents]));
  return plans.map((plan) => {
    const readers = (byCall.get(placeKey(plan.call)) ?? []).filter(({ role }) => !inGraph.has(role));
    return readers.length === 0 ? plan : { ...plan, readersBeside: readers.map(plainReader) };
  });
}

function plainReader({ kind, role, range, atStart, atEnd }: StepReader): StepReader {
  return { kind, role, range, atStart, atEnd };
}
