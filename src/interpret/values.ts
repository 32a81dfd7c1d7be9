import type { Message } from '../base/message';
import type { DType, GraphArray } from '../base/graph-call';
import type { Formula } from '../base/formula';
import type { Lambda, Span } from '../python/syntax';
import type { FunctionDefinition } from '../python/statements';
import { created } from './watching';
import { takeItems } from './reading';
import type { Scope } from './scope';
import type { TallRows } from './tall-arrays';

/** What an expression of the program is worth while its graph is built. */
export type Value =
  | { readonly kind: 'none' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | IntValue
  | FloatValue
  | { readonly kind: 'str'; readonly value: string }
  | ListValue
  | { readonly kind: 'tuple'; readonly items: readonly Value[]; readonly isFrozenSet?: true }
  | DictValue
  | { readonly kind: 'range'; readonly start: number; readonly stop: number; readonly step: number }
  | { readonly kind: 'slice'; readonly lower: Value; readonly upper: Value; readonly step: Value }
  | { readonly kind: 'ellipsis' }
  | FunctionValue
  | ClassValue
  | InstanceValue
  | { readonly kind: 'method'; readonly self: Value; readonly callee: FunctionValue | BuiltinValue }
  | BuiltinValue
  | ModuleValue
  | { readonly kind: 'array'; readonly array: GraphArray }
  | { readonly kind: 'dtype'; readonly value: DType }
  | TensorValue
  /** Something that is only indexed, as `np.c_[a, b]`. */
  | {
      readonly kind: 'indexed';
      readonly name: string;
      readonly at: (index: Value, span: Span) => Value;
      readonly items?: readonly Value[];
      readonly attributes?: ReadonlyMap<string, Value>;
    }
  /** `tf.Session`, `tf.Graph`, a scope as a context manager: handled on the Python side, without a recorded call. */
  | ContextValue
  | IteratorValue
  /** `@property`, `@staticmethod`, `@classmethod` around a function of a class. */
  | { readonly kind: 'descriptor'; readonly what: 'property' | 'staticmethod' | 'classmethod'; readonly callee: Value }
  | UnknownValue;

/** A whole number. */
export interface IntValue {
  readonly kind: 'int';
  /** The nearest double. */
  readonly value: number;
  /** The number itself, where it is beyond what doubles hold exactly (2 ** 53). */
  readonly exact?: bigint;
  /** Of NumPy's scalars: their arithmetic is not Python's. */
  readonly dtype?: 'int64';
}

/** A floating-point number. */
export interface FloatValue {
  readonly kind: 'float';
  readonly value: number;
  /** Of NumPy's scalars: their arithmetic is not Python's. */
  readonly dtype?: 'float64';
}

/** Something that gives values one by one, as long as there are any: a generator, or `iter(…)`. */
export interface IteratorValue {
  readonly kind: 'iterator';
  /** The next value; null at the end. */
  readonly next: () => Value | null;
  /** Of a generator: the next value once its `yield` has given this one; null at the end. */
  readonly send?: (value: Value) => Value | null;
}

/** A list, shared and changed in place as Python's are. */
export interface ListValue {
  readonly kind: 'list';
  readonly items: Value[];
  /** How many items there are at most: of a queue, the first leave it when more are added. */
  readonly most?: number;
  /** What Python makes that is kept as a list here: a set without repetitions, a queue, what only iterates over something. */
  readonly variety?: 'set' | 'deque' | 'view';
}

/** A dictionary in insertion order. Keys are compared by `keyOf`. */
export interface DictValue {
  readonly kind: 'dict';
  readonly entries: Map<string, { readonly key: Value; value: Value }>;
  /** An `OrderedDict`. */
  readonly isOrdered?: true;
  /** A `Counter`. */
  readonly isCounter?: true;
  /** Whether it is a `defaultdict`: other dictionaries have an answer for a missing key, too. */
  readonly isDefault?: true;
  /** What stands under a key that it does not have; without it Python's KeyError is raised. */
  readonly otherwise?: (key: Value, span: Span, of: DictValue) => Value;
}

/** A function or a lambda with the scope that it closes over and its evaluated defaults. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly definition: FunctionDefinition | Lambda;
  readonly name: string;
  readonly scope: Scope;
  readonly defaults: ReadonlyMap<string, Value>;
  /** What the program sets on the function itself. */
  readonly attributes: Map<string, Value>;
}

/** A class of the program. */
export interface ClassValue {
  readonly kind: 'class';
  readonly name: string;
  readonly bases: readonly Value[];
  readonly attributes: Map<string, Value>;
  /** Calls a method of one of its objects; null where it has none of that name. */
  readonly callMethod?: (object: InstanceValue, name: string, positional: readonly Value[]) => Value | null;
}

/** An object of the program's own class, or of a Python-side library: a parser, a namespace, flags. */
export interface InstanceValue {
  readonly kind: 'instance';
  readonly class: ClassValue | null;
  readonly attributes: Map<string, Value>;
  /** What it is as a sequence, where it is one: a namedtuple. */
  readonly items?: () => readonly Value[];
  /** The same, where its items are alike: only the run knows them. */
  readonly equalItems?: () => EqualItems;
  /** Its next item, where it is its own iterator, as a file is; null at the end. */
  readonly next?: () => Value | null;
}

/** Items that are alike, as the batches of a loader are. */
export interface EqualItems {
  readonly count: number;
  readonly item: Value;
  /** The number of the first one, where each comes with its number: of `enumerate`. */
  readonly from: number | null;
}

