// What a scheduler's counterpart does otherwise: what is wrong with how it is stepped is mended, and what is right is taken away.
import type { ClockCaseKind } from '../../case/clock-case';
import type { RecordedScheduler } from '../../interpret/record/training-clocks';
import { own } from '../../base/own';
import type { ScheduleCall } from '../../schedules/parameters';
import { timmParameters } from '../../schedules/timm/classes';
import { countsEpochs } from '../../schedules/timm/clock';
import { madeOnce, steppedAt } from './clock-changes';
import type { ClockVariation } from './clock-run';
import { isPerBatch, lengthened, longestLength } from './scheduler-lengths';

/** How the counterpart differs from the program. */
export type Correction =
  | { readonly does: 'stops' }
  | { readonly does: 'delays' }
  /** Stepped once where it is stepped twice for one update. */
  | { readonly does: 'drops' }
  /** Its count is kept where it is dropped or made anew. */
  | { readonly does: 'keeps' }
  /** Stepped after each update, or after each epoch. */
  | { readonly does: 'paces'; readonly interval: 'update' | 'epoch' }
  /** Its lengths are that many times as long. */
  | { readonly does: 'lengthens'; readonly factor: number };

/** How often things happen in the program as written. */
export interface Pace {
  readonly updates: number;
  readonly ticks: number;
  /** 0 where they are not told apart. */
  readonly epochs: number;
}

/** What the counterpart of a case does. */
export function correctionOf(kind: ClockCaseKind, call: ScheduleCall, pace: Pace): Correction {
  switch (kind) {
    case 'scheduler-stepped':
    case 'schedule-counted':
      return { does: 'stops' };
    case 'optax-state-dropped':
      return { does: 'keeps' };
    case 'keras-schedule-unit':
      return { does: 'lengthens', factor: pace.epochs === 0 ? 1 : pace.updates / pace.epochs };
    case 'scheduler-before-optimizer':
      return { does: 'delays' };
    case 'scheduler-stepped-twice':
      return isSteppedAtBoth(pace) ? { does: 'paces', interval: intervalOf(call, pace) } : { does: 'drops' };
    case 'scheduler-never-stepped':
    case 'timm-step-unit':
      return { does: 'paces', interval: intervalOf(call, pace) };
    case 'scheduler-pace':
      return paceCorrection(call, pace);
  }
}

/** The variation of the program that is its counterpart. */
export function variationOf(scheduler: RecordedScheduler, correction: Correction): Partial<ClockVariation> {
  switch (correction.does) {
    case 'stops':
      return { change: steppedAt(scheduler, 'never') };
    case 'delays':
      return { change: steppedAt(scheduler, 'after-optimizer') };
    case 'drops':
      return { change: steppedAt(scheduler, 'once') };
    case 'keeps':
      return { change: madeOnce(scheduler) };
    case 'paces':
      return { change: steppedAt(scheduler, correction.interval) };
    case 'lengthens':
      return { call: (call) => lengthened(call, correction.factor) };
  }
}

/** Whether the steps are as many as those of each update and of each epoch together, so that those of one have to go. */
function isSteppedAtBoth({ updates, ticks, epochs }: Pace): boolean {
  return epochs > 0 && epochs < updates && ticks === updates + epochs;
}

function paceCorrection(call: ScheduleCall, pace: Pace): Correction {
  const isPerUpdate = pace.ticks >= pace.updates;
  if (!isPerUpdate) return { does: 'paces', interval: 'update' };
  const longest = longestLength(call);
  if (longest === null || longest <= pace.epochs || intervalOf(call, pace) === 'epoch')
    return { does: 'paces', interval: 'epoch' };
  return { does: 'lengthens', factor: pace.updates / longest };
}

/** What a length is nearer to, the number of updates or that of epochs; without a length a schedule counts epochs, unless its class says. */
function intervalOf(call: ScheduleCall, { updates, epochs }: Pace): 'update' | 'epoch' {
  if (own(timmParameters, call.name) !== undefined) return countsEpochs(call) ? 'epoch' : 'update';
  if (epochs === 0 || isPerBatch.has(call.name)) return 'update';
  const longest = longestLength(call);
  if (longest === null) return 'epoch';
  return Math.abs(Math.log(longest / updates)) < Math.abs(Math.log(longest / epochs)) ? 'update' : 'epoch';
}
