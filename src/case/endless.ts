import { byGravity } from './consequence';
import type { StepCase, StepReader, StepRole } from './step-case';

const waiting: ReadonlySet<StepRole> = new Set(['loop', 'stop', 'train-loop', 'estimator']);

/** Whether a reader waits for the step to grow: where it does not, the training never ends. */
export function waitsForStep(role: StepRole): boolean {
  return waiting.has(role);
}

/** What waits for the step of a program that counts it, and would wait for ever without; null where nothing does. */
export function waiterOf({ kind, readers }: StepCase): StepReader | null {
  if (kind !== 'passed' && kind !== 'counted-elsewhere') return null;
  return byGravity(readers).find(({ role }) => waitsForStep(role)) ?? null;
}

/** Whether a program that counts its step would never end without. */
export function isEndlessWithout(stepCase: StepCase): boolean {
  return waiterOf(stepCase) !== null;
}
