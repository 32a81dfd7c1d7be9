import { type Message, message } from '../base/message';
import { rateText } from '../base/number-text';

/** The learning rate over a run. */
export interface RateCourse {
  readonly start: number;
  /** After the last iteration. */
  readonly end: number;
  readonly lowest: number;
  readonly highest: number;
  /** The iteration from which on it is what it is at the end; null where it changes up to there. */
  readonly settledAt: number | null;
}

/** What a case comes to in numbers; null for what is not known. */
export interface CaseNumbers {
  readonly iterations: number | null;
  readonly asWritten: RateCourse | null;
  readonly counterpart: RateCourse | null;
  /** The iteration after which an endless loop ends where its step is counted; null where none does. */
  readonly endsAt: number | null;
  /** Whether the counterpart of a program that counts its step never ends. */
  readonly waits: boolean;
  /** The first and the last number that the program feeds as the step. */
  readonly fed: { readonly first: number; readonly last: number } | null;
}

/** Whether a rate reads the same all along. */
export function isConstant({ lowest, highest }: RateCourse): boolean {
  return rateText(lowest) === rateText(highest);
}

/** Where a rate goes from where: `0.1 to 0.2`; by way of a peak or a low that lies beyond both. */
export function pathText({ start, end, lowest, highest }: RateCourse): Message {
  const [from, to] = [rateText(start), rateText(end)];
  const beyond = highest > Math.max(start, end) ? highest : lowest < Math.min(start, end) ? lowest : null;
  const by = beyond === null ? null : rateText(beyond);
  return by === null || by === from || by === to
    ? message('{0} to {1}', from, to)
    : message('{0} to {1} to {2}', from, by, to);
}
