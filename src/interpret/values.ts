import type { DType, GraphArray } from '../base/graph-call';
import { type Formula, isFormulaOperation } from '../base/formula';
import type { Expression, FunctionDefinition, Lambda, Span } from '../python/syntax';
import { forgottenReason } from './forgotten';
import { created } from './watching';

export { forgottenReason, setForgotten } from './forgotten';
import { spend, takeItems } from './reading';
import type { Scope } from './scope';

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
  /** What stands under a key that it does not have; without it Python's KeyError is raised. */
  readonly otherwise?: (key: Value, span: Span) => Value;
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
}

/** An object of the program's own class, or of a Python-side library: a parser, a namespace, flags. */
export interface InstanceValue {
  readonly kind: 'instance';
  readonly class: ClassValue | null;
  readonly attributes: Map<string, Value>;
  /** What it is as a sequence, where it is one: a namedtuple. */
  readonly items?: () => readonly Value[];
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
  /** What a call does, and gives, that is unknown for a reason: by default it does nothing, and gives what is not known. */
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
  readonly why: string;
  readonly span: Span;
  /** How it is computed from what the run fetches, where it is only known then. */
  readonly formula?: Formula;
  /** Of an array whose elements are not known: its shape and dtype, which are. */
  readonly form?: { readonly shape: readonly number[]; readonly dtype: DType };
  /** Lists, dictionaries and arrays of the program that may be changed through it. */
  readonly holds?: readonly Value[];
}

export const none: Value = { kind: 'none' };

/** What only speaks, logs or saves: whatever is done with it gives it again, and where it is recorded it is None. */
export const nothing: Value = { kind: 'nothing' };

export function unknown(why: string, span: Span): UnknownValue {
  return { kind: 'unknown', why, span: { start: span.start, end: span.end } };
}

/** A number of the run: not known yet, but how it is computed. */
export function formulaValue(formula: Formula, span: Span): UnknownValue {
  return { ...unknown('a value that is only known during the run', span), formula };
}

/** How a value is computed during the run; null where that is not known, or no number. */
export function formulaOf(value: Value): Formula | null {
  if (value.kind === 'unknown') return value.formula ?? null;
  const number = value.kind === 'int' || value.kind === 'float' || value.kind === 'bool' ? asNumber(value) : null;
  return number === null ? null : { kind: 'number', value: number };
}

/** The value without how it is computed, what it is and what it holds: something else was made of it. */
export function withoutFormula(value: Value): Value {
  return value.kind === 'unknown' && (value.formula ?? value.form ?? value.holds) !== undefined
    ? unknown(value.why, value.span)
    : value;
}

