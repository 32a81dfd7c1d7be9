import { at, type Elements } from '../value';

/** How alike two executions of a step must be. */
export interface Tolerance {
  /** Products of matrices in SIMD round otherwise: then changes are compared by their size, not bit by bit. */
  readonly isExact: boolean;
  /** Whether denormal numbers count as 0. */
  readonly isFlushed: boolean;
}

const smallestNormal = 2 ** -126;
/** Relative difference of a change, and of what changed, that SIMD's rounding may make. */
const changeTolerance = 1e-3;
const valueTolerance = 1e-6;

/** Whether two numbers are the same: bit by bit, but that NaN is NaN. */
export function isSame(a: number, b: number): boolean {
  return Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b));
}

/** Whether one execution of a step left the same numbers as the other, both having started with `before`. */
export function isAlike(a: Elements, b: Elements, before: Elements, { isExact, isFlushed }: Tolerance): boolean {
  if (!isExact) return isClose(a, b, before);
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [at(a, i), at(b, i)];
    if (isSame(x, y)) continue;
    if (!isFlushed || !(Math.abs(x) < smallestNormal && Math.abs(y) < smallestNormal)) return false;
  }
  return true;
}

function isClose(a: Elements, b: Elements, before: Elements): boolean {
  let [difference, change, size] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [at(a, i), at(b, i)];
    if (isSame(x, y)) continue;
    if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
    difference += (x - y) ** 2;
  }
  for (let i = 0; i < a.length; i++) {
    const from = at(before, i);
    if (Number.isFinite(at(a, i))) change += (at(a, i) - from) ** 2;
    if (Number.isFinite(from)) size += from ** 2;
  }
  return (
    Math.sqrt(difference) <= changeTolerance * Math.sqrt(change) + valueTolerance * Math.sqrt(size) + smallestNormal
  );
}

/** Whether two reported numbers agree. */
export function isReportAlike(a: number, b: number, isExact: boolean): boolean {
  if (isSame(a, b)) return true;
  return !isExact && Math.abs(a - b) <= 1e-4 * Math.max(Math.abs(a), Math.abs(b)) + 1e-6;
}
