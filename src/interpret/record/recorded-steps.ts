import type { GraphValue } from '../../base/graph-call';
import type { Formula } from '../../base/formula';
import type { Span } from '../../python/syntax';
import type { RecordedCheckpoint } from './checkpoints';
import type { Obstacle } from './notes';
import type { RecordedClockEvent } from './training-clocks';

/** A placeholder with the value that a run feeds to it; `missing` is the reason where that value is not known. */
export interface RecordedFeed {
  readonly placeholder: GraphValue;
  readonly value: GraphValue;
  readonly missing: Obstacle | null;
}

/** One `Session.run` of the program. */
export interface RecordedRun {
  /** Equal runs have equal keys. */
  readonly key: string;
  /** Which of the program's sessions runs it, from 0 in their order. */
  readonly session: number;
  readonly fetches: readonly GraphValue[];
  readonly feeds: readonly RecordedFeed[];
  /** Why it is not known what else is fed; absent where that is known. */
  readonly unfed?: Obstacle;
  /** Consecutive equal runs are counted, not repeated. */
  times: number;
  readonly span: Span;
  /** Fetched values that the condition of a loop reads. */
  readonly observes: readonly Observed[];
  /** Present where nothing is run: the session's variables are saved, or restored. */
  readonly checkpoint?: RecordedCheckpoint;
  /** Present where nothing is run: the clock of another library's training is moved. */
  readonly clock?: RecordedClockEvent;
}

/** A fetched value that is kept, in a slot of its own, for the conditions of loops. */
export interface Observed {
  readonly slot: number;
  readonly fetch: GraphValue;
}

/** Turns of a loop that make the same runs in the same order. */
export interface RecordedLoop {
  readonly steps: readonly RecordedStep[];
  readonly times: number;
  /** The loop of the program that exits in it leave. */
  readonly loop?: number;
  /** Present where the steps are made only if this is not 0 during the run. */
  readonly when?: Formula;
}

/** Where a loop is left, when the formula is not 0 during the run. */
export interface RecordedExit {
  readonly exit: Formula;
  /** The loop of the program that is left. */
  readonly loop: number;
}

/** A number that the program keeps of what it fetched, in a slot of its own: computed during the run. */
export interface RecordedComputation {
  readonly computes: number;
  readonly formula: Formula;
}

export type RecordedStep = RecordedRun | RecordedLoop | RecordedExit | RecordedComputation;
