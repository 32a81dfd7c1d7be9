// What is drawn dashed beside a schedule's curve: what becomes of it where the program counts wrong, or what it should be.
import { type Message, message } from '../base/message';
import { rateText } from '../base/number-text';
import { ratesText } from '../case/clock-case';
import type { CallOutlook, ScheduleOutlook } from '../plan/outlook';
import type { ScheduleCurve } from '../schedules/curve';

/** A line or a curve beside a schedule's own, and what is said of it, its numbers between double asterisks. */
export interface Dashed {
  /** A rate that stays. */
  readonly frozenAt: number | null;
  readonly curve: ScheduleCurve | null;
  readonly said: Message | null;
}

const nothing: Dashed = { frozenAt: null, curve: null, said: null };

/** What is dashed beside the curve of a schedule, by the calls that its program trains with. */
export function dashedOf(schedule: ScheduleOutlook, calls: readonly CallOutlook[]): Dashed {
  const { standsAt } = schedule;
  if (standsAt !== undefined)
    return {
      ...nothing,
      frozenAt: standsAt[0] ?? null,
      said: message('As written, nothing steps it: the rate stays **{0}** (dashed).', ratesText(standsAt)),
    };
  return asWritten(schedule, calls) ?? corrected(schedule) ?? nothing;
}

/** What the program makes of a schedule of the global step, where it counts that wrong; null where it does not, or is not known to. */
function asWritten({ isPlanned, curve }: ScheduleOutlook, calls: readonly CallOutlook[]): Dashed | null {
  const [call] = calls;
  if (!isPlanned || curve === null || calls.length !== 1 || call === undefined || call.asWritten === null) return null;
  // The call's rate may be more than the schedule alone: only where it starts as the schedule does is it the schedule's.
  if (call.asWritten.start.rate !== curve.start.rate || curve.settledAt === 0) return null;
  switch (call.case) {
    case 'missing':
    case 'other-step':
      return {
        ...nothing,
        frozenAt: curve.start.rate,
        said: message(
          'As written, nothing increments the step: the rate stays **{0}** (dashed).',
          rateText(curve.start.rate),
        ),
      };
    case 'counted-twice':
      return { ...nothing, curve: call.asWritten, said: message('{0} Dashed: as written.', call.verdict.sentence) };
    default:
      return null;
  }
}

/** How a scheduler would go that the program steps wrong. */
function corrected({ clock }: ScheduleOutlook): Dashed | null {
  if (clock?.corrected === undefined || clock.corrected === null) return null;
  const { sentence, change } = clock.verdict;
  return {
    ...nothing,
    curve: clock.corrected,
    said: change === null ? sentence : message('{0} Dashed: {1}.', sentence, change.text),
  };
}
