// What is known of a program's schedulers: who steps them, and how often.
import type { SourceRange } from '../../base/source-range';
import type { Framework } from '../../base/framework';
import type { PaceFault } from '../clocks/pace';
import type { KnownNumber } from './facts';

/** What becomes of a scheduler in a program. */
export type SchedulerFate =
  | 'stepped'
  /** Nothing that can step it has it. */
  | 'never-stepped'
  /** Something that cannot be read, or another scheduler, has it. */
  | 'unknown';

/** A call of a scheduler's `step`. */
export interface SchedulerStep {
  /** The called name. */
  readonly range: SourceRange;
  readonly hasArgument: boolean;
}

/** A step of a scheduler that each pass of a loop takes before its optimizer's first. */
export interface EarlySchedulerStep {
  readonly range: SourceRange;
  /** The optimizer's step. */
  readonly optimizer: SourceRange;
  /** Replacements that move the step behind it; none where the source does not show how. */
  readonly mends: readonly { readonly range: SourceRange; readonly text: string }[];
}

/** A pace that does not meet a scheduler's length. */
export interface SchedulerPace {
  readonly fault: PaceFault;
  /** The length as the source has it, with its parameter. */
  readonly text: string;
  readonly step: SourceRange;
  /** How many epochs its length is, and how many the program trains. */
  readonly epochs: number | null;
  readonly trained: number | null;
}

/** A construction of a scheduler, with what all calls of the code around it come to. */
export interface SchedulerFacts {
  /** The class's name, or the function's that makes it. */
  readonly name: string;
  /** That of its library. */
  readonly framework: Framework;
  /** The called name's whole expression. */
  readonly range: SourceRange;
  /** The optimizer that it was made with, where it is known. */
  readonly optimizer: { readonly name: string; readonly range: SourceRange; readonly rate: KnownNumber } | null;
  readonly fate: SchedulerFate;
  /** Whether something that the walk has not seen has it or its optimizer, or may be it. */
  readonly isLost: boolean;
  /** Whether its optimizer is stepped in the program. */
  readonly isTrained: boolean;
  /** Whether its rate is the same at all ticks. */
  readonly isConstant: boolean;
  /** Whether it is wrapped by what handles processes, which steps nothing by itself. */
  readonly isPrepared: boolean;
  /** Whether the construction was reached as the program reaches it. */
  readonly isReached: boolean;
  readonly steps: readonly SchedulerStep[];
  /** The names by which other modules can reach it: attributes of objects, and the module's own names. */
  readonly reachedBy: readonly string[];
  /** Null where the optimizer comes first, or the order is not known. */
  readonly early: EarlySchedulerStep | null;
  /** Two steps with none of its optimizer between; null where there are none, or that is not known. */
  readonly twice: { readonly first: SourceRange; readonly second: SourceRange } | null;
  /** The optimizer that is stepped in the place of its own, which never is; null where its own is, or that is not known. */
  readonly other: { readonly name: string; readonly range: SourceRange } | null;
  /** A call that does nothing, where no other moves it; null where one does, or that is not known. */
  readonly idle: { readonly range: SourceRange; readonly isInEpochs: boolean } | null;
  /** The length whose end the program's ticks do not pass, and their number; null where they do, or that is not known. */
  readonly stands: { readonly text: string; readonly ticks: number } | null;
  /** The length of one that Accelerate steps with each update, where it counts the batches added up for that; null of any other. */
  readonly accumulated: string | null;
  /** Null where it is stepped as its length counts, or that is not known. */
  readonly pace: SchedulerPace | null;
  /** Whether its rate comes to 0 at the end of its length. */
  readonly endsAtZero: boolean;
}
