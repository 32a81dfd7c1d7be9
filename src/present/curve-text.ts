import { type Message, message } from '../base/message';
import { nameOfFile } from '../base/file-name';
import { ratesText } from '../case/clock-case';
import type { SchedulerPace } from '../plan/clocks/scheduler-outlook';
import type { ScheduleOutlook } from '../plan/outlook';
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
export function curveFacts({ start, end, settledAt }: ScheduleCurve, goesOn?: boolean): Message[] {
  return [
    message('starts at **{0}**', rateText(start.rate)),
    message('is **{0}** after {1}', rateText(end.rate), stepCount(end.step)),
    settledText({ settledAt, goesOn: goesOn ?? null }, start.step),
  ];
}

/** Where a rate changes last, of which `goesOn` says whether it changes after the curve's end; null where that is not known. */
function settledText(
  { settledAt, goesOn }: { readonly settledAt: number | null; readonly goesOn: boolean | null },
  first: number,
): Message {
  if (settledAt === null) {
    if (goesOn === null) return message('changes up to then');
    return goesOn ? message('still changes then') : message('has its last value then');
  }
  if (settledAt <= first) return goesOn === true ? message('does not change before') : message('never changes');
  return goesOn === true
    ? message('changes last at step **{0}**', stepsText(settledAt))
    : message('stops changing at step **{0}**', stepsText(settledAt));
}

/** How a scheduler is stepped, and what its parameters count; nothing of a schedule that counts the global step. */
export function paceFacts({ pace, curve, trainedBy }: ScheduleOutlook, frozenAt: number | null): Message[] {
  if (pace === undefined) return [];
  const { counting, updates, isCounted, groups, standInBatches } = pace;
  const facts = isCounted ? countFacts(pace, curve !== null) : stepFacts(pace, curve !== null && frozenAt === null);
  const [first, last] = [ratesText(groups.first), ratesText(groups.last)];
  if (curve !== null && (first !== rateText(curve.start.rate) || last !== rateText(curve.end.rate)))
    facts.push(
      message('{0} groups of parameters: {1} → {2}. The curve is that of the first.', groups.first.length, first, last),
    );
  if (trainedBy !== undefined)
    facts.push(message('{0} trains with it: the numbers are of that program.', nameOfFile(trainedBy)));
  if (counting.length > 0)
    facts.push(
      isCounted
        ? message('{0}: updates of the optimizer, one a batch.', counting.join(', '))
        : message('{0}: calls of step(), whether one is made a batch or an epoch.', counting.join(', ')),
    );
  if (updates !== null && standInBatches !== null)
    facts.push(message('How many batches a loader gives is not known: {0} an epoch stand in.', standInBatches));
  return facts;
}

function stepFacts({ updates, ticks, isPart }: SchedulerPace, isOwnCurve: boolean): Message[] {
  if (updates !== null) return [message('Stepped {0} times in {1} updates.', stepsText(ticks), stepsText(updates))];
  if (!isOwnCurve) return [];
  return isPart
    ? [message('Another scheduler steps it: the curve is over its own steps.')]
    : [message('No step of it is met where this program is read: the curve is over its own steps.')];
}

/** Of a schedule that its optimizer asks at its own count. */
function countFacts({ updates, isPart }: SchedulerPace, hasCurve: boolean): Message[] {
  if (updates !== null || !hasCurve) return [];
  return isPart
    ? [message('It is a part of another schedule: the curve is over its own updates.')]
    : [message('No update of its optimizer is met where this program is read: the curve is over updates of its own.')];
}
