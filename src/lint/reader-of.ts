import type { Dependent } from '../analysis/facts/facts';
import type { StepRole } from '../case/step-case';
import type { ReportedReader } from './finding';

/** A dependent as surfaces speak of it. */
export function readerOf(dependent: Dependent, isStuck: boolean): ReportedReader {
  const { kind, range, atStart, every } = dependent;
  return { kind, role: roleOf(dependent), range, atStart, atEnd: null, every, start: startOf(dependent), isStuck };
}

/** What a dependent computes: a rate's own arithmetic, and what goes into the loss or another argument, have roles of their own. */
function roleOf({ role, use }: Dependent): StepRole {
  if (use === 'loss') return 'loss';
  return use === 'other' && (role === 'schedule' || role === 'arithmetic') ? 'argument' : role;
}

/** What a dependent's step starts at; null where that is not known. */
function startOf({ step }: Dependent): number | null {
  if (step.kind === 'number') return step.value;
  return step.kind === 'unknown' ? null : (step.variable.initial ?? 0);
}
