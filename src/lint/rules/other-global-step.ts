import { message } from '../../base/message';
import type { TrainingCall } from '../../analysis/facts/facts';
import { consequencesOf, nameOf, relatedTo } from '../consequence';
import type { Finding, Fix } from '../finding';
import type { Rule } from '../rule';

/** The optimizer moves one variable, its schedule reads another. */
export const otherGlobalStep: Rule = {
  id: 'other-global-step',
  severity: 'warning',
  check: ({ calls }) => calls.flatMap(findingsOf),
};

function findingsOf(call: TrainingCall): Finding[] {
  if (call.passes !== 'variable' || call.step === null || call.isIgnored) return [];
  const { step } = call;
  const stuck = call.stuck.filter(
    (dependent) => dependent.step.kind === 'variable' && dependent.step.variable.id !== step.id,
  );
  if (stuck.length === 0) return [];
  return [
    {
      rule: otherGlobalStep.id,
      severity: otherGlobalStep.severity,
      range: call.range,
      message: message(
        '{0} moves {1}, which is another variable. {2}.',
        call.call,
        call.stepText ?? nameOf(step),
        consequencesOf(stuck, call.range),
      ),
      related: relatedTo(stuck),
      fixes: fixesOf(call, stuck),
    },
  ];
}

function fixesOf({ stepRange, visibleNames }: TrainingCall, stuck: TrainingCall['stuck']): Fix[] {
  if (stepRange === null) return [];
  const names = new Set(
    stuck.flatMap(({ step }) => (step.kind === 'variable' ? (visibleNames.get(step.variable.id) ?? []) : [])),
  );
  return [...names].map((name) => ({
    title: message('Pass {0} instead', name),
    safe: false,
    edits: [{ range: stepRange, text: name }],
  }));
}
