import type { Dependent } from './facts';
import { placeKey } from '../../base/source-range';

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
