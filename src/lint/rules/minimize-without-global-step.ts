import { message } from '../../base/message';
import type { Dependent, TrainingCall } from '../../analysis/facts/facts';
import { consequencesOf, relatedTo } from '../consequence';
import type { Finding } from '../finding';
import { passStep } from '../pass-step';
import type { Rule } from '../rule';

/** A step that something depends on, and that no call moves. */
export const minimizeWithoutGlobalStep: Rule = {
  id: 'minimize-without-global-step',
  summary: message('A training call is handed no global step, and something depends on one that nothing moves.'),
  severity: 'warning',
  check: (facts) => facts.calls.flatMap(findingsOf),
};

function findingsOf(call: TrainingCall): Finding[] {
  const isIdle = call.passes === 'nothing' || (call.passes === 'none' && call.call !== 'create_train_op');
  if (!isIdle && !call.isIgnored) return [];
  const stuck = call.stuck.filter(isVariable);
  if (stuck.length === 0) return [];
  const outcome = consequencesOf(stuck, call.range);
  return [
    {
      rule: minimizeWithoutGlobalStep.id,
      severity: minimizeWithoutGlobalStep.severity,
      range: call.range,
      message: call.isIgnored
        ? message(
            '{0}.apply_gradients takes the global step and does not count it. {1}.',
            call.optimizer ?? message('The optimizer'),
            outcome,
          )
        : message('{0} is not handed a global step. {1}.', call.call, outcome),
      related: relatedTo(stuck),
      fixes: call.isIgnored ? [] : passStep(call, stuck),
    },
  ];
}

function isVariable({ step }: Dependent): boolean {
  return step.kind === 'variable';
}
