import { message } from '../../base/message';
import type { TrainingCall } from '../../analysis/facts/facts';
import { causeAndWorst, nameOf, readerText, relatedTo, stuckStep, worstOf } from '../consequence';
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
  const worst = worstOf(stuck);
  if (worst === null) return [];
  const cause = message(
    '{0}() is passed {1}, but {2} reads {3}',
    call.call,
    call.stepText ?? nameOf(step),
    readerText(worst),
    stuckStep(worst),
  );
  return [
    {
      rule: otherGlobalStep.id,
      severity: otherGlobalStep.severity,
      range: call.range,
      message: causeAndWorst(cause, stuck),
      related: relatedTo(stuck),
      fixes: fixesOf(call, stuck),
    },
  ];
}

function fixesOf({ stepRange, visibleNames, isPositional }: TrainingCall, stuck: TrainingCall['stuck']): Fix[] {
  if (stepRange === null) return [];
  const names = new Set(
    stuck.flatMap(({ step }) => (step.kind === 'variable' ? (visibleNames.get(step.variable.id) ?? []) : [])),
  );
  return [...names].map((name) => ({
    title: message('Pass {0}', isPositional ? name : `global_step=${name}`),
    safe: false,
    edits: [{ range: stepRange, text: name }],
  }));
}
