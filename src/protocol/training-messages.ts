import type { Message } from '../base/message';
import type { RunCaseKind } from '../case/clock-case';
import type { ColumnBatch } from './columns';
import type { TalliedRows } from './row-tally';
import type { PlaygroundView, PortTarget, PreviewRequest, Variation } from './playground';
import type { StepTrace } from './step-trace';
import type { Wiring } from './wiring';

/** Where a value, a variable or a finding stands in the user's source. Lines and columns count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly cell: number | null;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The text of a program, or of one cell of a notebook. */
export interface SourceText {
  readonly file: string;
  readonly cell: number | null;
  readonly text: string;
}

/** A fact that the plan read from the source. */
export interface PlanEntryView {
  readonly label: Message;
  readonly value: Message;
  readonly location: SourceLocation | null;
}

/** What the plan could not read, and the stand-in that runs in its place. */
export interface UnresolvedView {
  readonly what: Message;
  readonly why: Message;
  readonly standIn: Message;
  readonly location: SourceLocation | null;
  readonly field: FieldView | null;
}

/** What can be set in the place of something that was not understood. */
export interface FieldView {
  readonly id: string;
  readonly kind: 'number' | 'int' | 'choice';
  /** What is used; of a choice, its place among the choices. */
  readonly value: number;
  readonly least: number | null;
  readonly most: number | null;
  readonly choices: readonly Message[];
  /** Whether the user has set it. */
  readonly isSet: boolean;
}

/** An entry that an earlier run's plan had otherwise than the present one; null where one of them has none. */
export interface PlanDifference {
  readonly label: Message;
  readonly then: Message | null;
  readonly now: Message | null;
}

/** What an earlier run is beside its rows. */
export interface KeptView {
  /** Counts the trainings of this panel, from 1. */
  readonly training: number;
  /** The user's name for it. */
  readonly name: string | null;
  /** Not dropped when others come. */
  readonly isPinned: boolean;
  /** Not drawn; its rows are sent when it is. */
  readonly isHidden: boolean;
  readonly iterations: number;
  /** Its last row, in the order of its columns. */
  readonly lastRow: readonly number[];
  readonly differences: readonly PlanDifference[];
}

/**
 * How a run's iterations are executed: compiled into one function, which was compared with tfjs's kernels, or on those kernels, and
 * then why.
 */
export type Execution =
  { readonly kind: 'compiled'; readonly usesSimd: boolean } | { readonly kind: 'kernels'; readonly reason: Message };

/** What stopped being a finite number, and in which iteration it first did. */
export interface NonFinite {
  readonly iteration: number;
  readonly message: Message;
}

/** What a run's program prints. */
export interface OutputView {
  /** Each line's text in pieces; null stands for one that is not known. */
  readonly lines: readonly (readonly (string | null)[])[];
  /** The paths of the checkpoints that it saves, in their order. */
  readonly checkpoints: readonly string[];
  /** Why it is not known what follows; null where the program prints no more. */
  readonly end: Message | null;
}

/** Whose loss a run computes. */
export type LossOf = 'program' | 'stand-in-data' | 'stand-in-model';

/** One of the runs shown side by side, without its rows. */
export interface RunView {
  readonly id: string;
  readonly variant: 'as-written' | 'counterpart' | 'preview';
  readonly label: string;
  readonly passesGlobalStep: boolean;
  /** The case of the program as written: what the counterpart changes follows from it. */
  readonly case: RunCaseKind;
  /** Whether it was trained under values of the playground, not the program's own. */
  readonly isVaried: boolean;
  /** Names of the columns of its batches: the fixed ones, then a column a variable. */
  readonly columns: readonly string[];
  /** Fixed columns that this program has no value for (no step, no rate); their cells are empty and their values NaN. */
  readonly absent: readonly string[];
  readonly plannedIterations: number;
  /** Whether its program never ends: it stops here after the planned iterations. */
  readonly isEndless: boolean;
  /** Whose loss is computed: the program's own, the program's of data that stand in for its own, or that of a model that stands in. */
  readonly lossOf: LossOf;
  /** How the step flows through its program. */
  readonly wiring: Wiring;
  /** Where the train op's call stands. */
  readonly location: SourceLocation | null;
  /** Null while it has made too few iterations to know. */
  readonly execution: Execution | null;
  /** Null while all its numbers are finite. */
  readonly nonFinite: NonFinite | null;
  /** Null until it has been read. */
  readonly output: OutputView | null;
  /** Null for the runs of the present training. */
  readonly kept: KeptView | null;
}

