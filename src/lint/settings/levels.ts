import type { CallReport, FileReport, Finding } from '../finding';
import { isWarned } from '../of-call';
import type { Settings } from './settings';

/** The levels that a user gives rules, by their ids. */
export type Levels = Settings['rules'];

/** A report as the user's levels have it: findings of rules that are off are gone, others have the severity that was asked for. */
export function withLevels(
  { calls, schedulers, findings, incomplete }: FileReport,
  { rules }: Pick<Settings, 'rules'>,
): FileReport {
  const leveled = findings.flatMap((finding): Finding[] => {
    const level = rules.get(finding.rule) ?? 'default';
    if (level === 'off') return [];
    return [level === 'default' ? finding : { ...finding, severity: level }];
  });
  return {
    calls: calls.map((call) => ({ ...call, verdict: verdictOf(call, leveled) })),
    schedulers,
    findings: leveled,
    incomplete,
  };
}

/** A call that nothing warns of any more is as one that never had a finding. */
function verdictOf(call: CallReport, findings: readonly Finding[]): CallReport['verdict'] {
  if (isWarned(call.range, findings)) return 'warning';
  return call.case === 'no-reader' ? 'hint' : 'ok';
}
