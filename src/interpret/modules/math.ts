import type { Span } from '../../python/syntax';
import { asFloat, isNumber, type NumberValue } from '../arithmetic';
import { bitLength, power, withSign } from '../float-arithmetic';
import { iterate } from '../iteration';
import { assertWithin, PythonError } from '../limits';
import { binaryOf } from '../text/decimal';
import { truncated } from '../text/to-int';
import { typeName } from '../type-name';
import {
  type Arguments,
  bool,
  builtin,
  exactInt,
  float,
  int,
  type ModuleValue,
  tuple,
  unknown,
  type Value,
  withoutFormula,
} from '../values';

/** A function of one float. C's rules say what is outside of its domain: NaN of a number, and infinity of a finite one. */
const ofOne: ReadonlyMap<string, (value: number) => number> = new Map([
  ['sin', Math.sin],
  ['cos', Math.cos],
  ['tan', Math.tan],
  ['asin', Math.asin],
  ['acos', Math.acos],
  ['atan', Math.atan],
  ['sinh', Math.sinh],
  ['cosh', Math.cosh],
  ['tanh', Math.tanh],
  ['asinh', Math.asinh],
  ['acosh', Math.acosh],
  ['atanh', Math.atanh],
  ['exp', Math.exp],
  ['expm1', Math.expm1],
  ['log1p', Math.log1p],
  ['sqrt', Math.sqrt],
  ['fabs', Math.abs],
  ['degrees', (value: number) => value * (180 / Math.PI)],
  ['radians', (value: number) => value * (Math.PI / 180)],
]);

/** Functions whose infinite results of finite numbers are too large, rather than outside of the domain. */
const overflowing = new Set(['exp', 'expm1', 'sinh', 'cosh', 'degrees', 'pow', 'hypot']);

const logarithms: ReadonlyMap<string, (value: number) => number> = new Map([
  ['log', Math.log],
  ['log2', Math.log2],
  ['log10', Math.log10],
]);

const tests: ReadonlyMap<string, (value: number) => boolean> = new Map([
  ['isnan', (value: number) => Number.isNaN(value)],
  ['isinf', (value: number) => Math.abs(value) === Number.POSITIVE_INFINITY],
  ['isfinite', (value: number) => Number.isFinite(value)],
]);

const constants: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
  ['tau', 2 * Math.PI],
  ['inf', Number.POSITIVE_INFINITY],
  ['nan', Number.NaN],
]);

/** The module `math`. */
export function mathModule(): ModuleValue {
  return {
    kind: 'module',
    path: 'math',
    names: [...constants.keys(), ...ofOne.keys(), ...logarithms.keys(), ...tests.keys(), ...others.keys()],
    member: (name, span) => {
      const constant = constants.get(name);
      if (constant !== undefined) return float(constant);
      const called = functionNamed(name);
      return called === null ? unknown(`math.${name}`, span) : builtin(name, (given) => guarded(name, called, given));
    },
  };
}

/** A function's arguments, as numbers or otherwise as the program gives them. */
type MathFunction = (name: string, given: Arguments) => Value;

/** Thrown within, where an argument is not known to be a number. */
class NotANumber extends Error {
  constructor(readonly value: Value) {
    super('not a number');
  }
}

function guarded(name: string, called: MathFunction, given: Arguments): Value {
  try {
    return called(name, given);
  } catch (error) {
    if (!(error instanceof NotANumber)) throw error;
    return error.value.kind === 'unknown' ? withoutFormula(error.value) : unknown(`math.${name} of this`, given.span);
  }
}

function functionNamed(name: string): MathFunction | null {
  const [apply, logarithm, test] = [ofOne.get(name), logarithms.get(name), tests.get(name)];
  if (apply !== undefined)
    return (_, given) => {
      const [x] = numbers(name, given, 1);
      return float(checked(name, apply(x), [x], given.span));
    };
  if (logarithm !== undefined) return (_, given) => logarithmOf(name, logarithm, given);
  if (test !== undefined) return (_, given) => bool(test(numbers(name, given, 1)[0]));
  return others.get(name) ?? null;
}

function countOf(name: string, { positional, span }: Arguments, count: number): void {
  if (positional.length === count) return;
  throw new PythonError(
    'TypeError',
    count === 1
      ? `math.${name}() takes exactly one argument (${positional.length} given)`
      : `${name} expected ${count} arguments, got ${positional.length}`,
    span,
  );
}

/** Arguments as floats. Throws what Python raises for those that are no numbers. */
function numbers(name: string, given: Arguments, count: number): [number, ...number[]] {
  countOf(name, given, count);
  const [first = Number.NaN, ...rest] = given.positional.map((value) => numberIn(value, given.span));
  return [first, ...rest];
}

function numberIn(value: Value, span: Span): number {
  return asFloat(pythonNumber(value, span), span);
}

