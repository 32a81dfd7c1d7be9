import type { SourceRange } from '../../base/source-range';
import type { Call, Lambda } from '../../python/syntax';
import type { ClassDefinition, FunctionDefinition } from '../../python/statements';
import type { Frame } from './frame';
import type { Dependency, Mode, Movement, Training } from '../facts/events';
import type { Attributes, DictValue, ListValue } from './mutable-values';
import type { TransformValue } from '../clocks/transforms';
import type { ClockObject, KerasSchedule, Scheduler, SteppedOptimizer } from '../clocks/events';
import type { LoadedModule } from '../walk/program';

/**
 * What an expression may be, as far as the step is concerned. A union holds alternatives that the program really has; what is not
 * known is unknown, and an unknown's `maybe` is a guess that lists a call but never warns.
 */
export type Value =
  | Unknown
  | Tensor
  | { readonly kind: 'none' }
  | NumberValue
  | { readonly kind: 'string'; readonly value: string | null }
  | { readonly kind: 'bool'; readonly value: boolean | null }
  | TensorFlowValue
  | ForeignValue
  | { readonly kind: 'module'; readonly module: LoadedModule }
  | FunctionValue
  | ClassValue
  | InstanceValue
  | SuperValue
  | OptimizerValue
  | { readonly kind: 'keras-optimizer'; readonly name: string; readonly schedule: KerasSchedule | null }
  | { readonly kind: 'variable'; readonly variable: Variable }
  | { readonly kind: 'average'; readonly trace: Trace }
  | { readonly kind: 'scheduler'; readonly scheduler: Scheduler }
  | { readonly kind: 'stepped-optimizer'; readonly optimizer: SteppedOptimizer }
  | { readonly kind: 'clock-object'; readonly of: ClockObject }
  | TransformValue
  // `hooked`: what its hooks add to the fetches of each of its runs.
  | { readonly kind: 'session'; readonly hooked?: Trace }
  | { readonly kind: 'graph'; readonly graph: number }
  | PartialValue
  | { readonly kind: 'bound'; readonly receiver: Value; readonly name: string }
  | ListValue
  | DictValue
  | { readonly kind: 'union'; readonly options: readonly Value[] };

