// The levels that users and projects give the rules, by their ids or by frameworks, and what a report is with them.
import type { CallReport, FileReport, Finding, Severity } from '../finding';
import { isWarned } from '../of-call';
import { frameworkOf } from '../rule-groups';

/** What a user makes of a rule: nothing at all, its own severities, or another one. */
export type RuleLevel = 'off' | 'default' | Severity;

/** What one place says of rules: the user's settings, a project's file, the command's options. Each name is a rule's id, or a framework's. */
export interface LevelLayer {
  /** What alone is checked; null: everything. */
  readonly select: readonly string[] | null;
  /** What is not checked. */
  readonly ignore: readonly string[] | null;
  /** What is said of one rule goes before what is said of a framework. */
  readonly rules: ReadonlyMap<string, RuleLevel>;
}

/** Layers, of which the first that says something of a finding holds. They cross to the engine's thread as they are. */
export type Levels = readonly LevelLayer[];

/** The level of a finding, by its rule and by the framework that it is about. */
function levelOf(finding: Finding, levels: Levels): RuleLevel {
  for (const layer of levels) {
    const level = levelIn(layer, finding.rule, frameworkOf(finding));
    if (level !== 'default') return level;
  }
  return 'default';
}

function levelIn({ select, ignore, rules }: LevelLayer, rule: string, framework: string | null): RuleLevel {
  const isNamed = (name: string): boolean => name === rule || name === framework;
  if ((select !== null && !select.some(isNamed)) || ignore?.some(isNamed) === true) return 'off';
  return rules.get(rule) ?? (framework === null ? undefined : rules.get(framework)) ?? 'default';
}

/** A report as the user's levels have it: findings of rules that are off are gone, others have the severity that was asked for. */
export function withLevels({ calls, schedulers, findings, incomplete }: FileReport, levels: Levels): FileReport {
  const leveled = findings.flatMap((finding): Finding[] => {
    const level = levelOf(finding, levels);
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
