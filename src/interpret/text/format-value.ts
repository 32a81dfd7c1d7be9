import type { Span } from '../../python/syntax';
import { assertWithin, PythonError } from '../limits';
import { typeName } from '../type-name';
import type { Value } from '../values';
import { exponentText, fixedText, floatText, generalText } from './float-text';
import { integerText } from './integer-text';
import { strOf } from './representation';
import { exactInt } from '../read-value';

/** The parts of `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. */
interface Specification {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  /** `z`: a negative zero is written as zero. */
  readonly hasNoNegativeZero: boolean;
  readonly isAlternate: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | null;
  readonly type: string;
}

/** A number's text in its parts: it is filled between prefix and digits, and only the digits are grouped. */
interface NumberParts {
  readonly sign: string;
  readonly prefix: string;
  readonly digits: string;
  readonly rest: string;
}

const pattern = /^(?:([^])?([<>=^]))?([+ -])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([^])?$/u;

/** `format(value, specification)`; null where the value's text is not known here. Throws what Python raises. */
export function formatValue(value: Value, specification: string, span: Span): string | null {
  if (specification === '') return isSingle(value) ? floatText(value.array.data[0] ?? 0) : strOf(value, span);
  switch (value.kind) {
    case 'str':
      return formatText(value.value, parse(value, specification, span), span);
    case 'bool':
    case 'int':
      return formatInt(value, exactInt(value), parse(value, specification, span), span);
    case 'float':
      return formatFloat(value, value.value, parse(value, specification, span), span);
    case 'array': {
      const [number] = value.array.data;
      if (value.array.shape.length > 0 || number === undefined) return null;
      const read = parse(value, specification, span);
      return value.array.dtype.startsWith('float')
        ? formatFloat(value, number, read, span)
        : formatInt(value, BigInt(Math.trunc(number)), read, span);
    }
    case 'none':
    case 'list':
    case 'tuple':
    case 'dict':
    case 'range':
    case 'function':
    case 'ellipsis':
    case 'slice':
      throw new PythonError(
        'TypeError',
        `unsupported format string passed to ${(typeName(value) ?? '').replace(/^.*\./, '')}.__format__`,
        span,
      );
    default:
      return null;
  }
}

/** NumPy's float16 and float32 are formatted as the Python float that they convert to. */
function isSingle(value: Value): value is Value & { kind: 'array' } {
  return value.kind === 'array' && value.array.shape.length === 0 && value.array.dtype.startsWith('float');
}

function parse(value: Value, specification: string, span: Span): Specification {
  const match = pattern.exec(specification);
  if (match === null) {
    const shown = `Invalid format specifier '${specification}' for object of type '${typeName(value) ?? ''}'`;
    const isCut = /^(?:[^]?[<>=^])?[+ -]?z?#?0?\d*[,_]?\.(?!\d)/u.test(specification);
    throw refused(isCut ? 'Format specifier missing precision' : shown, span);
  }
  const [, fill, align, sign = '', coercion, alternate, zero, width, grouping = '', precision, type = ''] = match;
  if (precision === undefined && type === '.') throw refused('Format specifier missing precision', span);
  if (grouping !== '' && !(grouping === ',' ? /^[deEfFgG%]?$/ : /^[bdeEfFgGoxX%]?$/).test(type))
    throw refused(`Cannot specify '${grouping}' with '${type}'.`, span);
  const isText = value.kind === 'str';
  const most = Number(width ?? 0);
  assertWithin('characters', Math.max(most, Number(precision ?? 0)), span);
  return {
    fill: fill ?? (zero === undefined ? ' ' : '0'),
    align: align ?? (isText ? '<' : zero === undefined ? '>' : '='),
    sign,
    hasNoNegativeZero: coercion !== undefined,
    isAlternate: alternate !== undefined,
    width: most,
    grouping,
    precision: precision === undefined ? null : Number(precision),
    type,
  };
}

function unknownCode({ type }: Specification, value: Value, span: Span): PythonError {
  const code = type.codePointAt(0) ?? 0;
  const shown = code > 32 && code < 128 ? type : `\\x${code.toString(16)}`;
  return new PythonError(
    'ValueError',
    `Unknown format code '${shown}' for object of type '${typeName(value) ?? ''}'`,
    span,
  );
}

function refused(message: string, span: Span): PythonError {
  return new PythonError('ValueError', message, span);
}

function formatText(text: string, given: Specification, span: Span): string {
  const { type, sign, isAlternate, align, grouping, precision } = given;
  if (type !== '' && type !== 's') throw unknownCode(given, { kind: 'str', value: text }, span);
  if (grouping !== '') throw refused(`Cannot specify '${grouping}' with 's'.`, span);
  if (sign !== '') throw refused(`${sign === ' ' ? 'Space' : 'Sign'} not allowed in string format specifier`, span);
  if (given.hasNoNegativeZero) throw refused('Negative zero coercion (z) not allowed in string format specifier', span);
  if (isAlternate) throw refused('Alternate form (#) not allowed in string format specifier', span);
  if (align === '=') throw refused("'=' alignment not allowed in string format specifier", span);
  const points = Array.from(text);
  return padded(precision === null ? points : points.slice(0, precision), given);
}

/** Characters in a field: those of a text count by code points, as Python's do. */
function padded(points: readonly string[], { fill, align, width }: Specification): string {
  const missing = Math.max(0, width - points.length);
  const before = align === '<' ? 0 : align === '^' ? Math.floor(missing / 2) : missing;
  return fill.repeat(before) + points.join('') + fill.repeat(missing - before);
}

