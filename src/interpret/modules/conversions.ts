import type { Span } from '../../python/syntax';
import { asFloat, isNumber, numberBinary, type NumberValue, unsupported } from '../arithmetic';
import { bigDivmod } from '../float-arithmetic';
import { PythonError } from '../limits';
import { map } from '../numpy/ndarray';
import { roundHalfEven, scaledRound } from '../numpy/elementwise';
import { roundedToPlaces } from '../text/float-text';
import { characterOf, formatValue } from '../text/format-value';
import { assertReadable } from '../text/integer-text';
import { readFloat, readInt } from '../text/read-number';
import { asciiOf, quoted, reprOf, strOf } from '../text/representation';
import { truncated } from '../text/to-int';
import { textOfTurn } from '../tracked';
import { typeName } from '../type-name';
import {
  type Arguments,
  asNumber,
  exactInt,
  float,
  formulaOperation,
  int,
  none,
  str,
  truthOf,
  tuple,
  unknown,
  type Value,
} from '../values';

/** Calls a method of an object's class, by the first of the names that it has; null where it has none of them. */
export type CallSpecial = (value: Value, names: readonly string[], span: Span) => Value | null;

type Conversion = (given: Arguments) => Value;

/** Python's functions that make numbers and texts of other values. */
export function conversionFunctions(special: CallSpecial): ReadonlyMap<string, Conversion> {
  const text = (given: Arguments, names: readonly string[], textOf: (value: Value) => string | null): Value => {
    const [value = str('')] = given.positional;
    return special(value, names, given.span) ?? writtenText(value, textOf, given.span);
  };
  return new Map<string, Conversion>([
    ['int', (given) => toInt(given, special)],
    ['float', (given) => toFloat(given, special)],
    ['bool', toBool],
    ['str', (given) => text(given, ['__str__', '__repr__'], (value) => strOf(value, given.span))],
    ['repr', (given) => text(oneOf('repr', given), ['__repr__'], (value) => reprOf(value, given.span))],
    ['ascii', (given) => text(oneOf('ascii', given), ['__repr__'], (value) => asciiText(value, given.span))],
    ['format', format],
    ['abs', absolute],
    ['round', round],
    ['divmod', divideWithRest],
    ['pow', raise],
    ['bin', (given) => inRadix(given, 2, '0b')],
    ['oct', (given) => inRadix(given, 8, '0o')],
    ['hex', (given) => inRadix(given, 16, '0x')],
    ['ord', codeOf],
    ['chr', character],
  ]);
}

/** The arguments, of which there has to be one. Throws Python's TypeError. */
function oneOf(name: string, given: Arguments): Arguments {
  const count = given.positional.length + given.named.size;
  if (count !== 1)
    throw new PythonError('TypeError', `${name}() takes exactly one argument (${count} given)`, given.span);
  return given;
}

function between(name: string, { positional, named, span }: Arguments, least: number, most: number): void {
  const count = positional.length + named.size;
  if (count >= least && count <= most) return;
  const plural = (number: number): string => `${number} argument${number === 1 ? '' : 's'}`;
  throw new PythonError(
    'TypeError',
    count < least && name === 'round'
      ? "round() missing required argument 'number' (pos 1)"
      : least === most
        ? `${name} expected ${plural(least)}, got ${count}`
        : count < least
          ? `${name} expected at least ${plural(least)}, got ${count}`
          : `${name} expected at most ${plural(most)}, got ${count}`,
    span,
  );
}

/** A value as a text; unknown where the text is not known. A text of what depends on the turn of a loop is looked at when it is needed. */
export function writtenText(value: Value, textOf: (value: Value) => string | null, span: Span): Value {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'nothing') return value;
  return textOfTurn(([plain = value]) => textOf(plain), [value]) ?? unknown(`the text of ${named(value)}`, span);
}

