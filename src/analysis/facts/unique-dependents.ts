import type { Dependent, TrainingCall } from './facts';
import { placeKey } from '../../base/source-range';

export function weightOf({ stuck, doubled, passes, isReached }: TrainingCall): number {
  return (
    (stuck.length > 0 ? 8 : 0) + (doubled.length > 0 ? 4 : 0) + (passes === 'nothing' ? 1 : 0) + (isReached ? 2 : 0)
  );
}

export function uniqueDependents(dependents: readonly Dependent[]): Dependent[] {
  const seen = new Map<string, Dependent>();
  for (const dependent of dependents) {
    const { step, range, kind } = dependent;
    const id = step.kind === 'variable' || step.kind === 'anonymous' ? step.variable.id : 0;
    const key = `${kind}:${placeKey(range)}:${step.kind}:${id}`;
    if (!seen.has(key)) seen.set(key, dependent);
  }
  return [...seen.values()];
}
