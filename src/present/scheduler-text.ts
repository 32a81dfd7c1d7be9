import { type Message, message } from '../base/message';
import { nameOfFile } from '../base/file-name';
import { isAbout } from '../base/source-range';
import { type ClockCaseKind, neverSteppedAnswer } from '../case/clock-case';
import type { Finding } from '../lint/finding';
import type { ScheduleOutlook } from '../plan/outlook';

/** What the lens of a scheduler says; null where its program does not tell how it is stepped. */
export function schedulerLens(schedule: ScheduleOutlook, findings: readonly Finding[]): Message | null {
  const { clock, range, standsAt, trainedBy } = schedule;
  const isFound = (kind: ClockCaseKind): boolean =>
    findings.some((finding) => finding.rule === kind && isAbout(finding, range));
  if (clock !== undefined) {
    const { answer } = clock.verdict;
    const said = trainedBy === undefined ? answer : message('{0} in {1}', answer, nameOfFile(trainedBy));
    return isFound(clock.kind) ? message('$(warning) {0}', said) : said;
  }
  if (standsAt === undefined || !isFound('scheduler-never-stepped')) return null;
  return message('$(warning) {0}', neverSteppedAnswer(standsAt));
}
