import { message } from '../../base/message';
import type { Finding } from '../finding';
import type { Rule } from '../rule';

/** An operation that each pass of a loop makes anew. */
export const stepAssignInLoop: Rule = {
  id: 'step-assign-in-loop',
  severity: 'warning',
  check: ({ slips }) =>
    slips.flatMap(({ kind, range, name, stepText }): Finding[] => {
      if (kind !== 'assign-in-loop') return [];
      return [
        {
          rule: stepAssignInLoop.id,
          severity: stepAssignInLoop.severity,
          range,
          message: message(
            'Each pass of the loop adds another {0} of {1} to the graph, which slows down: create the operation once, before the loop.',
            name,
            stepText,
          ),
          related: [],
          fixes: [],
        },
      ];
    }),
};
