import { type Message, message } from '../base/message';
import type { CallOutlook, ScheduleOutlook } from '../plan/outlook';
import type { ScheduleCurve } from '../schedules/curve';
import { rateText, stepCount, stepsText } from '../base/number-text';

/** What the curve of a schedule is over: the program's steps, or a length of its own. */
export function lengthText({ isPlanned, pace }: ScheduleOutlook, { end }: ScheduleCurve): Message {
  if (pace !== undefined)
    return isPlanned
      ? message('over the {0} of the optimizer that this program makes', stepCount(end.step))
      : message('over {0} of its own', stepCount(end.step));
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

/** What is wrong with how a scheduler is stepped, and what the dashed curve is; nothing where it is right, or not known. */
export function correctedTexts({ clock }: ScheduleOutlook): Message[] {
  if (clock?.corrected === undefined || clock.corrected === null) return [];
  const { sentence, change } = clock.verdict;
  return [change === null ? sentence : message('{0} Dashed: {1}.', sentence, change.text)];
}

/** The rate at which a scheduler stays that the program never steps; null for any other. */
export function standingRate({ clock, curve }: ScheduleOutlook): number | null {
  return clock?.kind === 'scheduler-never-stepped' ? (curve?.start.rate ?? null) : null;
}

/** How a scheduler is stepped, and what its parameters count; nothing of a schedule that counts the global step. */
export function paceFacts({ pace, curve }: ScheduleOutlook, frozenAt: number | null): Message[] {
  if (pace === undefined) return [];
  const { counting, updates, ticks, isPart, standInBatches } = pace;
  const facts: Message[] = [];
  if (updates !== null) facts.push(message('Stepped {0} times in {1} updates.', stepsText(ticks), stepsText(updates)));
  else if (curve !== null && isPart)
    facts.push(message('Another scheduler steps it: the curve is over its own steps.'));
  else if (curve !== null && frozenAt === null)
    facts.push(message('No step of it is met where this program is read: the curve is over its own steps.'));
  if (counting.length > 0)
    facts.push(message('{0}: calls of step(), whether one is made a batch or an epoch.', counting.join(', ')));
  if (updates !== null && standInBatches !== null)
    facts.push(message('How many batches a loader gives is not known: {0} an epoch stand in.', standInBatches));
  return facts;
}
