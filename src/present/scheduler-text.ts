import { type Message, message } from '../base/message';
import { isAbout } from '../base/source-range';
import { neverSteppedAnswer } from '../case/clock-case';
import type { Finding } from '../lint/finding';
import type { RuleId } from '../lint/rule-summaries';
import type { ScheduleOutlook } from '../plan/outlook';

const neverStepped: RuleId = 'scheduler-never-stepped';

/** The rate at which a scheduler stays that nothing steps, by its check; null for any other. */
export function neverSteppedRate({ range, curve, pace }: ScheduleOutlook, findings: readonly Finding[]): number | null {
  if (curve === null || pace === undefined) return null;
  const isFound = findings.some((finding) => finding.rule === neverStepped && isAbout(finding, range));
  return isFound ? curve.start.rate : null;
}

/** What the lens of a scheduler says; null where its program does not tell how it is stepped. */
export function schedulerLens(schedule: ScheduleOutlook, findings: readonly Finding[]): Message | null {
  const { clock, range } = schedule;
  if (clock !== undefined) {
    const { kind, verdict } = clock;
    const isFound = findings.some((finding) => finding.rule === kind && isAbout(finding, range));
    return isFound ? message('$(warning) {0}', verdict.answer) : verdict.answer;
  }
  const stays = neverSteppedRate(schedule, findings);
  return stays === null ? null : message('$(warning) {0}', neverSteppedAnswer(stays));
}
