// What the walk notes of training clocks: schedulers, the optimizers that are stepped, and each step, in the order of the program.
import type { SourceRange } from '../../base/source-range';
import type { OptimizerMeaning, SchedulerMeaning } from '../../frameworks/clock-symbol';
import type { Framework } from '../../base/framework';
import type { RateSetterMeaning } from '../../frameworks/keras/catalogue';
import type { SourceText } from '../../python/source-text';
import type { For, While } from '../../python/statements';
import type { Mode } from '../facts/events';
import type { CountedUnit, Value } from '../values/values';

/** An object of a library's that has a part in stepping, without a state of its own that matters; a callback that sets the rate. */
export type ClockObject = 'batches' | 'scaler' | 'preparer' | 'wrapper' | 'schedule' | RateSetter;

/** A schedule of Keras', by the place where it is made. */
export interface KerasSchedule {
  readonly name: string;
  readonly range: SourceRange;
}

/** A callback of Keras' that sets an optimizer's rate, by the place where it is made. */
export interface RateSetter extends Pick<RateSetterMeaning, 'sets'> {
  readonly name: string;
  readonly range: SourceRange;
}

/** A length that a scheduler is given: `T_max=len(loader)`. */
export interface ScheduleLength {
  readonly parameter: string;
  readonly range: SourceRange;
  /** The argument as the source has it. */
  readonly text: string;
  /** Of a list, the largest. */
  readonly value: number | null;
  /** Of a list, the smallest. */
  readonly least: number | null;
  readonly isLiteral: boolean;
  /** Whether it is multiplied by the batches that are added up for an update, and by no number of processes. */
  readonly isAccumulated: boolean;
  readonly unit: CountedUnit | null;
}

/** A scheduler, as the walk met its construction in one context. */
export interface Scheduler {
  readonly id: number;
  /** The last part of the class's name, or the function's. */
  readonly name: string;
  readonly framework: Framework;
  readonly meaning: SchedulerMeaning;
  /** The call that makes it. */
  readonly range: SourceRange;
  /** The optimizer that it was given, or that was given it. */
  optimizer: Value;
  /** The rate that it begins with, as the source has it; null where it has none, or takes an optimizer. */
  readonly base: string | null;
  /** The name that the statement binds which makes it; null where it binds none, or more. */
  readonly boundTo: string | null;
  /** The call of a function that it is made in. */
  readonly call: ClockCall | null;
  /** Whether `step` moves it, and not the method that counts updates; null where that is not known. */
  readonly isInEpochs: boolean | null;
  /** The first call of the one that does nothing, and whether the other, or one that may be, is called. */
  idle: SourceRange | null;
  isMoved: boolean;
  /** Whether an optimizer, or another scheduler, was given it. */
  isGiven: boolean;
  readonly lengths: readonly ScheduleLength[];
  /** What its rate is multiplied by again and again, where it is. */
  readonly factor: number | null;
  readonly mode: Mode;
  /** The function or class that was entered as if by something unknown; 0 where the program runs by itself. */
  readonly root: number;
  /** The loops that it is made in. */
  readonly around: readonly object[];
  /** Whether an object that steps optimizers and processes, Accelerate's, was given it. */
  isPrepared: boolean;
  /** Whether it got to something that cannot be read, or to another scheduler, which may step it. */
  escapes: boolean;
}

/** An optimizer whose steps the program takes by itself. */
export interface SteppedOptimizer {
  readonly id: number;
  readonly name: string;
  readonly meaning: OptimizerMeaning;
  readonly range: SourceRange;
  /** The learning rate that it is made with, where it is a number of the source. */
  readonly rate: number | null;
  /** The same as the source has it, where it may be a scheduler. */
  readonly rateText: string | null;
  readonly rateRange: SourceRange | null;
  readonly call: ClockCall | null;
  /** Whether the program sets its rate itself. */
  isSet: boolean;
  /** It was passed to something that cannot be read, which may step it. */
  escapes: boolean;
}

/** One pass of a loop that the walk is in: each pass has an object of its own. */
export interface ClockPass {
  /** The loop, and the text that it stands in. */
  readonly node: For | While;
  readonly source: SourceText;
  /** The conditions around the loop itself. */
  readonly conditions: number;
}

/** One call of a function that the walk is in: each has an object of its own. */
export interface ClockCall {
  /** The conditions around the call. */
  readonly conditions: number;
  /** How many loops are around it. */
  readonly loops: number;
}

/** A call of a method that moves a count. */
export interface ClockEvent {
  /** Null for an optimizer that is not known. */
  readonly of: Scheduler | SteppedOptimizer | null;
  readonly does: 'steps-scheduler' | 'steps-optimizer';
  /** The called name. */
  readonly range: SourceRange;
  /** Whether `step` is given something: a metric, an epoch. */
  readonly hasArgument: boolean;
  /** The passes that it is in, the outermost first. */
  readonly passes: readonly ClockPass[];
  /** The calls of functions that it is in, the outermost first. */
  readonly calls: readonly ClockCall[];
  /** Conditions around it, without those that only choose among the values of a name. */
  readonly conditions: number;
  readonly mode: Mode;
  /** As a scheduler's. */
  readonly root: number;
}
