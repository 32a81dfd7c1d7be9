import { message } from '../../base/message';
import { type Arguments, float, int, none, tuple, unknown, type Value } from '../values';
import { PythonError } from '../limits';
import { formulaOperation } from '../formula-values';
import type { CallSpecial } from './conversions';
import { asNumber, exactInt } from '../read-value';
import { map } from '../numpy/ndarray';
import { typeName } from '../type-name';
import { between, wholeArgument } from './conversion-arguments';
import type { Span } from '../../python/syntax';
import { truncated } from '../text/to-int';
import { roundHalfEven, scaledRound } from '../numpy/elementwise';
import { roundedToPlaces } from '../text/float-text';
import { bigDivmod } from '../float-arithmetic';
import { isNumber, numberBinary, type NumberValue, unsupported } from '../arithmetic';

// Python's built-in arithmetic: abs, round, divmod and pow, each in the type that Python gives.

export function absolute(given: Arguments, special: CallSpecial): Value {
  const { positional, span } = given;
  const [value = none] = positional;
  if (positional.length !== 1)
    throw new PythonError('TypeError', `abs() takes exactly one argument (${positional.length} given)`, span);
  const formula = formulaOperation('abs', [value], span);
  const own = formula ?? special(value, ['__abs__'], span);
  if (own !== null) return own;
  switch (value.kind) {
    case 'unknown':
      return value;
    case 'int':
      return value.exact === undefined
        ? { ...value, value: Math.abs(value.value) }
        : { ...value, value: Math.abs(value.value), exact: value.exact < 0n ? -value.exact : value.exact };
    case 'float':
      return { ...value, value: Math.abs(value.value) };
    case 'bool':
      return int(exactInt(value));
    case 'array':
      return { kind: 'array', array: map(value.array, value.array.dtype, Math.abs) };
    default: {
      const type = typeName(value);
      if (type === null || value.kind === 'instance') return unknown(message('a magnitude'), span);
      throw new PythonError('TypeError', `bad operand type for abs(): '${type}'`, span);
    }
  }
}

export function round(given: Arguments): Value {
  between('round', given, 1, 2);
  const { span } = given;
  const [value = none] = given.positional;
  const digits = given.positional[1] ?? given.named.get('ndigits') ?? none;
  if (value.kind === 'unknown') return value;
  if (digits.kind === 'unknown') return digits;
  const places = digits.kind === 'none' ? null : Number(wholeArgument(digits, span));
  switch (value.kind) {
    case 'bool':
    case 'int':
      return places === null || places >= 0 ? int(exactInt(value)) : int(roundedInt(exactInt(value), -places));
    case 'float':
      return roundedFloat(value, places, span);
    case 'array':
      return roundedScalar(value, places, span);
    default: {
      const type = typeName(value);
      if (type === null || value.kind === 'instance') return unknown(message('a rounding'), span);
      throw new PythonError('TypeError', `type ${type} doesn't define __round__ method`, span);
    }
  }
}

function roundedFloat(value: Value & { kind: 'float' }, places: number | null, span: Span): Value {
  const number = value.value;
  if (places === null) {
    const whole = truncated(number, span);
    return int(Number.isInteger(number) ? whole : BigInt(roundHalfEven(number)));
  }
  // NumPy scales and rounds; Python rounds the decimal.
  if (value.dtype !== undefined) return { ...value, value: scaledRound(number, places) };
  const rounded = roundedToPlaces(number, places);
  if (!Number.isFinite(rounded) && Number.isFinite(number))
    throw new PythonError('OverflowError', 'rounded value too large to represent', span);
  return float(rounded);
}

function roundedScalar({ array }: Value & { kind: 'array' }, places: number | null, span: Span): Value {
  if (array.shape.length > 0)
    return { kind: 'array', array: map(array, array.dtype, (value) => scaledRound(value, places ?? 0)) };
  const [number = 0] = array.data;
  if (places === null)
    return int(Number.isInteger(number) ? BigInt(number) : (truncated(number, span), BigInt(roundHalfEven(number))));
  return { kind: 'array', array: map(array, array.dtype, (value) => scaledRound(value, places)) };
}

