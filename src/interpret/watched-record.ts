import type { Span } from '../python/syntax';
import type { LoopWatch } from './loop-watch';
import type { Place } from './watching';

/** A place among the recorded runs, and how many were made until there. */
export interface RunMark {
  readonly steps: number;
  readonly count: number;
}

/** What a watch needs of the counters of a session, and of the recorded runs. */
export interface WatchedRecord {
  /** How many values of a slot were seen so far; and of all slots. */
  readonly seenOf: (slot: number) => number;
  readonly seen: () => ReadonlyMap<number, number>;
  /** Where runs from now on are kept apart from those before. */
  readonly mark: () => RunMark;
  /** Says that what was recorded since the mark is made `times` times more. */
  readonly repeat: (mark: RunMark, times: number, span: Span) => void;
  /** Tells which counters move by how much a turn; null: none is watched any more. */
  readonly track: (watch: LoopWatch, slopes: ReadonlyMap<Place, ReadonlyMap<unknown, number>> | null) => void;
}
