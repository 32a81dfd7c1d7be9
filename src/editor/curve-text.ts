import type { CallOutlook, ScheduleOutlook } from '../plan/outlook';
import type { ScheduleCurve } from '../schedules/curve';
import { rateText, stepCount, stepsText } from './number-text';

/** What the curve of a schedule is over: the program's steps, or a length of its own. */
export function lengthText({ isPlanned }: ScheduleOutlook, { end }: ScheduleCurve): string {
  return isPlanned
    ? `over the ${stepCount(end.step)} that this program trains`
    : `over ${stepCount(end.step)}; how many this program trains is not known`;
}

/** Start, end, and where a learning rate stops changing, in one sentence each. */
export function curveFacts({ start, end, settledAt }: ScheduleCurve): string[] {
  return [
    `starts at **${rateText(start.rate)}**`,
    `is **${rateText(end.rate)}** after ${stepCount(end.step)}`,
    settledText(settledAt, start.step),
  ];
}

function settledText(settledAt: number | null, first: number): string {
  if (settledAt === null) return 'still changes then';
  return settledAt <= first ? 'never changes' : `stops changing at step **${stepsText(settledAt)}**`;
}

/** The rate at which the program that a schedule belongs to stays as it is written; null where its step moves, or is not known to. */
export function frozenRate({ isPlanned, curve }: ScheduleOutlook, calls: readonly CallOutlook[]): number | null {
  const [call] = calls;
  if (!isPlanned || curve === null || calls.length !== 1 || call === undefined || call.passesGlobalStep) return null;
  // The call's rate may be more than the schedule alone: only where it starts as the schedule does is it the schedule's.
  return call.asWritten.start.rate === curve.start.rate && curve.settledAt !== 0 ? curve.start.rate : null;
}