/** A call of which some arguments are given before it is made. */
export interface PartialValue {
  readonly kind: 'partial';
  readonly callee: Value;
  readonly args: Arguments;
  /** Where a program writes the call and those arguments, as if it made it there; null where the library does. */
  readonly site: { readonly node: Call; readonly frame: Frame } | null;
}
/** What a number counts. `times`: the factor of `len(loader) * 3`, or how many epochs, where that is known. */
export interface CountedUnit {
  readonly of: 'batches' | 'epochs' | 'steps';
  readonly times: number | null;
  /** A number of batches that is divided by the size of a batch again. */
  readonly isDividedBySize?: boolean;
}
/** A number. `unit` is what it counts, as far as it is computed from what is known. */
export interface NumberValue {
  readonly kind: 'number';
  readonly value: number | null;
  readonly isInt: boolean;
  readonly unit?: CountedUnit;
}
/** A public name of TensorFlow below `tf`: `train.AdamOptimizer`. */
export interface TensorFlowValue {
  readonly kind: 'tensorflow';
  readonly path: string;
}
/** A name of another library. */
export interface ForeignValue {
  readonly kind: 'foreign';
  readonly path: string;
}
export interface Unknown {
  readonly kind: 'unknown';
  readonly trace: Trace;
  readonly maybe?: Value;
  /** It was made of `maybe`, an optimizer, by something that cannot be read. `isHandle`: it may be any variable of the graph. */
  readonly wraps?: true;
  readonly isHandle?: boolean;
  /** The reading that gave it, of a number that a program fetched. */
  readonly readBy?: Dependency;
}
/** A graph's tensor or operation. `atStart` is its value while every step is at its initial value. */
export interface Tensor {
  readonly kind: 'tensor';
  readonly trace: Trace;
  readonly atStart: number | null;
  /** A `tf.constant`. */
  readonly isConstant?: boolean;
  /** A run may feed another value in its place than the one that it is computed from. */
  readonly mayBeFed?: true;
  /** The variable whose reference it is: the output of an assignment, which can be added to in place. */
  readonly assigned?: Variable;
  /** The schedule whose value it is, of a step; or which computes it from the count of an optimizer. */
  readonly schedule?: Dependency | KerasSchedule;
}
export interface FunctionValue {
  readonly kind: 'function';
  readonly definition: FunctionDefinition | Lambda;
  readonly frame: Frame;
  readonly self: Value | null;
  /** The class whose body holds it, for `super()`. */
  readonly owner: ClassValue | null;
}
export interface ClassValue {
  readonly kind: 'class';
  readonly definition: ClassDefinition;
  readonly frame: Frame;
  readonly bases: readonly Value[];
  readonly members: Map<string, Value>;
}
export interface InstanceValue {
  readonly kind: 'instance';
  readonly of: ClassValue;
  readonly attributes: Attributes;
  /** Arguments given to a TensorFlow base class: the rate of an own optimizer. */
  trace: Trace;
  /** What it adds to the fetches of each run, as a hook. */
  fetches?: Trace;
}
export interface SuperValue {
  readonly kind: 'super';
  readonly self: InstanceValue;
  readonly after: ClassValue;
}
/** The learning rate while every step is at its initial value; `unknown` is computed in ways that are not known, null is no known argument. */
export type RateAtStart = number | 'unknown' | null;
/** A TensorFlow 1 optimizer. `trace` is what its rate and its other arguments are computed from. */
export interface OptimizerValue {
  readonly kind: 'optimizer';
  readonly name: string;
  readonly trace: Trace;
  /** What its `apply_gradients` does with a step, as its class shows: passes it to what adds 1, makes no use of it, or uses it in another way. */
  readonly stepUse: 'counts' | 'drops' | 'unknown';
  /** A class of the program's own, whose methods come first. */
  readonly instance: InstanceValue | null;
  readonly rateAtStart: RateAtStart;
  /** Variables that only other arguments than the rate are computed from. */
  readonly notForRate: readonly Variable[];
}
/** A `tf.Variable` that the program makes. */
export interface Variable {
  readonly id: number;
  readonly range: SourceRange;
  /** Where a keyword argument of the call that makes it can be inserted, or null. */
  readonly insertion: SourceRange | null;
  /** Its literal `trainable=True`: the `True`. */
  readonly trainableRange: SourceRange | null;
  readonly initial: number | null;
  readonly type: 'int' | 'float' | null;
  readonly trainable: boolean | null;
  /** Its literal `name=` argument. */
  readonly tfName: string | null;
  /** Whether a call of the same name may give it again: `get_variable`, and the graph's own step. */
  readonly isByName: boolean;
  readonly graph: number;
  readonly mode: Mode;
  /** The loops that it is made in. */
  readonly loops: readonly object[];
  /** The graph's own step, from `get_or_create_global_step` and its like. */
  readonly isGraphStep: boolean;
  /** Made where a schedule reads it, so that no other expression can reach it. */
  isAnonymous: boolean;
  /** The first name or attribute that it is bound to. */
  name: string | null;
  /** It was passed to something that is not known. */
  escapes: boolean;
  /** What was assigned to it. */
  assigned: Trace;
}

/** The arguments of a call, evaluated. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** A starred argument may hold any other. */
  readonly isOpen: boolean;
  /** A starred list of which not all items are known. */
  readonly rest?: Value;
}

/** What a value was computed from, and what is run when it is run. */
export interface Trace {
  /** Certainly read. */
  readonly reads: readonly (Variable | Dependency)[];
  /** Perhaps read: the way leads through something unknown. */
  readonly mayRead: readonly (Variable | Dependency)[];
  readonly moves: readonly Movement[];
  readonly trains: readonly Training[];
}