/** A number of Python's or NumPy's. Throws Python's TypeError. */
function pythonNumber(value: Value, span: Span): NumberValue {
  if (isNumber(value)) return value;
  const [only] = value.kind === 'array' && value.array.data.length === 1 ? value.array.data : [];
  if (only !== undefined) return float(only);
  const type = typeName(value);
  if (type === null || value.kind === 'instance' || value.kind === 'array') throw new NotANumber(value);
  throw new PythonError('TypeError', `must be real number, not ${type}`, span);
}

/** A result within C's rules. Throws Python's ValueError or OverflowError for one that is not. */
function checked(name: string, result: number, given: readonly number[], span: Span): number {
  if (Number.isNaN(result) && !given.some(Number.isNaN)) throw new PythonError('ValueError', 'math domain error', span);
  if (!Number.isFinite(result) && !Number.isNaN(result) && given.every(Number.isFinite)) {
    if (overflowing.has(name)) throw new PythonError('OverflowError', 'math range error', span);
    throw new PythonError('ValueError', 'math domain error', span);
  }
  return result;
}

function logarithmOf(name: string, apply: (value: number) => number, given: Arguments): Value {
  const { positional, span } = given;
  const most = name === 'log' ? 2 : 1;
  if (positional.length === 0 || positional.length > most) {
    if (most === 1) countOf(name, given, 1);
    throw new PythonError('TypeError', 'math.log requires 1 to 2 arguments', span);
  }
  const [value, base] = positional.map((each) => oneLogarithm(apply, each, span));
  if (value === undefined || base === undefined) return float(value ?? Number.NaN);
  if (base === 0) throw new PythonError('ZeroDivisionError', 'float division by zero', span);
  return float(value / base);
}

/** A logarithm, also of an int that is beyond all floats. */
function oneLogarithm(apply: (value: number) => number, value: Value, span: Span): number {
  const number = pythonNumber(value, span);
  if (number.kind === 'int' && number.exact !== undefined && number.exact > 0n) {
    if (Number.isFinite(number.value)) return apply(number.value);
    // Python's: the mantissa from 0.5 to 1, and the power of two.
    const bits = bitLength(number.exact);
    return apply(Number(number.exact >> BigInt(bits - 64)) / 2 ** 64) + apply(2) * bits;
  }
  const x = number.kind === 'int' && number.exact !== undefined ? -1 : asFloat(number, span);
  if (x <= 0) throw new PythonError('ValueError', 'math domain error', span);
  return apply(x);
}

function toWhole(name: string, given: Arguments, round: (value: number) => number): Value {
  countOf(name, given, 1);
  const [value] = given.positional;
  if (value?.kind === 'int' || value?.kind === 'bool') return int(exactInt(value));
  if (name === 'trunc' && value !== undefined && !isNumber(value) && value.kind !== 'array') {
    const type = typeName(value);
    if (type === null || value.kind === 'instance') throw new NotANumber(value);
    throw new PythonError('TypeError', `type ${type} doesn't define __trunc__ method`, given.span);
  }
  const number = numberIn(value ?? float(Number.NaN), given.span);
  return int(truncated(round(number), given.span));
}

function raised(name: string, given: Arguments): Value {
  const [x, y = Number.NaN] = numbers(name, given, 2);
  const result = power(x, y);
  if (Number.isNaN(result) && !Number.isNaN(x) && !Number.isNaN(y))
    throw new PythonError('ValueError', 'math domain error', given.span);
  if (x === 0 && y < 0 && Number.isFinite(y)) throw new PythonError('ValueError', 'math domain error', given.span);
  return float(checked(name, result, [x, y], given.span));
}

/** An int argument. Throws Python's TypeError. */
function wholeIn(value: Value, span: Span): bigint {
  if (value.kind === 'int' || value.kind === 'bool') return exactInt(value);
  const type = typeName(value);
  if (type === null || value.kind === 'instance' || value.kind === 'array') throw new NotANumber(value);
  throw new PythonError('TypeError', `'${type}' object cannot be interpreted as an integer`, span);
}

function factorial(name: string, given: Arguments): Value {
  countOf(name, given, 1);
  const [value] = given.positional;
  const count = wholeIn(value ?? float(Number.NaN), given.span);
  if (count < 0n) throw new PythonError('ValueError', 'factorial() not defined for negative values', given.span);
  assertWithin('digits', Number(count) * Math.log10(Math.max(2, Number(count))), given.span);
  let product = 1n;
  for (let factor = 2n; factor <= count; factor++) product *= factor;
  return int(product);
}

function greatestCommonDivisor(_: string, { positional, span }: Arguments): Value {
  let divisor = 0n;
  for (const value of positional) {
    let next = wholeIn(value, span);
    while (next !== 0n) [divisor, next] = [next, divisor % next];
  }
  return int(divisor < 0n ? -divisor : divisor);
}