const radices: ReadonlyMap<string, number> = new Map([
  ['b', 2],
  ['o', 8],
  ['x', 16],
  ['X', 16],
]);

function formatInt(value: Value, number: bigint, given: Specification, span: Span): string {
  const { type, precision, sign, isAlternate } = given;
  if (/^[eEfFgG%]$/.test(type)) return formatFloat(value, floatOf(number, span), given, span);
  if (!/^[bcdnoxX]?$/.test(type)) throw unknownCode(given, value, span);
  if (given.hasNoNegativeZero)
    throw refused('Negative zero coercion (z) not allowed in integer format specifier', span);
  if (precision !== null) throw refused('Precision not allowed in integer format specifier', span);
  if (type === 'c') return formatCharacter(number, given, span);
  const magnitude = number < 0n ? -number : number;
  const radix = radices.get(type) ?? 10;
  const digits = radix === 10 ? integerText(magnitude, span) : magnitude.toString(radix);
  const parts: NumberParts = {
    sign: number < 0n ? '-' : sign === '+' || sign === ' ' ? sign : '',
    prefix: isAlternate && radix !== 10 ? `0${type}` : '',
    digits: type === 'X' ? digits.toUpperCase() : digits,
    rest: '',
  };
  return laidOut(parts, given, radix === 10 ? 3 : 4);
}

function formatCharacter(number: bigint, given: Specification, span: Span): string {
  const { sign, isAlternate } = given;
  if (sign !== '') throw refused("Sign not allowed with integer format specifier 'c'", span);
  if (isAlternate) throw refused("Alternate form (#) not allowed with integer format specifier 'c'", span);
  return padded([characterOf(number, span)], given);
}

/** The character of a code, as `%c` and `chr` have it. Throws Python's OverflowError for what is none. */
export function characterOf(code: bigint, span: Span): string {
  if (code !== BigInt.asIntN(64, code))
    throw new PythonError('OverflowError', 'Python int too large to convert to C long', span);
  if (code < 0n || code > 0x10ffffn) throw new PythonError('OverflowError', '%c arg not in range(0x110000)', span);
  return String.fromCodePoint(Number(code));
}

/** An int as a float. Throws Python's OverflowError where none is as large. */
export function floatOf(number: bigint, span: Span): number {
  const near = Number(number);
  if (!Number.isFinite(near)) throw new PythonError('OverflowError', 'int too large to convert to float', span);
  return near;
}

function formatFloat(value: Value, number: number, given: Specification, span: Span): string {
  const { type, sign } = given;
  if (!/^[eEfFgGn%]?$/.test(type)) throw unknownCode(given, value, span);
  const text = magnitudeText(Math.abs(number), given);
  const isZero = given.hasNoNegativeZero && !/[1-9a-df-z]/i.test(text);
  const isNegative = (number < 0 || Object.is(number, -0)) && !isZero;
  const [, digits = '', rest = text] = /^(\d+)(.*)$/s.exec(text) ?? [];
  const parts = { sign: isNegative ? '-' : sign === '+' || sign === ' ' ? sign : '', prefix: '', digits, rest };
  return laidOut(parts, given, 3);
}

function magnitudeText(magnitude: number, { type, precision, isAlternate }: Specification): string {
  const isLarge = type === 'E' || type === 'F' || type === 'G';
  const text = lowerText(magnitude, type.toLowerCase(), precision, isAlternate);
  return isLarge ? text.toUpperCase() : text;
}

function lowerText(magnitude: number, type: string, precision: number | null, isAlternate: boolean): string {
  const point = (text: string): string => (isAlternate && /^\d+(?:e|$)/.test(text) ? text.replace(/e|$/, '.$&') : text);
  switch (type) {
    case 'f':
      return point(fixedText(magnitude, precision ?? 6));
    case 'e':
      return point(exponentText(magnitude, precision ?? 6));
    case '%':
      return `${point(fixedText(magnitude * 100, precision ?? 6))}%`;
    case '':
      if (precision === null) return floatText(magnitude);
      return generalText(magnitude, precision, { keepsZeros: isAlternate, addsPointZero: true });
    default:
      return generalText(magnitude, precision ?? 6, { keepsZeros: isAlternate, addsPointZero: false });
  }
}

/** Puts a number into its field: what fills it stands before, behind, around or, by `=`, behind its sign. */
function laidOut({ sign, prefix, digits, rest }: NumberParts, given: Specification, size: number): string {
  const { fill, align, width, grouping } = given;
  const isZeroFilled = fill === '0' && align === '=';
  const least = isZeroFilled ? width - sign.length - prefix.length - rest.length : 0;
  const shown = grouping === '' || digits === '' ? digits : grouped(digits, grouping, size, least);
  const text = shown + rest;
  if (align !== '=') return padded(Array.from(sign + prefix + text), given);
  const missing = Math.max(0, width - sign.length - prefix.length - text.length);
  return sign + prefix + fill.repeat(missing) + text;
}

/** Digits with a separator every `size` of them, filled with zeros to at least so many characters. */
function grouped(digits: string, separator: string, size: number, least: number): string {
  let count = digits.length;
  while (count + Math.floor((count - 1) / size) < least) count += 1;
  return digits.padStart(count, '0').replace(new RegExp(`(?!^)(?=(?:.{${size}})+$)`, 'g'), separator);
}