/** Files that a chart is saved as. */
export type PictureFormat = 'png' | 'svg';
/** Files that rows are saved as. */
export type RowsFormat = 'csv' | 'json' | 'tensorboard';

/** `loading`: the worker starts. `ended` runs can be restarted; `failed` has a message. */
export type SessionState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'running' }
  | { readonly kind: 'paused' }
  | {
      readonly kind: 'ended';
      readonly reason: 'completed' | 'stopped' | 'non-finite';
      readonly message: Message | null;
      /** The rows of each run as the thread that made them counted them, where it was asked to: whoever has them all can tell. */
      readonly tallies?: readonly TalliedRows[];
    }
  /** Why, and where in the program: null where there is no program, or no place in it. */
  | { readonly kind: 'failed'; readonly message: Message; readonly location: SourceLocation | null };

/** What is said of the program's case: the sentence at the top of the page. */
export interface VerdictView {
  readonly kind: RunCaseKind;
  /** The answer, in as few words as a lens has room for; no full stop. */
  readonly answer: Message;
  /** Cause and consequence in one sentence, with numbers. */
  readonly sentence: Message;
  /** Every further consequence, a sentence each. */
  readonly details: readonly Message[];
  /** What the counterpart changes, and where that stands. */
  readonly change: { readonly text: Message; readonly location: SourceLocation | null } | null;
  /** Whether the program as written never ends: its run stops here after the planned iterations. */
  readonly isEndless: boolean;
  /** What a fix would do to the program's source; null where there is none. */
  readonly fix: Message | null;
}

/** A train op that the program runs. */
export interface TrainOp {
  /** The program's name for it, else the call that makes it. */
  readonly label: Message;
  readonly location: SourceLocation;
  /** How often it is executed; at most, where the program decides during the run when its loop ends. */
  readonly times: number;
}

/** The train ops of a program that runs several, and which of them runs when. */
export interface TrainOps {
  readonly ops: readonly TrainOp[];
  /** Whose training is shown: its place in `ops`. */
  readonly shown: number;
  /** Of each of the first session runs that train, in their order, the ops that it executes, by their places in `ops`. */
  readonly order: readonly (readonly number[])[];
  /** Session runs that train, in all. */
  readonly runs: number;
}

/** Everything a fresh page needs to show a session; rows follow as `steps-recorded`. */
export interface TrainingSnapshot {
  readonly title: string;
  /** Null where there is no program to speak of. */
  readonly verdict: VerdictView | null;
  readonly runs: readonly RunView[];
  /** Null where the program runs one alone. */
  readonly trainOps: TrainOps | null;
  readonly entries: readonly PlanEntryView[];
  readonly unresolved: readonly UnresolvedView[];
  /** The texts that locations point into: those of the program's own file first. */
  readonly sources: readonly SourceText[];
  readonly state: SessionState;
  /** Null where there is no program to change. */
  readonly playground: PlaygroundView | null;
  /** Whether the program says something else now than when it was read. */
  readonly isOutOfDate: boolean;
}

/** What is told of a training as it goes. */
export type TrainingNews = Extract<
  HostMessage,
  { readonly type: 'snapshot-taken' | 'steps-recorded' | 'state-changed' | 'runs-changed' | 'program-changed' }
>;

