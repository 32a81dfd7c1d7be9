import { message } from '../../base/message';
import type { TrainingCall } from '../../analysis/facts/facts';
import { causeAndWorst, relatedTo } from '../consequence';
import type { Finding } from '../finding';
import type { Rule } from '../rule';

/** `create_train_op` counts by itself, unless it is told not to. */
export const createTrainOpWithoutStep: Rule = {
  id: 'create-train-op-without-step',
  severity: 'warning',
  mildest: 'info',
  check: ({ calls }) => calls.flatMap(findingsOf),
};

function findingsOf({ call, passes, stuck, dependents, movedElsewhere, range, removal }: TrainingCall): Finding[] {
  if (call !== 'create_train_op' || passes !== 'none') return [];
  // A program that counts in another place, or reads a step that may be, has chosen so.
  if (stuck.length === 0 && (dependents.length > 0 || movedElsewhere !== null)) return [];
  return [
    {
      rule: createTrainOpWithoutStep.id,
      severity: stuck.length === 0 ? 'info' : 'warning',
      range,
      message:
        stuck.length === 0
          ? message('create_train_op() is passed global_step=None and counts no steps; nothing here reads one.')
          : causeAndWorst(message('create_train_op() is passed global_step=None and counts no steps'), stuck),
      related: relatedTo(stuck),
      fixes:
        removal === null
          ? []
          : [
              {
                title: message('Remove {0}', 'global_step=None'),
                safe: false,
                edits: [{ range: removal, text: '' }],
              },
            ],
    },
  ];
}
