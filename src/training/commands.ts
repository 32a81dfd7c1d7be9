import type { FetchedRun } from '../base/fetched-run';
import type { Message } from '../base/message';
import type { OutputPlan } from '../plan/output-plan';
import type { PlannedRun, Unresolved } from '../plan/training-plan';
import type { ColumnBatch } from '../protocol/columns';
import type { StepTrace } from '../protocol/step-trace';
import type { Execution, SessionState } from '../protocol/training-messages';

export type { Execution } from '../protocol/training-messages';

/**
 * How fast a session trains. `stretchSeconds` spreads the planned iterations evenly over that time, so that a short program can be
 * watched; 0 trains at full speed, and so does a program that takes longer anyway.
 */
export interface Pace {
  readonly stretchSeconds: number;
}

/** What a session is asked to train. */
export interface TrainingRequest {
  readonly runs: readonly PlannedRun[];
  readonly pace: Pace;
  /** Whether a run ends at its first non-finite loss; TensorFlow itself would go on. */
  readonly stopAtNonFinite: boolean;
  /** Whether the end tells a sum over all rows, for a page to see that none was lost on the way. Costs a few nanoseconds a row. */
  readonly talliesRows?: boolean;
}

/** From the owner of a session to the thread that trains. */
export type TrainingCommand =
  | { readonly type: 'start-training'; readonly request: TrainingRequest }
  | { readonly type: 'pause-training' }
  | { readonly type: 'resume-training' }
  /** One more iteration of every run, then paused; past the planned end, the last session run is repeated. */
  | { readonly type: 'step-training' }
  /** Trains on until so many iterations are made, then pauses; past the planned end too. */
  | { readonly type: 'run-to'; readonly iteration: number }
  | { readonly type: 'stop-training' }
  /** The memory of a large batch, which the owner has read and does not keep: it is moved, and written again. */
  | { readonly type: 'return-rows'; readonly values: ArrayBuffer }
  /** Takes one iteration of every run apart, by making it again; the answer carries the same `request`. A newer one replaces it. */
  | { readonly type: 'trace-step'; readonly request: number; readonly iteration: number }
  /** Makes the session runs of programs one by one, for what they fetch. A thread that is asked this trains nothing. */
  | { readonly type: 'fetch-values'; readonly plans: readonly OutputPlan[] };

/** What a loop that trains obeys. */
export type LoopCommand = Exclude<
  TrainingCommand,
  { type: 'start-training' | 'trace-step' | 'return-rows' | 'fetch-values' }
>;

/** What the session runs of a program gave, up to one that could not be made, and why that could not. */
export interface FetchedValues {
  readonly runs: readonly FetchedRun[];
  readonly problem: Message | null;
}

/** The columns that a run's batches will have. */
export interface PreparedRun {
  readonly runId: string;
  readonly columns: readonly string[];
  readonly absent: readonly string[];
  /** What turned out, beside what the plan names, to need a stand-in: TensorFlow functions that are not re-created here. */
  readonly unresolved: readonly Unresolved[];
}

/** From the thread that trains to the session's owner. */
export type TrainingEvent =
  | { readonly type: 'training-prepared'; readonly runs: readonly PreparedRun[] }
  | { readonly type: 'rows-recorded'; readonly runId: string; readonly rows: ColumnBatch }
  /** After the first iterations of a run, and again should it change. */
  | { readonly type: 'execution-chosen'; readonly runId: string; readonly execution: Execution }
  /** Once a run: what stopped being a finite number, and the iteration in which it first did. By default the run ends there. */
  | {
      readonly type: 'became-non-finite';
      readonly runId: string;
      readonly iteration: number;
      readonly message: Message;
    }
  | { readonly type: 'state-changed'; readonly state: SessionState }
  /** Something was thrown that is a defect of ours: its stack, for the log. No user is shown it. */
  | { readonly type: 'defect-found'; readonly defect: string }
  /** An answer to `trace-step`: a trace a run, or why there is none. */
  | {
      readonly type: 'step-traced';
      readonly request: number;
      readonly iteration: number;
      readonly traces: readonly StepTrace[];
      readonly problem: Message | null;
    }
  /** The answer to `fetch-values`: one a plan, in their order. */
  | { readonly type: 'values-fetched'; readonly fetched: readonly FetchedValues[] };
