// The parameters of a library's schedules: names, defaults, what each holds and what it counts; and a call's arguments bound to them.
import { own } from '../base/own';
import { LibraryError } from './library-error';

/**
 * What a number of a schedule counts. `ticks`: calls of the scheduler's own `step()`, whatever the program does between two of them;
 * `updates`: steps of the optimizer; `epochs` and `batches`: as named; `metrics`: calls that pass a metric.
 */
export type Unit = 'ticks' | 'updates' | 'epochs' | 'batches' | 'metrics';

/** A factor or a rate as a function of a count: Python's lambda. Keras passes it the rate before, too, where it takes that. */
export type CountFunction = (count: number, ...rate: readonly number[]) => number;

/** A call that makes a schedule: the name that the library has it under, and its arguments as the program gives them. */
export interface ScheduleCall {
  readonly name: string;
  /** Whose function of the optimizer's own count it is; absent of what is stepped: PyTorch, Transformers. */
  readonly library?: CountedLibrary;
  /** Whether an optimizer is given it as its rate, and it begins with one of its own: Paddle's, some of which PyTorch has by the same names. */
  readonly isGiven?: true;
  readonly args: readonly ArgumentValue[];
  readonly keywords: Readonly<Record<string, ArgumentValue>>;
}

/** Libraries whose optimizers count their updates themselves, and ask a schedule for the rate at that count. */
export type CountedLibrary = 'keras' | 'optax';

/** A dictionary of Python, in its order. */
export type Pairs = readonly (readonly [key: ArgumentValue, value: ArgumentValue])[];

/** What an argument can be. */
export type ArgumentValue =
  | number
  | boolean
  | string
  | null
  | CountFunction
  | readonly ArgumentValue[]
  | { readonly pairs: Pairs }
  | ScheduleCall;

/** A parameter of a constructor. */
export interface Parameter<Value> {
  readonly unit: Unit | null;
  /** Whether it says how long something of the schedule takes, in its unit. */
  readonly isLength?: true;
  /** The library's default; undefined: it has to be given. */
  readonly otherwise: Value | undefined;
  /** The value of an argument; undefined where it is of another kind. */
  readonly read: (argument: ArgumentValue) => Value | undefined;
}

/** Parameters by their names, in the library's order. */
export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The names of the parameters that are lengths in a unit, by default ticks. */
export function lengthsIn(parameters: Parameters, counted: Unit = 'ticks'): string[] {
  return Object.entries(parameters).flatMap(([name, { unit, isLength }]) =>
    unit === counted && isLength === true ? [name] : [],
  );
}

/** What a call's arguments come to. */
export type ValuesOf<P extends Parameters> = {
  readonly [Name in keyof P]: P[Name] extends Parameter<infer Value> ? Value : never;
};

const toNumber = (argument: ArgumentValue): number | undefined => {
  if (typeof argument === 'number') return argument;
  return typeof argument === 'boolean' ? Number(argument) : undefined;
};

/** Whether an argument is a list or a tuple. */
export function isList(argument: ArgumentValue): argument is readonly ArgumentValue[] {
  return Array.isArray(argument);
}

/** Every item read by one function; undefined where one is of another kind, or where there is no list. */
function toList<Value>(
  argument: ArgumentValue,
  read: (item: ArgumentValue) => Value | undefined,
): readonly Value[] | undefined {
  if (!isList(argument)) return undefined;
  const items = argument.map(read).filter((item): item is Value => item !== undefined);
  return items.length === argument.length ? items : undefined;
}

/** A plain number: a rate, a factor or an exponent. */
export function number(otherwise?: number): Parameter<number> {
  return { unit: null, otherwise, read: toNumber };
}

/** A length. */
export function count(unit: Unit, otherwise?: number): Parameter<number> {
  return { unit, isLength: true, otherwise, read: toNumber };
}

/** Where a count stands. */
export function position(unit: Unit, otherwise: number): Parameter<number> {
  return { unit, otherwise, read: toNumber };
}

/** A parameter that may be None, which is its default. */
export function optional<Value>(given: Parameter<Value>): Parameter<Value | null> {
  return { ...given, otherwise: null, read: (argument) => (argument === null ? null : given.read(argument)) };
}

/** True or False; a number is as true as Python has it. */
export function flag(otherwise: boolean): Parameter<boolean> {
  return { unit: null, otherwise, read: (argument) => (argument === null ? false : Boolean(toNumber(argument))) };
}

/** A text. */
export function text(otherwise?: string): Parameter<string> {
  return { unit: null, otherwise, read: (argument) => (typeof argument === 'string' ? argument : undefined) };
}

/** A list of lengths, each from the start. */
export function counts(unit: Unit, otherwise?: readonly number[]): Parameter<readonly number[]> {
  return { unit, isLength: true, otherwise, read: (argument) => toList(argument, toNumber) };
}

/** A list of plain numbers. */
export function numbers(): Parameter<readonly number[]> {
  return { unit: null, otherwise: undefined, read: (argument) => toList(argument, toNumber) };
}