/** What a call passes. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** Where the call stands. */
  readonly span: Span;
  /** The called name within it, where it has one. */
  readonly called?: Span;
  /** Where the arguments stand, by place or name; of an unpacked list only what comes before it. */
  readonly places?: ReadonlyMap<number | string, Span>;
  /** `*items` or `**entries` that are not known: any parameter that is not given may be given by them. */
  readonly more?: UnknownValue;
}

/** Arguments of a function, by their places and names; `*` is any by place, and `**` any by name. */
export type Places = readonly (number | string)[];

/** Any argument. */
export const anything: Places = ['*', '**'];

/** A function that the interpreter itself provides. */
export interface BuiltinValue {
  readonly kind: 'builtin';
  readonly name: string;
  readonly call: (given: Arguments) => Value;
  /** Arguments that may be unknown: the function itself says what becomes of them. With any other unknown argument its call is unknown. */
  readonly takes?: Places;
  /** Whether it also looks at what `*items` and `**entries` may hold that are not known. */
  readonly takesMore?: true;
  /** The effect and the result of a call with an unknown argument: by default no effect, and an unknown result. */
  readonly lost?: (given: Arguments, why: UnknownValue) => Value;
}

/** An imported module; its members are looked up by name when they are asked for. */
export interface ModuleValue {
  readonly kind: 'module';
  readonly path: string;
  readonly member: (name: string, span: Span) => Value;
  /** What `import *` binds, where that is known. */
  readonly names?: readonly string[];
  /** Members that the interpreter evaluates itself, where `names` does not list them. */
  readonly modelled?: readonly string[];
  /** Sets a name of it; absent for a library's. */
  readonly assign?: (name: string, value: Value) => void;
}

/** A context manager of TensorFlow that leaves no operation in the graph. */
export interface ContextValue {
  readonly kind: 'context';
  readonly what: 'session' | 'graph' | 'scope';
  /** Called by `with`; the result by its end. */
  readonly enter: () => () => void;
  /** What `with … as` gives once it is entered, where that is not the context itself. */
  readonly entered?: () => Value;
  /** The session's or graph's number. */
  readonly id?: number;
  /** The name of a scope. */
  readonly name?: string;
  /** Whether it ends quietly with the end of its data, as monitored sessions do. */
  readonly endsWithData?: boolean;
  /** Where a monitored session's hooks stop it: the step of the last iteration. */
  readonly lastStep?: number | null;
  /** What `with … as` and attributes of its own give. */
  readonly attributes?: ReadonlyMap<string, Value>;
}

/** What a recorded TensorFlow call returned, or a part of it. */
export interface TensorValue {
  readonly kind: 'tensor';
  readonly call: number;
  readonly output?: number | string;
}

/** Not known, with the first reason and where it arose. Whatever is computed from it is unknown for that reason. */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly why: Message;
  readonly span: Span;
  /** How it is computed from what the run fetches, where it is only known then. */
  readonly formula?: Formula;
  /** Of an array whose elements are not known: its shape and dtype, which are. */
  readonly form?: { readonly shape: readonly number[]; readonly dtype: DType };
  /** Of an array that is too large to be held, and for which data stands in: its rows. */
  readonly tall?: TallRows;
  /** Lists, dictionaries and arrays of the program that may be changed through it. */
  readonly holds?: readonly Value[];
}

export const none: Value = { kind: 'none' };

/** What only speaks, logs or saves: whatever is done with it gives it again, and where it is recorded it is None. */
export const nothing: Value = { kind: 'nothing' };

export function unknown(why: Message, span: Span): UnknownValue {
  return { kind: 'unknown', why, span: { start: span.start, end: span.end } };
}

/** A whole number; one that no double holds exactly is given as a bigint. */
export function int(value: number | bigint): IntValue {
  if (typeof value === 'number') {
    const isExact = Number.isSafeInteger(value) || !Number.isInteger(value);
    return isExact ? { kind: 'int', value } : { kind: 'int', value, exact: BigInt(value) };
  }
  const near = Number(value);
  return Number.isSafeInteger(near) ? { kind: 'int', value: near } : { kind: 'int', value: near, exact: value };
}

export function float(value: number): FloatValue {
  return { kind: 'float', value };
}

export function bool(value: boolean): Value {
  return { kind: 'bool', value };
}

export function str(value: string): Value {
  return { kind: 'str', value };
}

export function tuple(items: readonly Value[]): Value {
  return { kind: 'tuple', items };
}

export function list(items: readonly Value[]): ListValue {
  takeItems(items.length);
  const made: ListValue = { kind: 'list', items: [...items] };
  created(made);
  return made;
}

/** A function that computes with all that it is given: a call of it is unknown where something of that is. */
export function builtin(name: string, call: BuiltinValue['call']): BuiltinValue {
  return { kind: 'builtin', name, call };
}

/** A function that says itself what becomes of some unknown arguments: it holds them, records them, or does not need them. */
export function tolerant(name: string, takes: Places, call: BuiltinValue['call']): BuiltinValue {
  return { kind: 'builtin', name, call, takes };
}

/** The same of further arguments that are not known: it records its call, or sets attributes. */
export function recording(name: string, call: BuiltinValue['call'], takes: Places = anything): BuiltinValue {
  return { kind: 'builtin', name, call, takes, takesMore: true };
}