const nothing: readonly never[] = [];
export const noTrace: Trace = { reads: nothing, mayRead: nothing, moves: nothing, trains: nothing };

export const none: Value = { kind: 'none' };
export const unknown: Unknown = { kind: 'unknown', trace: noTrace };
export const plainTensor: Tensor = { kind: 'tensor', trace: noTrace, atStart: null };
export const someNumber: Value = { kind: 'number', value: null, isInt: true };

export function number(value: number | null, isInt: boolean): Value {
  return { kind: 'number', value, isInt };
}

/** A value computed from a trace, in ways that are not known. */
export function unknownOf(trace: Trace): Unknown {
  if (trace === noTrace) return unknown;
  return { kind: 'unknown', trace: possibly(trace) };
}

/** Of more than so many, a set tells sooner than a list whether one is among them. */
const mostInList = 16;

/** Whether all of some things are among others. */
export function hasAll<T>(all: readonly T[], some: readonly T[]): boolean {
  if (all.length <= mostInList) return some.every((item) => all.includes(item));
  const set = new Set(all);
  return some.every((item) => set.has(item));
}

function both<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const known = a.length * b.length > mostInList * mostInList ? new Set(a) : null;
  const more = b.filter((item) => !(known === null ? a.includes(item) : known.has(item)));
  return more.length === 0 ? a : [...a, ...more];
}

/** Both traces. The first itself, where the second adds nothing. */
export function mergeTraces(a: Trace, b: Trace): Trace {
  if (b === noTrace || a === b) return a;
  if (a === noTrace) return b;
  const reads = both(a.reads, b.reads);
  const mayRead = both(a.mayRead, b.mayRead);
  const moves = both(a.moves, b.moves);
  const trains = both(a.trains, b.trains);
  if (reads === a.reads && mayRead === a.mayRead && moves === a.moves && trains === a.trains) return a;
  return { reads, mayRead, moves, trains };
}

/** The same, but nothing of it is certain. */
export function possibly(trace: Trace): Trace {
  if (trace === noTrace) return trace;
  return { reads: nothing, mayRead: both(trace.reads, trace.mayRead), moves: nothing, trains: trace.trains };
}

export function readsOf(...read: readonly (Variable | Dependency)[]): Trace {
  return { ...noTrace, reads: read };
}

/** What a value is computed from, through containers. Of a union, what each alternative is. */
export function traceOf(value: Value, depth = 0): Trace {
  switch (value.kind) {
    case 'unknown':
    case 'tensor':
    case 'optimizer':
    case 'average':
      return value.trace;
    case 'variable':
      return readsOf(value.variable);
    case 'list':
      return depth > 3
        ? noTrace
        : value.items.reduce<Trace>((all, item) => mergeTraces(all, traceOf(item, depth + 1)), noTrace);
    case 'dict': {
      if (depth > 3) return noTrace;
      return [...value.all, ...value.beside].reduce<Trace>(
        (all, item) => mergeTraces(all, traceOf(item, depth + 1)),
        noTrace,
      );
    }
    case 'union': {
      const all = value.options.reduce<Trace>((sum, option) => mergeTraces(sum, traceOf(option, depth + 1)), noTrace);
      // An alternative is run or read only where it is the one: reads stay real, what is run together does not.
      return all.moves.length === 0 ? all : { ...all, moves: commonMoves(value.options, depth) };
    }
    case 'bound':
      return traceOf(value.receiver, depth + 1);
    default:
      return noTrace;
  }
}

function commonMoves(options: readonly Value[], depth: number): readonly Movement[] {
  const [first, ...others] = options.map((option) => traceOf(option, depth + 1).moves);
  return (first ?? []).filter((move) => others.every((moves) => moves.includes(move)));
}

/** The alternatives of a value. */
export function optionsOf(value: Value): readonly Value[] {
  return value.kind === 'union' ? value.options : [value];
}
