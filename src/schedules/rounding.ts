/**
 * Rounds a result to the dtype that a schedule works in, which is the learning rate's: `float32`, or the identity for float64. Every operation is rounded, as TensorFlow's kernels do, so that the last bit agrees with them or is its neighbour.
 */
export type Rounding = (value: number) => number;

/** 2^-126: below it a float32 is denormal. */
const smallestNormal = 2 ** -126;

/** The usual working dtype. TensorFlow's threads flush what is denormal to 0: a rate that has decayed to 6e-41 reads 0. */
export const float32: Rounding = (value) => {
  const rounded = Math.fround(value);
  return Math.abs(rounded) < smallestNormal ? 0 : rounded;
};

/** For a learning rate that is a float64. */
export const float64: Rounding = (value) => value;

/**
 * TensorFlow rewrites a graph before it runs it: what is divided by a constant is multiplied by its reciprocal, and constants that
 * meet in a chain of products are joined. Both are rounded on their own, so that a stair of 97 steps falls one step late. A schedule
 * whose numbers are constants (`isFolded`) is computed as it is then; one that is given tensors that vary, as it is written.
 */
export function quotient(dividend: number, divisor: number, round: Rounding, isFolded: boolean): number {
  return isFolded ? round(dividend * round(1 / divisor)) : round(dividend / divisor);
}
