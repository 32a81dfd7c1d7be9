import { byGravity } from './consequence';
import type { CaseKind, StepCase, StepReader, StepRole } from './step-case';

const waiting: ReadonlySet<StepRole> = new Set(['loop', 'stop', 'train-loop', 'estimator']);

/** Whether a reader waits for the step to grow: where it does not, the training never ends. */
export function waitsForStep(role: StepRole): boolean {
  return waiting.has(role);
}

/** Whether a program counts its step, so that its counterpart does not. */
export function isCounting(kind: CaseKind): boolean {
  return kind === 'passed' || kind === 'counted-elsewhere';
}

/** What waits for the step first; null where nothing does. */
export function waiterOf({ readers }: StepCase): StepReader | null {
  return byGravity(readers).find(({ role }) => waitsForStep(role)) ?? null;
}
