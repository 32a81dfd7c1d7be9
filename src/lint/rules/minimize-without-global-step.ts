import { message } from '../../base/message';
import { placeKey } from '../../base/source-range';
import type { Dependent, TrainingCall } from '../../analysis/facts/facts';
import { causeAndWorst, relatedTo, stuckStep, worstOf } from '../consequence';
import type { Finding, Fix } from '../finding';
import { passStep } from '../pass-step';
import type { Rule } from '../rule';

/** A step that something depends on, and that no call moves. */
export const minimizeWithoutGlobalStep: Rule = {
  id: 'minimize-without-global-step',
  severity: 'warning',
  check: ({ calls }) => calls.flatMap((call) => findingsOf(call, calls)),
};

function findingsOf(call: TrainingCall, calls: readonly TrainingCall[]): Finding[] {
  const isIdle = call.passes === 'nothing' || (call.passes === 'none' && call.call !== 'create_train_op');
  if (!isIdle && !call.isIgnored) return [];
  const stuck = call.stuck.filter(isVariable);
  const worst = worstOf(stuck);
  if (worst === null) return [];
  const cause = call.isIgnored
    ? message(
        '{0}.apply_gradients() does not increment the step that it is passed',
        call.optimizer ?? message('The optimizer'),
      )
    : message('{0}() is not passed {1}', call.call, stuckStep(worst));
  return [
    {
      rule: minimizeWithoutGlobalStep.id,
      severity: minimizeWithoutGlobalStep.severity,
      range: call.range,
      message: causeAndWorst(cause, stuck),
      related: relatedTo(stuck),
      fixes: call.isIgnored ? [] : chosenByAuthor(passStep(call, stuck), stuck, call, calls),
    },
  ];
}

function isVariable({ step }: Dependent): boolean {
  return step.kind === 'variable';
}

/** Where several calls wait for one step, one of them is to count it: which one is for the author to say. */
function chosenByAuthor(
  fixes: readonly Fix[],
  stuck: readonly Dependent[],
  call: TrainingCall,
  calls: readonly TrainingCall[],
): readonly Fix[] {
  const steps = new Set(stuck.map(stepOf));
  const rivals = calls.filter((other) => other.stuck.some((one) => isVariable(one) && steps.has(stepOf(one))));
  if (rivals.every((other) => other === call)) return fixes;
  const choice = [...steps].sort().join(' ');
  return fixes.map((fix) => ({ ...fix, safe: false, choice }));
}

/** Where the variable is made that something reads. */
function stepOf({ step }: Dependent): string {
  return step.kind === 'variable' || step.kind === 'anonymous' ? placeKey(step.variable.range) : step.kind;
}
