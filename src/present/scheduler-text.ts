import { type Message, message } from '../base/message';
import { rateText, stepsText } from '../base/number-text';
import type { Finding } from '../lint/finding';
import type { RuleId } from '../lint/rule-summaries';
import type { ScheduleOutlook } from '../plan/outlook';

const neverStepped: RuleId = 'scheduler-never-stepped';

/** The rate at which a scheduler stays that nothing steps, by its check; null for any other. */
export function neverSteppedRate({ range, curve, pace }: ScheduleOutlook, findings: readonly Finding[]): number | null {
  if (curve === null || pace === undefined) return null;
  const isFound = findings.some(
    (finding) =>
      finding.rule === neverStepped && finding.range.cell === range.cell && finding.range.start === range.start,
  );
  return isFound ? curve.start.rate : null;
}

/** What the lens of a scheduler says; null where its program does not tell how it is stepped. */
export function schedulerLens(schedule: ScheduleOutlook, findings: readonly Finding[]): Message | null {
  const { curve, pace, isPlanned } = schedule;
  const stays = neverSteppedRate(schedule, findings);
  if (stays !== null) return message('$(warning) {0}', message('never stepped: the rate stays {0}', rateText(stays)));
  if (curve === null || pace === undefined || pace.updates === null || !isPlanned) return null;
  const { ticks, updates } = pace;
  const [start, end] = [rateText(curve.start.rate), rateText(curve.end.rate)];
  if (ticks === updates) return message('stepped with each of {0} updates: {1} → {2}', stepsText(updates), start, end);
  return message('stepped {0} times in {1} updates: {2} → {3}', stepsText(ticks), stepsText(updates), start, end);
}
