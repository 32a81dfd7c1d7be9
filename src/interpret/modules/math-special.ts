import { type Arguments, bool, float, int, tuple, type Value } from '../values';
import { checked, countOf, NotANumber, numberIn, numbers } from './math-arguments';
import { exactInt } from '../read-value';
import { isNumber } from '../arithmetic';
import { typeName } from '../type-name';
import { assertWithin, PythonError } from '../limits';
import { truncated } from '../text/to-int';
import { bitLength, power, withSign } from '../float-arithmetic';
import type { Span } from '../../python/syntax';
import { iterate } from '../iteration';
import { binaryOf } from '../text/decimal';

// Functions of `math` that no function of JavaScript computes: of whole numbers, of sums, of the parts of a float.

/** A function's arguments, as numbers or otherwise as the program gives them. */
export type MathFunction = (name: string, given: Arguments) => Value;

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

export const others: ReadonlyMap<string, MathFunction> = new Map<string, MathFunction>([
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
