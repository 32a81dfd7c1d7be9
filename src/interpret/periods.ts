/** A remainder by more than this is not waited for: how long a comparison with it stays as it is, is computed. */
const longestRemainder = 1000;

/** The least number that both divide. */
export function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b;
}

/** The greatest number that divides both. */
export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : greatestCommonDivisor(b, a % b);
}

/** Whether turns that differ by a remainder are read until they come round, rather than computed. */
export function isShortPeriod(turns: number): boolean {
  return turns <= longestRemainder;
}
