import { message } from '../../base/message';
import type { Dependent, TrainingCall } from '../../analysis/facts/facts';
import { causeAndWorst, readerText, relatedTo, worstOf } from '../consequence';
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
  const worst = worstOf(stuck);
  if (worst === null) return [];
  return [
    {
      rule: anonymousGlobalStep.id,
      severity: anonymousGlobalStep.severity,
      range: call.range,
      message: causeAndWorst(
        message('{0} reads a variable created in its own argument, which is never incremented', readerText(worst)),
        stuck,
      ),
      related: relatedTo(stuck),
      fixes: useGraphStep(call, stuck),
    },
  ];
}

function isAnonymous({ step }: Dependent): boolean {
  return step.kind === 'anonymous';
}
