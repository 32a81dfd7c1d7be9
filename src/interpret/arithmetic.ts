import { message } from '../base/message';
import type { BinaryOperator, ComparisonOperator, Span } from '../python/syntax';
import { bigDivmod, bigRatio, bitLength, floatDivmod, intDivmod, power } from './float-arithmetic';
import { assertWithin, PythonError } from './limits';
import { floatOf } from './text/format-value';
import { bool, float, type FloatValue, int, type IntValue, unknown, type Value } from './values';
import { exactInt } from './read-value';

/** A Python number. */
export type NumberValue = IntValue | FloatValue | (Value & { readonly kind: 'bool' });

/** Whether a value is an int, a float or a bool. */
export function isNumber(value: Value): value is NumberValue {
  return value.kind === 'int' || value.kind === 'float' || value.kind === 'bool';
}

/** `left operator right` of two numbers. Throws what Python raises; unknown where the result is none of the kinds here. */
export function numberBinary(
  operator: BinaryOperator,
  left: NumberValue,
  right: NumberValue,
  span: Span,
  isPython2: boolean,
): Value {
  if (hasDtype(left) || hasDtype(right)) return scalarBinary(operator, left, right, span);
  if (left.kind === 'float' || right.kind === 'float') return floatBinary(operator, left, right, span);
  if (left.kind === 'bool' && right.kind === 'bool' && /^[&|^]$/.test(operator))
    return bool(bitwise(operator, exactInt(left), exactInt(right)) === 1n);
  return (
    smallBinary(operator, numberOf(left), numberOf(right), isPython2) ??
    bigBinary(operator, left, right, span, isPython2)
  );
}

function hasDtype(value: NumberValue): boolean {
  return value.kind !== 'bool' && value.dtype !== undefined;
}

/** The nearest double. */
function numberOf(value: NumberValue): number {
  return value.kind === 'bool' ? Number(value.value) : value.value;
}

/** Ints that doubles hold exactly, with a result that they hold too; null otherwise, and where Python raises. */
function smallBinary(operator: BinaryOperator, a: number, b: number, isPython2: boolean): Value | null {
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return null;
  const whole = (result: number): Value | null => (Number.isSafeInteger(result) ? int(result + 0) : null);
  switch (operator) {
    case '+':
      return whole(a + b);
    case '-':
      return whole(a - b);
    case '*':
      return whole(a * b);
    case '/':
      return b === 0 ? null : isPython2 ? whole(intDivmod(a, b)[0]) : float(a / b);
    case '//':
      return b === 0 ? null : whole(intDivmod(a, b)[0]);
    case '%':
      return b === 0 ? null : whole(intDivmod(a, b)[1]);
    default:
      return null;
  }
}

function bigBinary(
  operator: BinaryOperator,
  left: IntValue | (Value & { readonly kind: 'bool' }),
  right: IntValue | (Value & { readonly kind: 'bool' }),
  span: Span,
  isPython2: boolean,
): Value {
  const [a, b] = [exactInt(left), exactInt(right)];
  switch (operator) {
    case '+':
      return int(a + b);
    case '-':
      return int(a - b);
    case '*':
      assertWithin('digits', (bitLength(a) + bitLength(b)) * digitsPerBit, span);
      return int(a * b);
    case '/': {
      if (b === 0n) throw zeroDivision(isPython2 ? 'integer division or modulo by zero' : 'division by zero', span);
      if (isPython2) return int(bigDivmod(a, b)[0]);
      const ratio = bigRatio(a, b);
      if (!Number.isFinite(ratio))
        throw new PythonError('OverflowError', 'integer division result too large for a float', span);
      return float(ratio);
    }
    case '//':
      if (b === 0n) throw zeroDivision('integer division or modulo by zero', span);
      return int(bigDivmod(a, b)[0]);
    case '%':
      if (b === 0n) throw zeroDivision('integer modulo by zero', span);
      return int(bigDivmod(a, b)[1]);
    case '**':
      return b < 0n ? floatBinary(operator, float(floatOf(a, span)), right, span) : int(bigPower(a, b, span));
    case '<<':
    case '>>':
      if (b < 0n) throw new PythonError('ValueError', 'negative shift count', span);
      return int(operator === '<<' ? shiftedLeft(a, b, span) : a >> b);
    case '&':
    case '|':
    case '^':
      return int(bitwise(operator, a, b));
    case '@':
      throw unsupported(operator, typeOf(left), typeOf(right), span);
  }
}

/** Decimal digits that a bit is worth. */
const digitsPerBit = Math.log10(2);

function bigPower(base: bigint, exponent: bigint, span: Span): bigint {
  const size = base === 1n || base === -1n || base === 0n ? 0 : bitLength(base) * Number(exponent);
  assertWithin('digits', Math.floor(size * digitsPerBit), span);
  if (size === 0) return exponent === 0n ? 1n : exponent % 2n === 0n ? base * base : base;
  return base ** exponent;
}

function shiftedLeft(value: bigint, by: bigint, span: Span): bigint {
  if (value === 0n) return 0n;
  assertWithin('digits', Math.floor((bitLength(value) + Number(by)) * digitsPerBit), span);
  return value << by;
}

