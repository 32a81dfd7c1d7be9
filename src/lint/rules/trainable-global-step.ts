import { message } from '../../base/message';
import { placeKey } from '../../base/source-range';
import type { ProgramFacts, StepVariable } from '../../analysis/facts/facts';
import { nameOf } from '../consequence';
import type { Edit, Finding } from '../finding';
import type { Rule } from '../rule';

/** A counter is nothing to train. */
export const trainableGlobalStep: Rule = {
  id: 'trainable-global-step',
  severity: 'info',
  check: (facts) => [...stepsOf(facts)].flatMap(([step, file]) => (step.range.file === file ? findingsOf(step) : [])),
};

/** Each step that a call is passed as such, once. */
function stepsOf({ calls }: ProgramFacts): Map<StepVariable, string> {
  const steps = new Map<string, [StepVariable, string]>();
  for (const { step, passes, range } of calls)
    if (step !== null && passes === 'variable') steps.set(placeKey(step.range), [step, range.file]);
  return new Map(steps.values());
}

function findingsOf({ trainable, range, name, insertion, trainableRange, type }: StepVariable): Finding[] {
  if (trainable !== true) return [];
  return [
    {
      rule: trainableGlobalStep.id,
      severity: trainableGlobalStep.severity,
      range,
      message:
        type === 'int'
          ? message(
              '{0} is trainable, so moving averages of all trainable variables fail on an integer: create it with trainable=False.',
              nameOf({ name }),
            )
          : message(
              '{0} is trainable, so optimizers look for its gradient: create it with trainable=False.',
              nameOf({ name }),
            ),
      related: [],
      fixes: editOf(insertion, trainableRange).map((edit) => ({
        title: message('Create it with trainable=False'),
        safe: true,
        edits: [edit],
      })),
    },
  ];
}

/** What makes it untrained: a keyword more, or another value of the one that is there. */
function editOf(insertion: StepVariable['insertion'], trainableRange: StepVariable['trainableRange']): Edit[] {
  if (trainableRange !== null) return [{ range: trainableRange, text: 'False' }];
  return insertion === null ? [] : [{ range: insertion, text: ', trainable=False' }];
}
