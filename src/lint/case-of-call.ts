// The case of a training call, as far as the source alone tells it.
import type { Dependent, TrainingCall } from '../analysis/facts/facts';
import type { CaseKind } from '../case/step-case';

/** The case that a call is certainly in; null where it is not known what is passed, or what moves the step that is read. */
export function caseOfCall(call: TrainingCall): CaseKind | null {
  const { passes, stuck, doubled, isIgnored, countsByItself } = call;
  if (passes === 'number' || passes === 'constant' || stuck.some(({ step }) => step.kind === 'number'))
    return 'not-a-variable';
  if (doubled.length > 0) return 'counted-twice';
  if (isIgnored) return stuck.length > 0 ? 'missing' : null;
  if (passes === 'none' || (passes === 'nothing' && !countsByItself)) return caseWithoutStep(call);
  if (passes !== 'variable' && !countsByItself) return null;
  if (stuck.some((dependent) => variableOf(dependent) !== call.step?.id)) return 'other-step';
  return call.dependents.some(({ use, step }) => use === 'rate' && step.kind === 'unknown') ? null : 'passed';
}

function caseWithoutStep({ stuck, movedElsewhere, dependents }: TrainingCall): CaseKind | null {
  if (stuck.length > 0) return 'missing';
  if (movedElsewhere !== null) return 'counted-elsewhere';
  return dependents.length === 0 ? 'no-reader' : null;
}

function variableOf({ step }: Dependent): number | null {
  return step.kind === 'variable' || step.kind === 'anonymous' ? step.variable.id : null;
}
