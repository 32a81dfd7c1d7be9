import type { Dependent, TrainingCall } from '../analysis/facts';
import type { Edit, Fix } from './finding';

/** A fix that has both the dependents and the call use the graph's own step. Not safe: the graph gains a variable. */
export function useGraphStep({ creation, insertion, stepText }: TrainingCall, stuck: readonly Dependent[]): Fix[] {
  if (creation === null) return [];
  const edits: Edit[] = [];
  for (const { stepRange } of stuck) {
    if (stepRange === null) return [];
    if (!edits.some(({ range }) => range.start === stepRange.start))
      edits.push({ range: stepRange, text: creation.text });
  }
  if (stepText === null) {
    if (insertion === null) return [];
    edits.push({ range: insertion.range, text: `${insertion.needsComma ? ', ' : ''}global_step=${creation.text}` });
  }
  return [{ title: `Use ${creation.text} in both`, safe: false, edits }];
}
