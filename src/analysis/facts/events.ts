import type { SourceRange } from '../../base/source-range';
import type { ReaderRole } from '../../base/reader-role';
import type { TrainingCallName } from './facts';
import type { OwnLine } from '../walk/own-line';
import type { RateAtStart, Trace, Value, Variable } from '../values/values';

/** What a dependent does with the step, which decides what becomes of it when the step stands still. */
export type DependencyRole = ReaderRole;

/** Something that reads a step, as the walk met it. */
export interface Dependency {
  readonly id: number;
  /** As TensorFlow calls it: `exponential_decay`, `StopAtStepHook`, … */
  readonly kind: string;
  readonly role: DependencyRole;
  readonly range: SourceRange;
  readonly step: Value;
  readonly stepText: string;
  readonly stepRange: SourceRange | null;
  /** What it gives as long as its step is at its initial value. */
  readonly atStart: number | null;
  readonly graph: number;
  readonly mode: Mode;
  readonly root: number;
  readonly decay: DecayArguments | null;
  /** The first boundary of a piecewise constant, of which all are known and rise; null for anything else. */
  readonly firstBoundary: number | null;
  /** After how many steps a hook acts again; null where it does not say, or not in a known number. */
  readonly every: number | null;
  readonly line: OwnLine | null;
}

/** The numbers of a schedule, where they are known. */
export interface DecayArguments {
  readonly steps: number | null;
  readonly rate: number | null;
  readonly isStaircase: boolean;
}

/** Whether the walk came here as the program does, or only because nothing that is known comes here. */
export type Mode = 'called' | 'entry';

/** Something that moves a step. */
export interface Movement {
  readonly id: number;
  readonly step: Value;
  readonly range: SourceRange;
  readonly by: 'training' | 'assign' | 'feed' | 'helper';
  readonly training: Training | null;
  /** Whether it is known to add to the step: it may set it instead, or be of an optimizer that cannot be read. */
  readonly isIncrement: boolean;
  /** How often one run moves the step so: 1, or in how many further turns of `loop` the line made it, of which a list keeps all. */
  readonly times: number;
  readonly loop: SourceRange | null;
  /** The context of the frame that makes it: `World.callsTo` has the calls that lead there. */
  readonly context: number;
  readonly graph: number;
  readonly mode: Mode;
  readonly root: number;
}

/** How a program's own text can make the graph's step. */
export interface StepCreation {
  /** The call that makes it, as this module spells TensorFlow. */
  readonly text: string;
  /** Where it can be given the name `global_step`, which is free; null where it cannot. */
  readonly line: OwnLine | null;
}

/** A training call, as the walk met it in one context. */
export interface Training {
  readonly id: number;
  readonly site: object;
  readonly call: TrainingCallName;
  readonly range: SourceRange;
  readonly optimizer: string | null;
  /** False where the receiver is only guessed. */
  readonly isCertain: boolean;
  readonly passes: 'nothing' | 'none' | 'value' | 'unknown';
  readonly step: Value | null;
  readonly stepText: string | null;
  readonly stepRange: SourceRange | null;
  readonly isPositional: boolean;
  /** The step's argument with the comma before it, where it can be taken out. */
  readonly removal: SourceRange | null;
  /** The optimizer's own class is passed the step and drops it. */
  readonly isIgnored: boolean;
  readonly countsByItself: boolean;
  /** What the optimizer's arguments are computed from. */
  readonly rate: Trace;
  readonly rateAtStart: RateAtStart;
  /** Variables that only other arguments of the optimizer than its rate are computed from. */
  readonly notForRate: readonly Variable[];
  /** What the loss, or the gradients, are computed from. */
  readonly loss: Trace;
  readonly graph: number;
  readonly mode: Mode;
  /** What was entered to come here: 0 is the program itself. */
  readonly root: number;
  readonly insertion: { readonly range: SourceRange; readonly needsComma: boolean } | null;
  readonly visible: ReadonlyMap<Variable, string>;
  readonly creation: StepCreation | null;
  /** Dependents that run this very call: the train op of an EstimatorSpec. */
  readonly heldBy: Dependency[];
}

/** Operations that one `Session.run` runs together, or one pass of a loop. */
export interface Run {
  readonly range: SourceRange;
  readonly moves: readonly Movement[];
  /** How often the loops around it run it, where their counts are known. */
  readonly count: number | null;
  /** In one run, in several of each pass of a loop, or in several of a pass that takes a branch. */
  readonly within: RunExtent;
}

/** How far apart the operations of a `Run` are run. */
export type RunExtent = 'run' | 'pass' | 'branch';

/** Something wrong with a call that is seen where it stands: a Keras optimizer that is passed a step, an assign built in a loop. */
export interface Slip {
  readonly kind: 'keras-keyword' | 'keras-positional' | 'assign-in-loop';
  readonly range: SourceRange;
  readonly name: string;
  readonly stepText: string;
  readonly argument: SourceRange | null;
  /** Whether it stands in a branch that may not be taken. */
  readonly isConditional: boolean;
}
