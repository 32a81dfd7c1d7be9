import type { ProgramFacts, TrainingCall } from '../analysis/facts';
import type { CallReport, FileReport, Finding } from './finding';
import { rules } from './registry';

/** Applies every rule to a program's facts, and reports its training calls with a verdict each. */
export function checkFacts(facts: ProgramFacts): FileReport {
  const findings = rules
    .flatMap((rule) => rule.check(facts))
    .sort((a, b) => a.range.start - b.range.start || (a.rule < b.rule ? -1 : 1));
  return { calls: facts.calls.map((call) => reportOf(call, findings)), findings };
}

function reportOf(call: TrainingCall, findings: readonly Finding[]): CallReport {
  const isWarned = findings.some(
    ({ range, severity }) =>
      range.file === call.range.file &&
      range.cell === call.range.cell &&
      range.start === call.range.start &&
      (severity === 'warning' || severity === 'error'),
  );
  const { passes, countsByItself, isMovedElsewhere, dependents } = call;
  const isPassing = passes !== 'nothing' && passes !== 'none';
  const isIdle = !isPassing && !countsByItself && !isMovedElsewhere && dependents.length === 0;
  return {
    range: call.range,
    call: call.call,
    optimizer: call.optimizer,
    globalStep: call.stepText,
    verdict: isWarned ? 'warning' : isIdle ? 'hint' : 'ok',
    dependents: dependents.map(({ kind, range }) => ({ kind, range })),
  };
}