/** One number for all groups of parameters, or a list with one for each. */
export function perGroup(otherwise?: number): Parameter<number | readonly number[]> {
  return { unit: null, otherwise, read: (argument) => toNumber(argument) ?? toList(argument, toNumber) };
}

function toFunction(argument: ArgumentValue): CountFunction | undefined {
  return typeof argument === 'function' ? argument : undefined;
}

/** A function of the count. */
export function countFunction(unit: Unit): Parameter<CountFunction> {
  return { unit, otherwise: undefined, read: toFunction };
}

/** One function of the count for all groups of parameters, or a list with one for each. */
export function functionPerGroup(unit: Unit): Parameter<CountFunction | readonly CountFunction[]> {
  return { unit, otherwise: undefined, read: (argument) => toFunction(argument) ?? toList(argument, toFunction) };
}

/** Whether an argument is itself a call that makes a schedule. */
function isScheduleCall(argument: ArgumentValue): argument is ScheduleCall {
  return argument !== null && typeof argument === 'object' && 'keywords' in argument;
}

/** A schedule within another one. */
function schedule(): Parameter<ScheduleCall> {
  return { unit: null, otherwise: undefined, read: (argument) => (isScheduleCall(argument) ? argument : undefined) };
}

/** A rate, or a schedule that gives it. */
export function rateOrSchedule(): Parameter<number | ScheduleCall> {
  const { read } = schedule();
  return { unit: null, otherwise: undefined, read: (argument) => toNumber(argument) ?? read(argument) };
}

/** Schedules within another one. */
export function schedules(): Parameter<readonly ScheduleCall[]> {
  const { read } = schedule();
  return { unit: null, otherwise: undefined, read: (argument) => toList(argument, read) };
}

/** A dictionary from counts to factors, sorted by the counts. */
export function scales(unit: Unit): Parameter<readonly (readonly [number, number])[]> {
  const read = (argument: ArgumentValue): readonly (readonly [number, number])[] | undefined => {
    if (argument === null || typeof argument !== 'object' || !('pairs' in argument)) return undefined;
    const pairs = argument.pairs.map((pair) => pair.map(toNumber));
    const known = pairs.filter((pair): pair is [number, number] => pair.every((part) => part !== undefined));
    return known.length === pairs.length ? known.toSorted(([a], [b]) => a - b) : undefined;
  };
  return { unit, otherwise: [], read };
}

type Keywords = ScheduleCall['keywords'];

/** A dictionary of keyword arguments. */
export function keywords(): Parameter<Keywords> {
  const read = (argument: ArgumentValue): Keywords | undefined =>
    argument !== null && typeof argument === 'object' && 'pairs' in argument
      ? Object.fromEntries(argument.pairs.map(([key, value]) => [typeof key === 'string' ? key : '', value]))
      : undefined;
  return { unit: null, otherwise: undefined, read };
}

/** Dictionaries of keyword arguments, one a part of a schedule. */
export function keywordLists(): Parameter<readonly Keywords[]> {
  const { read } = keywords();
  return { unit: null, otherwise: undefined, read: (argument) => toList(argument, read) };
}

/** What Python says of an argument that is of another kind than the library takes. */
function mismatch(name: string, parameter: string): LibraryError {
  return new LibraryError('TypeError', `${name}() takes no such value as '${parameter}'`);
}

/** A call's arguments by their parameters. Throws a LibraryError where Python refuses the call, or a value is of another kind. */
export function bind<P extends Parameters>(parameters: P, { name, args, keywords }: ScheduleCall): ValuesOf<P> {
  const names = Object.keys(parameters);
  if (args.length > names.length)
    throw new LibraryError('TypeError', `${name}() takes ${names.length} arguments but ${args.length} were given`);
  const unknown = Object.keys(keywords).find((keyword) => !names.includes(keyword));
  if (unknown !== undefined)
    throw new LibraryError('TypeError', `${name}() got an unexpected keyword argument '${unknown}'`);
  const values = names.map((parameter, place): [string, unknown] => {
    const isPlaced = place < args.length;
    const given = own(keywords, parameter);
    if (isPlaced && given !== undefined)
      throw new LibraryError('TypeError', `${name}() got multiple values for argument '${parameter}'`);
    return [parameter, valueOf(name, parameter, parameters, isPlaced ? args[place] : given)];
  });
  return Object.fromEntries(values) as ValuesOf<P>;
}

function valueOf(
  name: string,
  parameter: string,
  parameters: Parameters,
  argument: ArgumentValue | undefined,
): unknown {
  const known = own(parameters, parameter);
  if (argument === undefined) {
    if (known?.otherwise === undefined)
      throw new LibraryError('TypeError', `${name}() missing 1 required positional argument: '${parameter}'`);
    return known.otherwise;
  }
  const value = known?.read(argument);
  if (value === undefined) throw mismatch(name, parameter);
  return value;
}
