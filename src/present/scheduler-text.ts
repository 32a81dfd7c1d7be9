import { type Message, message } from '../base/message';
import { nameOfFile } from '../base/file-name';
import { isAbout, type SourceRange } from '../base/source-range';
import { type ClockCaseKind, clockCaseOf, neverSteppedAnswer } from '../case/clock-case';
import type { Finding } from '../lint/finding';
import type { ScheduleOutlook } from '../plan/outlook';

/** A scheduler as the findings have it: where the rule that nothing steps it is off, nothing is said of that. */
export function asReported({ standsAt, ...schedule }: ScheduleOutlook, findings: readonly Finding[]): ScheduleOutlook {
  if (standsAt === undefined || !isFoundAt('scheduler-never-stepped', schedule.range, findings)) return schedule;
  return { ...schedule, standsAt };
}

function isFoundAt(kind: ClockCaseKind, range: SourceRange, findings: readonly Finding[]): boolean {
  return findings.some((finding) => clockCaseOf(finding.rule) === kind && isAbout(finding, range));
}

/** What the lens of a scheduler says; null where its program does not tell how it is stepped. */
export function schedulerLens(schedule: ScheduleOutlook, findings: readonly Finding[]): Message | null {
  const { clock, range, standsAt, trainedBy } = asReported(schedule, findings);
  if (clock !== undefined) {
    const { answer } = clock.verdict;
    const said = trainedBy === undefined ? answer : message('{0} in {1}', answer, nameOfFile(trainedBy));
    return isFoundAt(clock.kind, range, findings) ? message('$(warning) {0}', said) : said;
  }
  if (standsAt === undefined) return null;
  return message('$(warning) {0}', neverSteppedAnswer(standsAt));
}