/** An operation with a value that only the run knows; null where neither is one, or the operation is none of formulas. */
export function formulaOperation(name: string, args: readonly Value[], span: Span): UnknownValue | null {
  if (!args.some((value) => value.kind === 'unknown' && value.formula !== undefined)) return null;
  const formulas = args.map(formulaOf);
  if (!isFormulaOperation(name) || !formulas.every((formula) => formula !== null)) return null;
  return formulaValue({ kind: 'operation', name, args: formulas }, span);
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

/** An int or a bool as it is exactly. */
export function exactInt(value: Value & { kind: 'int' | 'bool' }): bigint {
  if (value.kind === 'bool') return value.value ? 1n : 0n;
  return value.exact ?? BigInt(value.value);
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

/** The number that a Python number or bool is, or null. */
export function asNumber(value: Value): number | null {
  switch (value.kind) {
    case 'int':
    case 'float':
      return value.value;
    case 'bool':
      return value.value ? 1 : 0;
    case 'array':
      return value.array.shape.length === 0 ? (value.array.data[0] ?? null) : null;
    default:
      return null;
  }
}

/** Characters of a tuple's key. Longer ones are not looked up. */
const longestKey = 1_000_000;
const numbers = new WeakMap<object, number>();
let nextNumber = 0;

/** A number that tells objects apart. */
function numberOf(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) numbers.set(object, (number = nextNumber++));
  return number;
}

/** Whether objects of a class are equal in a way of their own, as far as its bases are known. */
function isCompared({ attributes, bases }: ClassValue): boolean {
  return (
    attributes.has('__eq__') ||
    bases.some((base) => (base.kind === 'class' ? isCompared(base) : base.kind !== 'builtin' || base.name !== 'object'))
  );
}

/** Equal keys of a dictionary have equal texts: 1, 1.0 and True are one key, as in Python. Null: it cannot be a key here. */
export function keyOf(value: Value): string | null {
  const number = asNumber(value);
  if (number !== null) {
    if (value.kind === 'int' && value.exact !== undefined) return `n${value.exact}`;
    return Number.isInteger(number) && !Number.isSafeInteger(number) ? `n${BigInt(number)}` : `n${number}`;
  }
  switch (value.kind) {
    case 'none':
      return 'none';
    case 'str':
      return `s${value.value}`;
    case 'tensor':
      return `t${value.call}.${value.output ?? ''}`;
    case 'dtype':
      return `d${value.value}`;
    case 'ellipsis':
      return value.kind;
    case 'function':
    case 'class':
    case 'builtin':
    case 'module':
      return `o${numberOf(value)}`;
    case 'instance':
      return value.items === undefined && value.class !== null && !isCompared(value.class)
        ? `o${numberOf(value.attributes)}`
        : null;
    case 'tuple': {
      spend(1 + value.items.length);
      const parts: string[] = [];
      let length = 0;
      for (const item of value.items) {
        const part = keyOf(item);
        if (part === null || (length += part.length) > longestKey) return null;
        // With its length before it, no other tuple's parts come to the same text.
        parts.push(`${part.length}:${part}`);
      }
      return `(${parts.join('')})`;
    }
    default:
      return null;
  }
}

/** A dictionary of entries whose keys are known, later ones winning. */
export function dict(entries: Iterable<readonly [Value, Value]>): DictValue {
  const map: DictValue['entries'] = new Map();
  created(map);
  for (const [key, value] of entries) {
    const text = keyOf(key);
    if (text !== null) map.set(text, { key, value });
    // An entry is as large as some four items.
    if (map.size % 1024 === 0) takeItems(4 * 1024);
  }
  return { kind: 'dict', entries: map };
}

/** A dictionary of the entries, later ones winning; unknown where a key is. */
export function dictOf(entries: readonly (readonly [Value, Value])[], span: Span): DictValue | UnknownValue {
  for (const [key] of entries) {
    if (key.kind === 'unknown') return unknown(key.why, key.span);
    if (keyOf(key) === null) return unknown(`a dictionary with ${describe(key)} for a key`, span);
  }
  return dict(entries);
}

/** What tells whether a value of the program was forgotten; null for one that cannot be changed. */
export function identityOf(value: Value): object | null {
  switch (value.kind) {
    case 'list':
      return value;
    case 'dict':
      return value.entries;
    case 'array':
      return value.array.data.buffer;
    default:
      return null;
  }
}

/** The value as it is known: unknown where it was changed in a way that is not. */
export function settled(value: Value): Value {
  const identity = identityOf(value);
  const why = identity === null ? null : forgottenReason(identity);
  if (why === null) return value;
  const form = value.kind === 'array' ? { shape: value.array.shape, dtype: value.array.dtype } : undefined;
  return { kind: 'unknown', why: why.why, span: why.span, ...(form === undefined ? {} : { form }), holds: [value] };
}

/** The items of a value that Python can iterate over and whose length is known; null for any other. */
export function itemsOf(given: Value): readonly Value[] | null {
  const value = settled(given);
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return value.items;
    case 'str':
      takeItems(value.value.length);
      return Array.from(value.value, str);
    case 'dict':
      takeItems(value.entries.size);
      return [...value.entries.values()].map(({ key }) => key);
    case 'instance':
      return value.items?.() ?? null;
    case 'indexed':
      return value.items ?? null;
    default:
      return null;
  }
}

/** Python's truth of a value; null where it is not known. */
export function truthOf(value: Value): boolean | null {
  switch (value.kind) {
    case 'none':
    // What would be saved or restored is not there: `if checkpoint:` is not taken.
    case 'nothing':
      return false;
    case 'bool':
      return value.value;
    case 'int':
    case 'float':
      return value.value !== 0;
    case 'str':
      return value.value !== '';
    case 'list':
    case 'tuple':
      return value.items.length > 0;
    case 'dict':
      return value.entries.size > 0;
    case 'range':
      return rangeLength(value) > 0;
    case 'array':
      return value.array.data.length === 1 ? value.array.data[0] !== 0 : null;
    case 'unknown':
      return null;
    case 'instance':
      return value.items === undefined ? true : value.items().length > 0;
    default:
      return true;
  }
}

/** How many numbers a range has. */
export function rangeLength({ start, stop, step }: { start: number; stop: number; step: number }): number {
  return Math.max(0, Math.ceil((stop - start) / step));
}

/** A value's text, as `str()` gives it, for names and messages. */
export function textOf(value: Value): string {
  switch (value.kind) {
    case 'str':
      return value.value;
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'float':
      return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
    default:
      return asNumber(value)?.toString() ?? describe(value);
  }
}

/** What a kind of value is called in a message. */
export function describe(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return `an unknown value (${value.why})`;
    case 'tensor':
      return 'a tensor';
    case 'module':
      return `the module ${value.path}`;
    case 'builtin':
    case 'function':
    case 'class':
      return value.name;
    default:
      return `${/^[aeiou]/.test(value.kind) ? 'an' : 'a'} ${value.kind}`;
  }
}

/** An expression's place, for values that outlive it. */
export function spanOf({ start, end }: Expression): Span {
  return { start, end };
}
