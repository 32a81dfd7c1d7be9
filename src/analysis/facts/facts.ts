import type { SourceRange } from '../../base/source-range';
import type { DecayArguments, DependencyRole, RunExtent, Slip, StepCreation } from './events';
import type { SchedulerFacts } from './clock-facts';
import type { ClockSlip } from '../clocks/slips';
import type { OwnLine } from '../walk/own-line';

/** A number that the analysis knows, or null. */
export type KnownNumber = number | null;

/** What applies gradients, or stands for it. */
export type TrainingCallName = 'minimize' | 'apply_gradients' | 'optimize_loss' | 'create_train_op';

/** A variable of the program that can count steps. */
export interface StepVariable {
  /** Unlike any other variable's in the program. */
  readonly id: number;
  /** As the source names it at its first binding. */
  readonly name: string;
  readonly range: SourceRange;
  readonly initial: KnownNumber;
  readonly type: 'int' | 'float' | null;
  readonly trainable: boolean | null;
  /** Where a keyword argument of the call that makes it can be inserted, or null. */
  readonly insertion: SourceRange | null;
  /** Its literal `trainable=True`: the `True`. */
  readonly trainableRange: SourceRange | null;
}

/** Where a dependent's step comes from, and what becomes of it. */
export type StepSource =
  | { readonly kind: 'variable'; readonly variable: StepVariable; readonly isMoved: boolean }
  /** A variable that nothing else can reach. */
  | { readonly kind: 'anonymous'; readonly variable: StepVariable }
  | { readonly kind: 'number'; readonly value: KnownNumber }
  | { readonly kind: 'unknown' };

/** A schedule, a moving average, a hook, …: something that reads a step. */
export interface Dependent {
  /** The TensorFlow name: `exponential_decay`, `ExponentialMovingAverage`, … */
  readonly kind: string;
  readonly role: DependencyRole | 'arithmetic';
  /** The called name's whole expression. */
  readonly range: SourceRange;
  readonly step: StepSource;
  /** The step's argument as the source has it. */
  readonly stepText: string;
  /** The step's argument, where it is an expression of its own. */
  readonly stepRange: SourceRange | null;
  /** What it gives as long as its step is at its initial value. */
  readonly atStart: KnownNumber;
  readonly decay: DecayArguments | null;
  /** The step behind which a piecewise constant changes first; null where that is not known. */
  readonly firstBoundary: KnownNumber;
  /** After how many steps a hook acts again. */
  readonly every: KnownNumber;
  /** What becomes of its value: a learning rate, or something else, such as a momentum or a weight in the loss. */
  readonly use: 'rate' | 'other' | 'loss';
  /** Where a statement can be put before it. */
  readonly line: OwnLine | null;
}

/** What else moves a call's step in the same run. */
export interface DoubledMove {
  readonly range: SourceRange;
  readonly by: 'training' | 'assign' | 'helper';
  readonly within: RunExtent;
  /** How often. */
  readonly times: number;
  /** The loop in whose other turns the same line makes it, or null. */
  readonly loop: SourceRange | null;
  /** The calls that lead to the call itself and to this one, where both are one line of a function; null where they are not. */
  readonly calls: { readonly own: SourceRange; readonly other: SourceRange } | null;
}

/** A call that applies gradients with a TensorFlow 1 optimizer, or stands for one. */
export interface TrainingCall {
  readonly call: TrainingCallName;
  /** The called name. */
  readonly range: SourceRange;
  readonly optimizer: string | null;
  /** The step's argument as the source has it, or null. */
  readonly stepText: string | null;
  readonly stepRange: SourceRange | null;
  readonly isPositional: boolean;
  /** The step's argument with the comma before it, where it can be taken out. */
  readonly removal: SourceRange | null;
  /** What the call passes as the step. */
  readonly passes: 'nothing' | 'none' | 'variable' | 'weight' | 'number' | 'constant' | 'list' | 'unknown';
  /** The variable passed, or null where none is or it is not known. */
  readonly step: StepVariable | null;
  /** Whether the call counts by itself although it is passed nothing. */
  readonly countsByItself: boolean;
  /** Whether the optimizer's own class takes the step and does not count it. */
  readonly isIgnored: boolean;
  /** Where a keyword argument can be inserted, and whether a comma has to come before it. */
  readonly insertion: { readonly range: SourceRange; readonly needsComma: boolean } | null;
  /** How a step could be made before the call. */
  readonly creation: StepCreation | null;
  /** Everything that reads the step that the call moves or should move. */
  readonly dependents: readonly Dependent[];
  /** Those of them whose step certainly stands still. */
  readonly stuck: readonly Dependent[];
  /** What else certainly moves the same step in the same run: other calls and assignments. */
  readonly doubled: readonly DoubledMove[];
  /** What moves a step on its behalf, elsewhere; null where nothing is known to. */
  readonly movedElsewhere: SourceRange | null;
  /** Names that reach a step variable where the call stands, by variable id. */
  readonly visibleNames: ReadonlyMap<number, string>;
  /** How often the call's op is run, where that is known. */
  readonly plannedSteps: KnownNumber;
  /** Whether the call was reached as the program reaches it, rather than in a function that nothing known calls. */
  readonly isReached: boolean;
  /** Whether the program runs the call's op, or hands it to something that does. */
  readonly isRun: boolean;
}

/** What the analysis knows of one program's steps; ranges say in which file. */
export interface ProgramFacts {
  readonly calls: readonly TrainingCall[];
  readonly dependents: readonly Dependent[];
  readonly slips: readonly Slip[];
  /** The schedulers of other libraries, which count by themselves. */
  readonly schedulers: readonly SchedulerFacts[];
  /** What is wrong with their clocks at one place. */
  readonly clockSlips: readonly ClockSlip[];
  /** What the walk has left out, or null where it went through everything. */
  readonly leftOut: LeftOut | null;
}

/** The facts of a program that does nothing. */
export const noFacts: ProgramFacts = {
  calls: [],
  dependents: [],
  slips: [],
  schedulers: [],
  clockSlips: [],
  leftOut: null,
};

/** Why a walk is not the whole program's. */
export type LeftOutReason =
  /** Expressions or blocks lie within each other too deep. */
  | 'nests-too-deep'
  /** Functions call each other too deep. */
  | 'calls-too-deep'
  /** It costs too much with the modules that it imports: it was walked without them. */
  | 'modules'
  /** It costs too much by itself: nothing is known of it. */
  | 'everything';

/** What a walk has left out, and where that begins, if it is a place. */
export interface LeftOut {
  readonly why: LeftOutReason;
  readonly range: SourceRange | null;
}
