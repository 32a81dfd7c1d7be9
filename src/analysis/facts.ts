import type { SourceRange } from '../base/source-range';

/** A number that the analysis knows, or null. */
export type KnownNumber = number | null;

/** A variable of the program that can count steps. */
export interface StepVariable {
  /** Unlike any other variable's in the program. */
  readonly id: number;
  /** As the source names it at its first binding. */
  readonly name: string;
  readonly range: SourceRange;
}

/** A schedule, a moving average, …: something that reads a step. */
export interface Dependent {
  /** The TensorFlow name: `exponential_decay`, `ExponentialMovingAverage`, … */
  readonly kind: string;
  /** The called name's whole expression. */
  readonly range: SourceRange;
  /** The variable read, or null where it is not known. */
  readonly step: StepVariable | null;
  /** The step's argument as the source has it. */
  readonly stepText: string;
  /** The rate that a schedule gives as long as its step is 0. */
  readonly valueAtZero: KnownNumber;
}

/** A call that applies gradients with a TensorFlow 1 optimizer, or stands for one. */
export interface TrainingCall {
  readonly call: 'minimize' | 'apply_gradients' | 'optimize_loss' | 'create_train_op';
  /** The called name. */
  readonly range: SourceRange;
  readonly optimizer: string | null;
  /** The step's argument as the source has it, or null. */
  readonly stepText: string | null;
  /** The variable passed, or null where none is or it is not known. */
  readonly step: StepVariable | null;
  /** Whether the call counts by itself although it is handed nothing. */
  readonly countsByItself: boolean;
  /** Where a keyword argument can be inserted, and whether a comma has to come before it. */
  readonly insertion: { readonly range: SourceRange; readonly needsComma: boolean } | null;
  /** What the rate of this call's optimizer is computed from. */
  readonly schedules: readonly Dependent[];
  /** Names that reach a step variable where the call stands, by variable id. */
  readonly visibleNames: ReadonlyMap<number, string>;
}

/** Something else that moves a variable: `assign_add`, `assign`, a feed. */
export interface Increment {
  readonly step: StepVariable;
  readonly range: SourceRange;
}

/** What the analysis knows of one program's steps. */
export interface ProgramFacts {
  readonly calls: readonly TrainingCall[];
  readonly dependents: readonly Dependent[];
  readonly increments: readonly Increment[];
}
