import type { Value } from './values';
import { asNumber } from './read-value';
import { work } from './reading';

/** A whole number that a value is, as an index has to be; null for any other value. */
export function wholeNumber(value: Value): number | null {
  const number = asNumber(value);
  return number !== null && Number.isInteger(number) ? number : null;
}

/** Whether each bound of a slice is a whole number, or not given. */
export function isKnownSlice({ lower, upper, step }: Value & { kind: 'slice' }): boolean {
  return [lower, upper, step].every((bound) => bound.kind === 'none' || wholeNumber(bound) !== null);
}

/** Where a slice of a sequence of `length`, whose bounds are known, begins and ends, and by what it goes. */
export function sliceBounds(
  slice: Value & { kind: 'slice' },
  length: number,
): { readonly start: number; readonly stop: number; readonly step: number } {
  const step = asNumber(slice.step) ?? 1;
  const clamp = (value: Value, otherwise: number): number => {
    const given = asNumber(value);
    if (given === null) return otherwise;
    const position = given < 0 ? given + length : given;
    return step > 0 ? Math.min(Math.max(position, 0), length) : Math.min(Math.max(position, -1), length - 1);
  };
  const start = clamp(slice.lower, step > 0 ? 0 : length - 1);
  const stop = clamp(slice.upper, step > 0 ? length : -1);
  return { start, stop, step };
}

/** The positions that a slice takes of a sequence of `length`. */

/** The positions that a slice takes of a sequence of `length`; null where a bound is not known. */
export function sliceIndices(slice: Value & { kind: 'slice' }, length: number): number[] | null {
  if (!isKnownSlice(slice)) return null;
  const { start, stop, step } = sliceBounds(slice, length);
  const indices: number[] = [];
  work(length);
  if (step !== 0) for (let at = start; step > 0 ? at < stop : at > stop; at += step) indices.push(at);
  return indices;
}
