import { anyFloat, type ScheduleRecord } from './record';
import { float32, type Rounding } from './rounding';

/** Arguments of `tf.train.piecewise_constant`: one value more than boundaries. */
export interface PiecewiseConstant {
  readonly boundaries: readonly number[];
  readonly values: readonly number[];
}

/** What was wrong with the boundaries at one value of x: two intervals match, because they are not sorted. */
export class AmbiguousIntervalError extends Error {
  override readonly name = 'AmbiguousIntervalError';
}

/** Index of the value for `x`: intervals are open below and closed above, so that a boundary still has the value before it. */
export function piecewiseIndex(boundaries: readonly number[], x: number): number {
  const last = boundaries.length;
  const matches: number[] = [];
  boundaries.forEach((upper, index) => {
    const lower = index === 0 ? Number.NEGATIVE_INFINITY : (boundaries[index - 1] ?? Number.NaN);
    if (x > lower && x <= upper) matches.push(index);
  });
  if (x > (boundaries[last - 1] ?? Number.NaN)) matches.push(last);
  if (matches.length > 1) throw new AmbiguousIntervalError(`more than one interval holds ${x}: boundaries must ascend`);
  return matches[0] ?? 0;
}

/** values[0] up to the first boundary inclusive, values[i] above the i-th. Exported for tests. */
export function piecewiseConstant(
  { boundaries, values }: PiecewiseConstant,
  x: number,
  round: Rounding = float32,
): number {
  return round(values[piecewiseIndex(boundaries, x)] ?? Number.NaN);
}

export const piecewiseConstantSchedule: ScheduleRecord<PiecewiseConstant> = {
  fields: [
    { name: 'boundaries', field: 'boundaries', kind: 'step-list', otherwise: null },
    { name: 'values', field: 'values', kind: 'number-list', otherwise: null },
  ],
  scope: 'PiecewiseConstant',
  keras: 'PiecewiseConstantDecay',
  isFloat32Only: anyFloat,
  span: ({ boundaries }) => 1.25 * (boundaries.at(-1) ?? 800),
  rate: (values, step, { round }) => piecewiseConstant(values, step, round),
};