/** The exact sum, rounded once. */
function exactSum(_: string, { positional: [value], span }: Arguments): Value {
  const iteration = value === undefined ? null : iterate(value);
  if (value === undefined || iteration === null) throw new NotANumber(value ?? float(Number.NaN));
  let [total, special] = [0n, 0];
  let isSpecial = false;
  for (const item of iteration.items()) {
    const number = numberIn(item, span);
    if (Number.isFinite(number)) {
      const { mantissa, exponent } = binaryOf(number);
      const scaled = mantissa << BigInt(exponent + 1074);
      total += number < 0 ? -scaled : scaled;
    } else {
      special += number;
      isSpecial = true;
    }
  }
  if (isSpecial) return float(special);
  const shift = Math.max(0, bitLength(total) - 64);
  const sticky = (total & ((1n << BigInt(shift)) - 1n)) === 0n ? 0n : 1n;
  return float(Number((total >> BigInt(shift)) | sticky) * 2 ** (shift - 537) * 2 ** -537);
}

function isClose(_: string, { positional, named, span }: Arguments): Value {
  const [a, b] = positional.map((value) => numberIn(value, span));
  if (a === undefined || b === undefined || positional.length > 2)
    throw new PythonError(
      'TypeError',
      `isclose() takes exactly 2 positional arguments (${positional.length} given)`,
      span,
    );
  const share = numberIn(named.get('rel_tol') ?? float(1e-9), span);
  const least = numberIn(named.get('abs_tol') ?? float(0), span);
  if (share < 0 || least < 0) throw new PythonError('ValueError', 'tolerances must be non-negative', span);
  if (a === b) return bool(true);
  if (!Number.isFinite(a) || !Number.isFinite(b)) return bool(false);
  const difference = Math.abs(b - a);
  return bool(difference <= Math.abs(share * b) || difference <= Math.abs(share * a) || difference <= least);
}

function scaledByTwos(name: string, given: Arguments): Value {
  countOf(name, given, 2);
  const [value, twos] = given.positional;
  const x = numberIn(value ?? float(Number.NaN), given.span);
  if (twos?.kind !== 'int' && twos?.kind !== 'bool') {
    if (twos?.kind === 'unknown') throw new NotANumber(twos);
    throw new PythonError('TypeError', 'Expected an int as second argument to ldexp.', given.span);
  }
  let left = Math.max(-3000, Math.min(3000, Number(exactInt(twos))));
  let result = x;
  for (; left > 1000; left -= 1000) result *= 2 ** 1000;
  for (; left < -1000; left += 1000) result *= 2 ** -1000;
  result *= 2 ** left;
  if (!Number.isFinite(result) && Number.isFinite(x))
    throw new PythonError('OverflowError', 'math range error', given.span);
  return float(result);
}

/** The mantissa from 0.5 to 1, and the power of two. */
function mantissaOf(name: string, given: Arguments): Value {
  const [x] = numbers(name, given, 1);
  if (x === 0 || !Number.isFinite(x)) return tuple([float(x), int(0)]);
  const { mantissa, exponent } = binaryOf(x);
  const bits = bitLength(mantissa);
  return tuple([float(withSign(Number(mantissa) / 2 ** bits, x)), int(exponent + bits)]);
}

function fractionOf(name: string, given: Arguments): Value {
  const [x] = numbers(name, given, 1);
  if (Math.abs(x) === Number.POSITIVE_INFINITY) return tuple([float(withSign(0, x)), float(x)]);
  const whole = Math.trunc(x);
  return tuple([float(withSign(x - whole, x)), float(Number.isNaN(x) ? x : withSign(whole, x))]);
}

const others: ReadonlyMap<string, MathFunction> = new Map<string, MathFunction>([
  ['floor', (name, given) => toWhole(name, given, Math.floor)],
  ['ceil', (name, given) => toWhole(name, given, Math.ceil)],
  ['trunc', (name, given) => toWhole(name, given, Math.trunc)],
  ['pow', raised],
  [
    'fmod',
    (name, given) => {
      const [x, y = Number.NaN] = numbers(name, given, 2);
      return float(checked(name, x % y, [x, y], given.span));
    },
  ],
  [
    'atan2',
    (name, given) => {
      const [y, x = Number.NaN] = numbers(name, given, 2);
      return float(Math.atan2(y, x));
    },
  ],
  [
    'copysign',
    (name, given) => {
      const [x, y = Number.NaN] = numbers(name, given, 2);
      return float(withSign(x, y));
    },
  ],
  [
    'hypot',
    (name, { positional, span }) => {
      const sides = positional.map((value) => numberIn(value, span));
      return float(checked(name, Math.hypot(...sides), sides, span));
    },
  ],
  ['factorial', factorial],
  ['gcd', greatestCommonDivisor],
  ['fsum', exactSum],
  ['isclose', isClose],
  ['ldexp', scaledByTwos],
  ['frexp', mantissaOf],
  ['modf', fractionOf],
]);
