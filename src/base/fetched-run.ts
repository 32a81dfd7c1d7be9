import type { GraphValue } from './graph-call';

/** What one session run of a program gave, for a reading that goes on with these values. */
export interface FetchedRun {
  /** The run's own, by which the reading sees that it makes the same run. */
  readonly key: string;
  /** In the order of its fetches: `none` of an operation, an array, or null where the value is not known or too large to be printed. */
  readonly values: readonly (GraphValue | null)[];
  /** What the count that the plan reads holds behind it; null where there is none. */
  readonly step: number | null;
}
