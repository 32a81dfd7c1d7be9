import { escape } from '../clocks/escape';
import { isSameTransform } from '../clocks/transforms';
import {
  hasAll,
  mergeTraces,
  noTrace,
  optionsOf,
  possibly,
  type Trace,
  traceOf,
  type Unknown,
  unknown,
  unknownOf,
  type Value,
} from './values';

// Joins the values of a name after branches that the program may take.

const mostOptions = 8;

/** One value that is either of two. */
export function join(a: Value, b: Value): Value {
  if (a === b) return a;
  const options: Value[] = [...optionsOf(a)];
  for (const option of optionsOf(b)) if (!options.some((other) => isSame(other, option))) options.push(option);
  const merged = mergeNumbers(options);
  if (merged.length === 1) return merged[0] ?? unknown;
  if (merged.length <= mostOptions) return isAll(a, merged) ? a : { kind: 'union', options: merged };
  // Of what is one of too many it is not known what becomes of it.
  merged.forEach(escape);
  return unknownOf(merged.reduce<Trace>((all, option) => mergeTraces(all, traceOf(option)), noTrace));
}

/** Whether a union has those options already: what comes to rest stays the same object. */
function isAll(value: Value, options: readonly Value[]): boolean {
  return (
    value.kind === 'union' &&
    value.options.length === options.length &&
    value.options.every((option, index) => {
      const other = options[index];
      return other !== undefined && isSame(option, other);
    })
  );
}

/**
 * The same as `join`, for values that are joined again and again without end: what is not known takes in everything else, so that it
 * comes to rest.
 */
export function widen(a: Value, b: Value): Value {
  if (areAlike(a, b)) return a;
  if (isUnknown(a)) return widerThan(a, b);
  return isUnknown(b) ? widerThan(b, a) : join(a, b);
}

function isUnknown(value: Value): value is Unknown {
  return value.kind === 'unknown' && value.maybe === undefined;
}

function widerThan(value: Unknown, other: Value): Value {
  const trace = mergeTraces(value.trace, possibly(traceOf(other)));
  return trace === value.trace ? value : { kind: 'unknown', trace };
}

/** Two numbers are some number: joins at the head of a loop must come to rest. */
function mergeNumbers(options: readonly Value[]): Value[] {
  const numbers = options.filter(({ kind }) => kind === 'number');
  if (numbers.length < 2) return [...options];
  const isInt = numbers.every((option) => option.kind === 'number' && option.isInt);
  const [unit, ...units] = numbers.map((option) => (option.kind === 'number' ? option.unit : undefined));
  const isOne = unit !== undefined && units.every((other) => other?.of === unit.of);
  const merged: Value = {
    kind: 'number',
    value: null,
    isInt,
    ...(isOne ? { unit: { of: unit.of, times: null } } : {}),
  };
  return [...options.filter(({ kind }) => kind !== 'number'), merged];
}

/** Whether nothing is known of a value but its kind. */
function isPlain(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return value.trace === noTrace && value.maybe === undefined && value.isHandle === undefined;
    case 'tensor':
      return (
        value.trace === noTrace && value.atStart === null && value.isConstant !== true && value.schedule === undefined
      );
    case 'number':
    case 'string':
    case 'bool':
      return value.value === null;
    default:
      return false;
  }
}

/** Whether two values are interchangeable for the walk: equal, or nothing is known of them but that they are of one kind. */
export function areAlike(a: Value, b: Value): boolean {
  return a === b || (a.kind === b.kind && isPlain(a) && isPlain(b)) || isSame(a, b);
}

export function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'none':
    case 'session':
      return true;
    case 'number':
    case 'string':
    case 'bool':
      return a.value === (b as typeof a).value;
    case 'tensorflow':
    case 'foreign':
      return a.path === (b as typeof a).path;
    case 'variable':
      return a.variable === (b as typeof a).variable;
    case 'scheduler':
      return a.scheduler === (b as typeof a).scheduler;
    case 'stepped-optimizer':
      return a.optimizer === (b as typeof a).optimizer;
    case 'clock-object':
      return a.of === (b as typeof a).of;
    case 'transform':
      return isSameTransform(a, b as typeof a);
    case 'module':
      return a.module === (b as typeof a).module;
    case 'class':
      return a.definition === (b as typeof a).definition;
    case 'function':
      return a.definition === (b as typeof a).definition && a.self === (b as typeof a).self;
    case 'unknown':
      return (
        sameTrace(a.trace, (b as typeof a).trace) &&
        a.maybe === (b as typeof a).maybe &&
        a.isHandle === (b as typeof a).isHandle
      );
    case 'tensor':
      return (
        a.atStart === (b as typeof a).atStart &&
        a.schedule === (b as typeof a).schedule &&
        sameTrace(a.trace, (b as typeof a).trace)
      );
    case 'optimizer':
      return (
        a.name === (b as typeof a).name &&
        a.instance === (b as typeof a).instance &&
        sameTrace(a.trace, (b as typeof a).trace)
      );
    default:
      return false;
  }
}

export function sameTrace(a: Trace, b: Trace): boolean {
  const same = <T>(x: readonly T[], y: readonly T[]): boolean => x === y || (x.length === y.length && hasAll(y, x));
  return (
    a === b ||
    (same(a.reads, b.reads) && same(a.mayRead, b.mayRead) && same(a.moves, b.moves) && same(a.trains, b.trains))
  );
}