/** Rounded to a multiple of 10 ** `zeros`, a half to the even one. */
function roundedInt(value: bigint, zeros: number): bigint {
  if (zeros > 5000) return 0n;
  const unit = 10n ** BigInt(zeros);
  const [quotient, rest] = bigDivmod(value, unit);
  const isUp = rest * 2n > unit || (rest * 2n === unit && quotient % 2n !== 0n);
  return (quotient + (isUp ? 1n : 0n)) * unit;
}

export function divideWithRest(given: Arguments): Value {
  between('divmod', given, 2, 2);
  const { positional, span } = given;
  const [left = none, right = none] = positional;
  const missing = positional.find(({ kind }) => kind === 'unknown');
  if (missing !== undefined) return missing;
  if (!isNumber(left) || !isNumber(right)) {
    const [a, b] = [typeName(left), typeName(right)];
    const isKnown =
      a !== null && b !== null && ![left, right].some(({ kind }) => kind === 'instance' || kind === 'array');
    if (!isKnown) return unknown(message('a division'), span);
    throw new PythonError('TypeError', `unsupported operand type(s) for divmod(): '${a}' and '${b}'`, span);
  }
  const isFloat = left.kind === 'float' || right.kind === 'float';
  if (asNumber(right) === 0 && isFloat && !hasDtype(left) && !hasDtype(right))
    throw new PythonError('ZeroDivisionError', 'float divmod()', span);
  return tuple([numberBinary('//', left, right, span, false), numberBinary('%', left, right, span, false)]);
}

function hasDtype(value: NumberValue): boolean {
  return value.kind !== 'bool' && value.dtype !== undefined;
}

export function raise(given: Arguments): Value {
  between('pow', given, 2, 3);
  const { positional, span } = given;
  const [base = none, exponent = none, modulus = none] = positional;
  const missing = positional.find(({ kind }) => kind === 'unknown');
  if (missing !== undefined) return missing;
  if (modulus.kind !== 'none') return modularPower(base, exponent, modulus, span);
  if (isNumber(base) && isNumber(exponent)) return numberBinary('**', base, exponent, span, false);
  const [a, b] = [typeName(base), typeName(exponent)];
  if (a === null || b === null || [base, exponent].some(({ kind }) => kind === 'instance' || kind === 'array'))
    return unknown(message('a power'), span);
  throw unsupported('**', a, b, span);
}

function modularPower(base: Value, exponent: Value, modulus: Value, span: Span): Value {
  const isInt = (value: Value): value is Value & { kind: 'int' | 'bool' } =>
    value.kind === 'int' || value.kind === 'bool';
  if (!isInt(base) || !isInt(exponent) || !isInt(modulus)) {
    if (![base, exponent, modulus].every(isNumber)) return unknown(message('a power'), span);
    throw new PythonError('TypeError', 'pow() 3rd argument not allowed unless all arguments are integers', span);
  }
  const by = exactInt(modulus);
  if (by === 0n) throw new PythonError('ValueError', 'pow() 3rd argument cannot be 0', span);
  let left = exactInt(exponent);
  let [, square] = bigDivmod(exactInt(base), by);
  if (left < 0n) {
    square = inverse(square, by, span);
    left = -left;
  }
  let result = 1n;
  for (; left > 0n; left >>= 1n) {
    if (left % 2n === 1n) result = (result * square) % by;
    square = (square * square) % by;
  }
  return int(bigDivmod(result, by)[1]);
}

/** Euclid's: what `value` has to be multiplied by to leave 1. */
function inverse(value: bigint, modulus: bigint, span: Span): bigint {
  let [rest, next] = [modulus, value];
  let [before, factor] = [0n, 1n];
  while (next !== 0n) {
    const [quotient, remainder] = bigDivmod(rest, next);
    [rest, next] = [next, remainder];
    [before, factor] = [factor, before - quotient * factor];
  }
  if (rest !== 1n && rest !== -1n)
    throw new PythonError('ValueError', 'base is not invertible for the given modulus', span);
  return bigDivmod(before * rest, modulus)[1];
}