function bitwise(operator: string, a: bigint, b: bigint): bigint {
  return operator === '&' ? a & b : operator === '|' ? a | b : a ^ b;
}

function zeroDivision(message: string, span: Span): PythonError {
  return new PythonError('ZeroDivisionError', message, span);
}

function typeOf(value: NumberValue): string {
  return value.kind;
}

/** Python's TypeError for operands that an operator does not take. */
export function unsupported(operator: BinaryOperator, left: string, right: string, span: Span): PythonError {
  const shown = operator === '**' ? '** or pow()' : operator;
  return new PythonError('TypeError', `unsupported operand type(s) for ${shown}: '${left}' and '${right}'`, span);
}

/** A number as a float. Throws Python's OverflowError for an int that is beyond all floats. */
export function asFloat(value: NumberValue, span: Span): number {
  if (value.kind === 'int' && value.exact !== undefined) return floatOf(value.exact, span);
  return numberOf(value);
}

function floatBinary(operator: BinaryOperator, left: NumberValue, right: NumberValue, span: Span): Value {
  if (/^(?:[&|^@]|<<|>>)$/.test(operator)) throw unsupported(operator, typeOf(left), typeOf(right), span);
  const [a, b] = [asFloat(left, span), asFloat(right, span)];
  switch (operator) {
    case '+':
      return float(a + b);
    case '-':
      return float(a - b);
    case '*':
      return float(a * b);
    case '/':
      if (b === 0) throw zeroDivision('float division by zero', span);
      return float(a / b);
    case '//':
      if (b === 0) throw zeroDivision('float floor division by zero', span);
      return float(floatDivmod(a, b)[0]);
    case '%':
      if (b === 0) throw zeroDivision('float modulo', span);
      return float(floatDivmod(a, b)[1]);
    default:
      return floatPower(a, b, span);
  }
}

function floatPower(a: number, b: number, span: Span): Value {
  if (a === 0 && b < 0) throw zeroDivision('0.0 cannot be raised to a negative power', span);
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b))
    return unknown(message('a complex number'), span);
  const result = power(a, b);
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b))
    throw new PythonError('OverflowError', "(34, 'Numerical result out of range')", span);
  return float(result);
}

/** Arithmetic in which one of the numbers is a scalar of NumPy's: nothing raises for a zero, and ints have 64 bits. */
function scalarBinary(operator: BinaryOperator, left: NumberValue, right: NumberValue, span: Span): Value {
  const floating = (value: number): Value => ({ kind: 'float', value, dtype: 'float64' });
  if (left.kind !== 'float' && right.kind !== 'float' && operator !== '/') {
    const [a, b] = [exactInt(left), exactInt(right)];
    if ([a, b].some((each) => each !== BigInt.asIntN(64, each)))
      return unknown(message('an int of more than 64 bits'), span);
    return wideInt(scalarInt(operator, a, b, span));
  }
  if (/^(?:[&|^@]|<<|>>)$/.test(operator)) return unknown(message('this operation with {0}', operator), span);
  const [a, b] = [asFloat(left, span), asFloat(right, span)];
  switch (operator) {
    case '+':
      return floating(a + b);
    case '-':
      return floating(a - b);
    case '*':
      return floating(a * b);
    case '//':
      return floating(b === 0 ? a / b : floatDivmod(a, b)[0]);
    case '%':
      return floating(b === 0 ? Number.NaN : floatDivmod(a, b)[1]);
    case '**':
      return floating(power(a, b));
    default:
      return floating(a / b);
  }
}

function scalarInt(operator: BinaryOperator, a: bigint, b: bigint, span: Span): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '//':
      return b === 0n ? 0n : bigDivmod(a, b)[0];
    case '%':
      return b === 0n ? 0n : bigDivmod(a, b)[1];
    case '**':
      if (b < 0n) throw new PythonError('ValueError', 'Integers to negative integer powers are not allowed.', span);
      return bigPower(a, b, span);
    case '<<':
      return b < 0n || b > 63n ? 0n : a << b;
    case '>>':
      return b < 0n || b > 63n ? (a < 0n ? -1n : 0n) : a >> b;
    default:
      return bitwise(operator, a, b);
  }
}

/** An int64 of NumPy's: what is beyond it comes round. */
function wideInt(value: bigint): IntValue {
  return { ...int(BigInt.asIntN(64, value)), dtype: 'int64' };
}

/** The sign of left - right, exactly; NaN where one of them is NaN. */
export function compareNumbers(left: NumberValue, right: NumberValue): number {
  const exact = (value: NumberValue): number | bigint =>
    value.kind === 'int' ? (value.exact ?? value.value) : numberOf(value);
  const [a, b] = [exact(left), exact(right)];
  // A bigint and a double compare as they are, without rounding.
  if (a < b) return -1;
  if (a > b) return 1;
  return [a, b].some(Number.isNaN) ? Number.NaN : 0;
}

/** What a comparison says of the sign of a difference; NaN is unequal to everything. */
export function holdsFor(operator: ComparisonOperator, sign: number): boolean {
  switch (operator) {
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
    case '!=':
      return sign !== 0;
    default:
      return sign === 0;
  }
}
