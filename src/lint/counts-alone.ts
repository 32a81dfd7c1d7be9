import type { TrainingCall } from '../analysis/facts/facts';

/** Whether nothing else certainly moves a call's step: the steps that its runs make are all steps of the training then. */
export function countsAlone({ step, doubled }: TrainingCall, calls: readonly TrainingCall[]): boolean {
  return step !== null && doubled.length === 0 && calls.filter((other) => other.step?.id === step.id).length === 1;
}