/** What a value is called in a reason. */
function named(value: Value): string {
  const name = typeName(value) ?? value.kind;
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

function asciiText(value: Value, span: Span): string | null {
  const text = reprOf(value, span);
  return text === null ? null : asciiOf(text);
}

/** The only number of an array. Throws Python's TypeError where it has several. */
function onlyNumber(value: Value & { kind: 'array' }, span: Span): number {
  const [number] = value.array.data;
  if (value.array.data.length === 1 && number !== undefined) return number;
  throw new PythonError('TypeError', 'only 0-dimensional arrays can be converted to Python scalars', span);
}

function toInt(given: Arguments, special: CallSpecial): Value {
  const { positional, named: byName, span } = given;
  const count = positional.length + byName.size;
  if (count > 2) throw new PythonError('TypeError', `int() takes at most 2 arguments (${count} given)`, span);
  const [value = int(0)] = positional;
  const base = positional[1] ?? byName.get('base');
  if (positional.length === 0 && byName.size > 0)
    throw new PythonError(
      'TypeError',
      byName.has('base')
        ? 'int() missing string argument'
        : `'${[...byName.keys()][0] ?? ''}' is an invalid keyword argument for int()`,
      span,
    );
  if (base !== undefined) return intOfText(value, base, span);
  switch (value.kind) {
    case 'int':
      return value.dtype === undefined ? value : int(exactInt(value));
    case 'bool':
      return int(exactInt(value));
    case 'float':
      return int(truncated(value.value, span));
    case 'str':
      return int(readWhole(value.value, 10, span));
    case 'array':
      return int(truncated(onlyNumber(value, span), span));
    default:
      return special(value, ['__int__', '__index__', '__trunc__'], span) ?? notConvertible(value, 'int', span);
  }
}

function notConvertible(value: Value, name: 'int' | 'float', span: Span): Value {
  if (value.kind === 'unknown') return value;
  const type = typeName(value);
  if (type === null || value.kind === 'instance') return unknown(name === 'int' ? 'an int' : 'a float', span);
  const wanted = name === 'int' ? 'a string, a bytes-like object or a real number' : 'a string or a real number';
  throw new PythonError('TypeError', `${name}() argument must be ${wanted}, not '${type}'`, span);
}

function intOfText(value: Value, base: Value, span: Span): Value {
  if (base.kind === 'unknown') return base;
  const radix = wholeArgument(base, span);
  if (radix !== 0n && (radix < 2n || radix > 36n))
    throw new PythonError('ValueError', 'int() base must be >= 2 and <= 36, or 0', span);
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'str')
    throw new PythonError('TypeError', "int() can't convert non-string with explicit base", span);
  return int(readWhole(value.value, Number(radix), span));
}

/** An argument that has to be an int. Throws Python's TypeError. */
function wholeArgument(value: Value, span: Span): bigint {
  if (value.kind === 'int' || value.kind === 'bool') return exactInt(value);
  throw new PythonError(
    'TypeError',
    `'${typeName(value) ?? value.kind}' object cannot be interpreted as an integer`,
    span,
  );
}

function readWhole(text: string, base: number, span: Span): bigint {
  const value = readInt(text, base);
  if (value === null)
    throw new PythonError('ValueError', `invalid literal for int() with base ${base}: ${quoted(text)}`, span);
  if (![2, 4, 8, 16, 32].includes(base)) assertReadable(text, span);
  return value;
}

function toFloat({ positional, named: byName, span }: Arguments, special: CallSpecial): Value {
  const count = positional.length;
  if (byName.size > 0) throw new PythonError('TypeError', 'float() takes no keyword arguments', span);
  if (count > 1) throw new PythonError('TypeError', `float expected at most 1 argument, got ${count}`, span);
  const [value = float(0)] = positional;
  if (isNumber(value)) return float(asFloat(value, span));
  if (value.kind === 'array') return float(onlyNumber(value, span));
  if (value.kind !== 'str') return special(value, ['__float__'], span) ?? notConvertible(value, 'float', span);
  const number = readFloat(value.value);
  if (number === null)
    throw new PythonError('ValueError', `could not convert string to float: ${quoted(value.value)}`, span);
  return float(number);
}

function toBool({ positional: [value = none], span }: Arguments): Value {
  if (value.kind === 'array' && value.array.data.length > 1)
    throw new PythonError(
      'ValueError',
      'The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()',
      span,
    );
  const truth = truthOf(value);
  return truth === null
    ? value.kind === 'unknown'
      ? value
      : unknown('a truth', span)
    : { kind: 'bool', value: truth };
}

function format(given: Arguments): Value {
  between('format', given, 1, 2);
  const [value = none, specification = str('')] = given.positional;
  if (specification.kind === 'unknown') return specification;
  if (specification.kind !== 'str')
    throw new PythonError(
      'TypeError',
      `format() argument 2 must be str, not ${typeName(specification) ?? specification.kind}`,
      given.span,
    );
  return writtenText(value, (plain) => formatValue(plain, specification.value, given.span), given.span);
}

