import { message } from '../../base/message';
import type { Dependent, TrainingCall } from '../../analysis/facts/facts';
import { consequencesOf, relatedTo } from '../consequence';
import type { Finding } from '../finding';
import type { Rule } from '../rule';
import { useGraphStep } from '../use-graph-step';

/** A step that is made inside the call that reads it. */
export const anonymousGlobalStep: Rule = {
  id: 'anonymous-global-step',
  severity: 'warning',
  check: ({ calls }) => calls.flatMap(findingsOf),
};

function findingsOf(call: TrainingCall): Finding[] {
  const stuck = call.stuck.filter(isAnonymous);
  if (stuck.length === 0) return [];
  return [
    {
      rule: anonymousGlobalStep.id,
      severity: anonymousGlobalStep.severity,
      range: call.range,
      message: message(
        'The learning rate of this {0} does not change. {1}.',
        call.call,
        consequencesOf(stuck, call.range),
      ),
      related: relatedTo(stuck),
      fixes: useGraphStep(call, stuck),
    },
  ];
}

function isAnonymous({ step }: Dependent): boolean {
  return step.kind === 'anonymous';
}