/** From the host to the page, in the past tense. */
export type HostMessage =
  /** The whole picture; the page forgets what it had. */
  | { readonly type: 'snapshot-taken'; readonly snapshot: TrainingSnapshot }
  /** Rows of one run. The page answers `acknowledge-steps` with the same `batch` number. */
  | { readonly type: 'steps-recorded'; readonly runId: string; readonly batch: number; readonly rows: ColumnBatch }
  | { readonly type: 'state-changed'; readonly state: SessionState }
  /** Other runs, or the same with other names and marks; the rows that are still there stay. */
  | { readonly type: 'runs-changed'; readonly runs: readonly RunView[] }
  /** The program was edited since it was read, or the edit was taken back. */
  | { readonly type: 'program-changed'; readonly isOutOfDate: boolean }
  /** News of a preview's training, which is no part of the panel's: the `preview` of the question that it answers. */
  | { readonly type: 'preview-told'; readonly preview: number; readonly told: TrainingNews }
  /** The answer to `trace-step`: a trace a run, or why there is none. Where a newer question came, it gets the only answer. */
  | {
      readonly type: 'step-traced';
      readonly iteration: number;
      readonly traces: readonly StepTrace[];
      readonly problem: Message | null;
    }
  /** The page gives the user a file to download: there is no file system that it could be saved to. */
  | { readonly type: 'download-file'; readonly name: string; readonly bytes: ArrayBuffer };

/** From the page to the host, imperative. */
export type WebviewMessage =
  /** The page listens now. */
  | { readonly type: 'announce-ready' }
  | { readonly type: 'acknowledge-steps'; readonly batch: number }
  | { readonly type: 'pause-runs' }
  | { readonly type: 'resume-runs' }
  /** Trains exactly one more iteration of every run, then pauses. */
  | { readonly type: 'step-runs' }
  /** Trains on to an iteration, then pauses. */
  | { readonly type: 'run-to'; readonly iteration: number }
  | { readonly type: 'stop-runs' }
  | { readonly type: 'restart-runs' }
  /** Reads the program as it is now, and trains it. */
  | { readonly type: 'read-again' }
  /** Trains the program with something changed; with nothing changed, as its source has it. */
  | { readonly type: 'run-variation'; readonly variation: Variation }
  | PreviewRequest
  /** Applies the fix of the training call to the program's source, and trains it anew. */
  | { readonly type: 'fix-program' }
  /** Writes a variation into the program's source, after the user has seen the edit. */
  | { readonly type: 'apply-variation'; readonly variation: Variation }
  /** Puts the schedule of a variation into the clipboard, as code of a framework. */
  | { readonly type: 'copy-schedule'; readonly target: PortTarget; readonly variation: Variation }
  /** Trains another train op of the program, by its place in the snapshot's `trainOps`. */
  | { readonly type: 'choose-train-op'; readonly index: number }
  | { readonly type: 'reveal-source'; readonly location: SourceLocation }
  /** Uses other values in the place of what was not understood, and trains anew. By the id of their field. */
  | { readonly type: 'set-values'; readonly values: Readonly<Record<string, number>> }
  /** Names, pins, hides or shows an earlier run. */
  | {
      readonly type: 'mark-run';
      readonly runId: string;
      readonly name: string | null;
      readonly isPinned: boolean;
      readonly isHidden: boolean;
    }
  | { readonly type: 'delete-run'; readonly runId: string }
  /** Trains an earlier run's plan again, as it was. */
  | { readonly type: 'replay-run'; readonly runId: string }
  /** Marks a line of the program in the editors that show it; null takes the mark away. */
  | { readonly type: 'highlight-source'; readonly location: SourceLocation | null }
  /** Takes one iteration, from 1, of every run apart. */
  | { readonly type: 'trace-step'; readonly iteration: number }
  /** Asks the user where to put a picture of a chart, and writes it: an SVG's text, or a PNG as a data address. */
  | {
      readonly type: 'save-picture';
      readonly format: PictureFormat;
      readonly column: string;
      readonly content: string;
    }
  /** Asks the user where to put all rows, and writes them. */
  | { readonly type: 'export-rows'; readonly format: RowsFormat };
