import type { SchedulerFacts } from '../analysis/facts/clock-facts';
import type { ProgramFacts } from '../analysis/facts/facts';
import type { Finding, Severity } from './finding';
import type { RuleId } from './rule-summaries';

/** A rule: what it is, and how facts become findings. */
export interface Rule {
  /** The same kebab-case id as its file, its doc and its fixture folder. */
  readonly id: RuleId;
  /** The gravest severity that its findings have. */
  readonly severity: Severity;
  /** The mildest one, where findings differ. */
  readonly mildest?: Severity;
  check(facts: ProgramFacts): Finding[];
}

/** The check of a rule about schedulers of any library: what it finds is of the scheduler's framework. */
export function ofSchedulers(findingsOf: (facts: SchedulerFacts) => readonly Finding[]): Rule['check'] {
  return ({ schedulers }) =>
    schedulers.flatMap((facts) => findingsOf(facts).map((finding) => ({ ...finding, framework: facts.framework })));
}
