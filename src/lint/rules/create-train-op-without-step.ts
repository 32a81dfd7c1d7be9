import { message } from '../../base/message';
import type { TrainingCall } from '../../analysis/facts/facts';
import { consequencesOf, relatedTo } from '../consequence';
import type { Finding } from '../finding';
import type { Rule } from '../rule';

/** `create_train_op` counts by itself, unless it is told not to. */
export const createTrainOpWithoutStep: Rule = {
  id: 'create-train-op-without-step',
  severity: 'warning',
  check: ({ calls }) => calls.flatMap(findingsOf),
};

function findingsOf({ call, passes, stuck, range, removal }: TrainingCall): Finding[] {
  if (call !== 'create_train_op' || passes !== 'none') return [];
  return [
    {
      rule: createTrainOpWithoutStep.id,
      severity: stuck.length === 0 ? 'info' : 'warning',
      range,
      message:
        stuck.length === 0
          ? message(
              'create_train_op is passed None as its global step: unlike the default, that counts nothing. Nothing here reads one.',
            )
          : message(
              'create_train_op is passed None as its global step: unlike the default, that counts nothing. {0}.',
              consequencesOf(stuck, range),
            ),
      related: relatedTo(stuck),
      fixes:
        removal === null
          ? []
          : [
              {
                title: message('Let create_train_op count the graph’s own step'),
                safe: false,
                edits: [{ range: removal, text: '' }],
              },
            ],
    },
  ];
}
