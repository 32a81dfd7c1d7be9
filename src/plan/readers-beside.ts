import type { Message } from '../base/message';
import { placeKey, type SourceRange } from '../base/source-range';
import type { StepReader, StepRole } from '../case/step-case';
import type { TrainingPlan } from './training-plan';

/** A training call, with all that reads its step. */
export interface CallReaders {
  readonly range: SourceRange;
  readonly dependents: readonly StepReader[];
  /** What a fix of the call does; null where there is none. */
  readonly fix: Message | null;
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

/** Plans with what the check of the program found of their call: what reads the step outside of the graph, and a fix. */
export function withReadersBeside(plans: readonly TrainingPlan[], calls: readonly CallReaders[]): TrainingPlan[] {
  const byCall = new Map(calls.map((call) => [placeKey(call.range), call]));
  return plans.map((plan) => {
    const { dependents = [], fix = null } = byCall.get(placeKey(plan.call)) ?? {};
    const readers = dependents.filter(({ role }) => !inGraph.has(role)).map(plainReader);
    return { ...plan, ...(readers.length === 0 ? {} : { readersBeside: readers }), ...(fix === null ? {} : { fix }) };
  });
}

function plainReader({ kind, role, range, atStart, atEnd, every = null }: StepReader): StepReader {
  return { kind, role, range, atStart, atEnd, every };
}
