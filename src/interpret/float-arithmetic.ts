import { binaryOf } from './text/decimal';

/** `value` with the sign of `other`. */
export function withSign(value: number, other: number): number {
  const isNegative = other < 0 || Object.is(other, -0);
  return isNegative ? -Math.abs(value) : Math.abs(value);
}

/** Python's floor division and remainder of floats, `y` not 0: the remainder is exact, and has the sign of the divisor. */
export function floatDivmod(x: number, y: number): readonly [quotient: number, remainder: number] {
  let remainder = x % y;
  let quotient = (x - remainder) / y;
  if (remainder === 0) remainder = withSign(0, y);
  else if (remainder < 0 !== y < 0) {
    remainder += y;
    quotient -= 1;
  }
  if (quotient === 0) return [withSign(0, x / y), remainder];
  const floor = Math.floor(quotient);
  return [quotient - floor > 0.5 ? floor + 1 : floor, remainder];
}

/** Floor division of ints that doubles hold exactly, `y` not 0. */
export function intDivmod(x: number, y: number): readonly [quotient: number, remainder: number] {
  let remainder = x % y;
  let quotient = (x - remainder) / y;
  if (remainder !== 0 && remainder < 0 !== y < 0) {
    remainder += y;
    quotient -= 1;
  }
  return [quotient + 0, remainder + 0];
}

/** Floor division and remainder of ints of any size, `y` not 0. */
export function bigDivmod(x: bigint, y: bigint): readonly [quotient: bigint, remainder: bigint] {
  const remainder = x % y;
  const quotient = x / y;
  return remainder !== 0n && remainder < 0n !== y < 0n ? [quotient - 1n, remainder + y] : [quotient, remainder];
}

/** Significant bits of an int's magnitude. */
export function bitLength(value: bigint): number {
  const text = (value < 0n ? -value : value).toString(16);
  return value === 0n ? 0 : (text.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(text.charAt(0), 16)));
}

/** x / y of ints, rounded once to the nearest double, as Python divides; infinite where no double is as large. */
export function bigRatio(x: bigint, y: bigint): number {
  if (x === 0n) return 0;
  const [a, b] = [x < 0n ? -x : x, y < 0n ? -y : y];
  const shift = 66 - (bitLength(a) - bitLength(b));
  const [top, bottom] = shift > 0 ? [a << BigInt(shift), b] : [a, b << BigInt(-shift)];
  // A bit below all others says that the quotient goes on: no half is taken for exact.
  const quotient = (top / bottom) | (top % bottom === 0n ? 0n : 1n);
  const magnitude = scaled(Number(quotient), -shift);
  return x < 0n === y < 0n ? magnitude : -magnitude;
}

/** value · 2 ** power, in steps that neither overflow nor vanish on the way. */
function scaled(value: number, power: number): number {
  let result = value;
  let left = power;
  for (; left > 1000; left -= 1000) result *= 2 ** 1000;
  for (; left < -1000; left += 1000) result *= 2 ** -1000;
  return result * 2 ** left;
}

/** Exponents up to which a power is computed exactly and rounded once; beyond them the library's own is used. */
const largestExactPower = 64;

/** C's `pow`: an int's power of a double is rounded from its exact value. */
export function power(x: number, y: number): number {
  if (x === 1 || y === 0) return 1;
  if (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) return 1;
  if (!Number.isInteger(y) || Math.abs(y) > largestExactPower || !Number.isFinite(x) || x === 0) return x ** y;
  const count = BigInt(Math.abs(y));
  const { mantissa, exponent } = binaryOf(x);
  const [whole, twos] = [mantissa ** count, BigInt(exponent) * count];
  const [top, bottom] = twos < 0n ? [whole, 1n << -twos] : [whole << twos, 1n];
  const magnitude = y > 0 ? bigRatio(top, bottom) : bigRatio(bottom, top);
  return x < 0 && y % 2 !== 0 ? -magnitude : magnitude;
}
