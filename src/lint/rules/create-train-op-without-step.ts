import type { TrainingCall } from '../../analysis/facts/facts';
import { consequencesOf, relatedTo } from '../consequence';
import type { Finding } from '../finding';
import type { Rule } from '../rule';

/** `create_train_op` counts by itself, unless it is told not to. */
export const createTrainOpWithoutStep: Rule = {
  id: 'create-train-op-without-step',
  summary: 'create_train_op is handed None as its global step, which switches its counting off.',
  severity: 'warning',
  check: ({ calls }) => calls.flatMap(findingsOf),
};

function findingsOf({ call, passes, stuck, range, removal }: TrainingCall): Finding[] {
  if (call !== 'create_train_op' || passes !== 'none') return [];
  const why = stuck.length === 0 ? 'Nothing here reads one.' : `${consequencesOf(stuck, range)}.`;
  return [
    {
      rule: createTrainOpWithoutStep.id,
      severity: stuck.length === 0 ? 'info' : 'warning',
      range,
      message: `create_train_op is handed None as its global step: unlike the default, that counts nothing. ${why}`,
      related: relatedTo(stuck),
      fixes:
        removal === null
          ? []
          : [
              {
                title: 'Let create_train_op count the graph’s own step',
                safe: false,
                edits: [{ range: removal, text: '' }],
              },
            ],
    },
  ];
}
