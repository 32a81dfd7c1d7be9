/**
 * Rounds a result to the dtype that a schedule works in, which is the learning rate's: `Math.fround` for float32, the identity for
 * float64. Every operation is rounded, as TensorFlow's kernels do, so that the last bit agrees with them or is its neighbour.
 */
export type Rounding = (value: number) => number;

/** The usual working dtype. */
export const float32: Rounding = Math.fround;

/** For a learning rate that is a float64. */
export const float64: Rounding = (value) => value;