function absolute(given: Arguments): Value {
  const { positional, span } = given;
  const [value = none] = positional;
  if (positional.length !== 1)
    throw new PythonError('TypeError', `abs() takes exactly one argument (${positional.length} given)`, span);
  const formula = formulaOperation('abs', [value], span);
  if (formula !== null) return formula;
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
      if (type === null || value.kind === 'instance') return unknown('a magnitude', span);
      throw new PythonError('TypeError', `bad operand type for abs(): '${type}'`, span);
    }
  }
}

function round(given: Arguments): Value {
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
      if (type === null || value.kind === 'instance') return unknown('a rounding', span);
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

function divideWithRest(given: Arguments): Value {
  between('divmod', given, 2, 2);
  const { positional, span } = given;
  const [left = none, right = none] = positional;
  const missing = positional.find(({ kind }) => kind === 'unknown');
  if (missing !== undefined) return missing;
  if (!isNumber(left) || !isNumber(right)) {
    const [a, b] = [typeName(left), typeName(right)];
    const isKnown =
      a !== null && b !== null && ![left, right].some(({ kind }) => kind === 'instance' || kind === 'array');
    if (!isKnown) return unknown('a division', span);
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

function raise(given: Arguments): Value {
  between('pow', given, 2, 3);
  const { positional, span } = given;
  const [base = none, exponent = none, modulus = none] = positional;
  const missing = positional.find(({ kind }) => kind === 'unknown');
  if (missing !== undefined) return missing;
  if (modulus.kind !== 'none') return modularPower(base, exponent, modulus, span);
  if (isNumber(base) && isNumber(exponent)) return numberBinary('**', base, exponent, span, false);
  const [a, b] = [typeName(base), typeName(exponent)];
  if (a === null || b === null || [base, exponent].some(({ kind }) => kind === 'instance' || kind === 'array'))
    return unknown('a power', span);
  throw unsupported('**', a, b, span);
}

function modularPower(base: Value, exponent: Value, modulus: Value, span: Span): Value {
  const isInt = (value: Value): value is Value & { kind: 'int' | 'bool' } =>
    value.kind === 'int' || value.kind === 'bool';
  if (!isInt(base) || !isInt(exponent) || !isInt(modulus)) {
    if (![base, exponent, modulus].every(isNumber)) return unknown('a power', span);
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

function inRadix(given: Arguments, radix: number, prefix: string): Value {
  const { span } = given;
  const [value = none] = oneOf({ 2: 'bin', 8: 'oct', 16: 'hex' }[radix] ?? '', given).positional;
  if (value.kind === 'unknown') return value;
  if (typeName(value) === null || value.kind === 'array' || value.kind === 'instance')
    return unknown('a text of digits', span);
  const number = wholeArgument(value, span);
  const magnitude = (number < 0n ? -number : number).toString(radix);
  return str(`${number < 0n ? '-' : ''}${prefix}${magnitude}`);
}

function codeOf(given: Arguments): Value {
  const { span } = given;
  const [value = none] = oneOf('ord', given).positional;
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'str') {
    const type = typeName(value);
    if (type === null || value.kind === 'instance') return unknown('the code of a character', span);
    throw new PythonError('TypeError', `ord() expected string of length 1, but ${type} found`, span);
  }
  const points = Array.from(value.value);
  const code = points[0]?.codePointAt(0);
  if (points.length !== 1 || code === undefined)
    throw new PythonError('TypeError', `ord() expected a character, but string of length ${points.length} found`, span);
  return int(code);
}

function character(given: Arguments): Value {
  const { span } = given;
  const [value = none] = oneOf('chr', given).positional;
  if (value.kind === 'unknown') return value;
  if (typeName(value) === null || value.kind === 'instance' || value.kind === 'array')
    return unknown('a character', span);
  const code = wholeArgument(value, span);
  if (code !== BigInt.asIntN(32, code))
    throw new PythonError('OverflowError', 'Python int too large to convert to C int', span);
  if (code < 0n || code > 0x10ffffn) throw new PythonError('ValueError', 'chr() arg not in range(0x110000)', span);
  return str(characterOf(code, span));
}
