import { message } from '../base/message';
import type { Dependent, TrainingCall } from '../analysis/facts/facts';
import { creationEdit } from './create-step';
import type { Fix } from './finding';

/** Fixes that hand a call the step that its dependents read: one for each variable that fits, the first preferred. */
export function passStep(
  { insertion, visibleNames, creation, call }: TrainingCall,
  stuck: readonly Dependent[],
): Fix[] {
  if (insertion === null) return [];
  const names = new Set(
    stuck.flatMap(({ step }) => (step.kind === 'variable' ? (visibleNames.get(step.variable.id) ?? []) : [])),
  );
  const isGraphs = stuck.some(
    ({ step, role }) => step.kind === 'variable' && step.variable.name === 'the global step' && role !== 'schedule',
  );
  const comma = insertion.needsComma ? ', ' : '';
  if (names.size === 0 && isGraphs && creation !== null && creation.line !== null) {
    return [
      {
        title: message('Create a global step and pass it'),
        safe: false,
        edits: [
          creationEdit(creation.line, creation.text),
          { range: insertion.range, text: `${comma}global_step=global_step` },
        ],
      },
    ];
  }
  if (names.size === 0 && isGraphs && creation !== null) names.add(creation.text);
  return [...names].map((name) => ({
    title: message('Pass {0}', `global_step=${name}`),
    // Where several would do, or a variable is made, it is for the author to say which is meant.
    safe: names.size === 1 && !name.endsWith(')') && call !== 'create_train_op',
    edits: [{ range: insertion.range, text: `${comma}global_step=${name}` }],
  }));
}
