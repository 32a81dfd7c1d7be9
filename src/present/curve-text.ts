import { type Message, message } from '../base/message';
import type { CallOutlook, ScheduleOutlook } from '../plan/outlook';
import type { ScheduleCurve } from '../schedules/curve';
import { rateText, stepCount, stepsText } from '../base/number-text';

/** What the curve of a schedule is over: the program's steps, or a length of its own. */
export function lengthText({ isPlanned }: ScheduleOutlook, { end }: ScheduleCurve): Message {
  return isPlanned
    ? message('over the {0} that this program trains', stepCount(end.step))
    : message('over {0}; how many this program trains is not known', stepCount(end.step));
}

/** Start, end, and where a learning rate stops changing, in one sentence each; their numbers between double asterisks. */
export function curveFacts({ start, end, settledAt }: ScheduleCurve): Message[] {
  return [
    message('starts at **{0}**', rateText(start.rate)),
    message('is **{0}** after {1}', rateText(end.rate), stepCount(end.step)),
    settledText(settledAt, start.step),
  ];
}

function settledText(settledAt: number | null, first: number): Message {
  if (settledAt === null) return message('still changes then');
  return settledAt <= first
    ? message('never changes')
    : message('stops changing at step **{0}**', stepsText(settledAt));
}

/** The rate at which the program that a schedule belongs to stays as it is written; null where its step moves, or is not known to. */
export function frozenRate({ isPlanned, curve }: ScheduleOutlook, calls: readonly CallOutlook[]): number | null {
  const [call] = calls;
  if (!isPlanned || curve === null || calls.length !== 1 || call === undefined) return null;
  if (call.case !== 'missing' && call.case !== 'other-step') return null;
  if (call.asWritten === null) return null;
  // The call's rate may be more than the schedule alone: only where it starts as the schedule does is it the schedule's.
  return call.asWritten.start.rate === curve.start.rate && curve.settledAt !== 0 ? curve.start.rate : null;
}
