import { message } from '../base/message';
import type { Dependent, TrainingCall } from '../analysis/facts/facts';
import { creationEdit, earliestLine } from './create-step';
import type { Edit, Fix } from './finding';

/**
 * A fix that has both the dependents and the call use the graph's own step: made on a line of its own before them where they share a
 * scope, else asked for in each place. Not safe: the graph gains a variable.
 */
export function useGraphStep(
  { call, creation, insertion, stepText }: TrainingCall,
  stuck: readonly Dependent[],
): Fix[] {
  if (creation === null) return [];
  const line = earliestLine([creation.line, ...stuck.map((dependent) => dependent.line)]);
  const step = line === null ? creation.text : 'global_step';
  const edits: Edit[] = line === null ? [] : [creationEdit(line, creation.text)];
  for (const { stepRange } of stuck) {
    if (stepRange === null) return [];
    if (!edits.some(({ range }) => range.start === stepRange.start && range.file === stepRange.file))
      edits.push({ range: stepRange, text: step });
  }
  if (stepText === null) {
    if (insertion === null) return [];
    edits.push({ range: insertion.range, text: `${insertion.needsComma ? ', ' : ''}global_step=${step}` });
  }
  const title =
    line === null
      ? message('Use {0} for schedule and {1}', creation.text, call)
      : message('Create a global step and use it for schedule and {0}', call);
  return [{ title, safe: false, edits }];
}
