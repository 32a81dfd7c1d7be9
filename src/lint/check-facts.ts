import type { Dependent, ProgramFacts, TrainingCall } from '../analysis/facts';
import type { CallReport, FileReport, Finding } from './finding';
import { rules } from './registry';

/** Applies every rule to a program's facts, and reports its training calls with a verdict each. */
export function checkFacts(facts: ProgramFacts): FileReport {
  const findings = rules
    .flatMap((rule) => rule.check(facts))
    .sort((a, b) => a.range.start - b.range.start || (a.rule < b.rule ? -1 : 1));
  return { calls: facts.calls.map((call) => reportOf(call, facts, findings)), findings };
}

function reportOf(call: TrainingCall, facts: ProgramFacts, findings: readonly Finding[]): CallReport {
  const isWarned = findings.some(
    ({ range, severity }) => range.start === call.range.start && (severity === 'warning' || severity === 'error'),
  );
  const dependents = dependentsOf(call, facts);
  const isIdle = call.stepText === null && !call.countsByItself && dependents.length === 0;
  return {
    range: call.range,
    call: call.call,
    optimizer: call.optimizer,
    globalStep: call.stepText,
    verdict: isWarned ? 'warning' : isIdle ? 'hint' : 'ok',
    dependents: dependents.map(({ kind, range }) => ({ kind, range })),
  };
}

/** What reads the step that a call moves; where it moves none, what its own rate is computed from. */
function dependentsOf({ step, schedules }: TrainingCall, { dependents }: ProgramFacts): readonly Dependent[] {
  const readers = step === null ? [] : dependents.filter((dependent) => dependent.step?.id === step.id);
  return [...new Set([...readers, ...schedules])];
}
