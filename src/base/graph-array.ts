import type { DType } from './dtype';

/** A concrete array computed from the source, row-major. Each number is one that the dtype holds, and that a double holds exactly. */
export interface GraphArray {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: Float64Array;
}
