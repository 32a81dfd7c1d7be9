import { type Decimal, exactDecimal, leadingPower, roundedTo, roundedToDigits, shortestDecimal } from './decimal';

/** Python's name of a number that is not finite; null for one that is. */
function nameOf(value: number): string | null {
  if (Number.isNaN(value)) return 'nan';
  return Number.isFinite(value) ? null : value > 0 ? 'inf' : '-inf';
}

/** A sign for what is negative, -0 included. */
function signOf(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : '';
}

/** Digits with a point, where there are any behind it. */
function positional({ digits, exponent }: Decimal): string {
  if (exponent >= 0) return digits + (digits === '0' ? '' : '0'.repeat(exponent));
  const padded = digits.padStart(1 - exponent, '0');
  return `${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

function scientific(decimal: Decimal, letter = 'e'): string {
  const power = leadingPower(decimal);
  const { digits } = decimal;
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const exponent = String(Math.abs(power)).padStart(2, '0');
  return `${digits.charAt(0)}${fraction}${letter}${power < 0 ? '-' : '+'}${exponent}`;
}

/** A float as `repr` and `str` print it: the fewest digits that read back as the same, `1e+16` from there on, `1e-05` from below 1e-4. */
export function floatText(value: number): string {
  return nameOf(value) ?? signOf(value) + shortText(shortestDecimal(value));
}

/** A float16 or float32 as NumPy prints it: the fewest digits that read back as the same in that precision. */
export function singleText(value: number, round: (value: number) => number): string {
  return nameOf(value) ?? signOf(value) + shortText(shortestSingle(value, round));
}

/** The fewest digits of a finite magnitude that `round` reads back as the same, nine at most. */
export function shortestSingle(value: number, round: (value: number) => number): Decimal {
  for (let count = 1; count < 9; count++) {
    const decimal = roundedToDigits(exactDecimal(value), count);
    const read = Number(`${decimal.digits}e${decimal.exponent}`);
    if (round(read) === Math.abs(value)) return withoutZeros(decimal);
  }
  return withoutZeros(roundedToDigits(exactDecimal(value), 9));
}

function shortText(decimal: Decimal): string {
  const power = leadingPower(decimal);
  if (power < -4 || power >= 16) return scientific(decimal);
  const text = positional(decimal);
  return text.includes('.') ? text : `${text}.0`;
}

/** A magnitude with so many digits behind the point: `%f`. */
export function fixedText(magnitude: number, precision: number): string {
  return nameOf(magnitude) ?? positional(roundedTo(exactDecimal(magnitude), -precision));
}

/** A magnitude with one digit before the point and so many behind it: `%e`. */
export function exponentText(magnitude: number, precision: number): string {
  const name = nameOf(magnitude);
  if (name !== null) return name;
  if (magnitude === 0) return `0${precision > 0 ? `.${'0'.repeat(precision)}` : ''}e+00`;
  return scientific(roundedToDigits(exactDecimal(magnitude), precision + 1));
}

/** How `%g` prints: whether zeros at the end stay, and whether a whole number gets `.0`, as `format(x, '.3')` does. */
export interface GeneralOptions {
  readonly keepsZeros: boolean;
  readonly addsPointZero: boolean;
}

/** A magnitude in so many digits, positional or scientific as C's `%g` chooses. */
export function generalText(
  magnitude: number,
  precision: number,
  { keepsZeros, addsPointZero }: GeneralOptions,
): string {
  const name = nameOf(magnitude);
  if (name !== null) return name;
  const count = Math.max(1, precision);
  const rounded =
    magnitude === 0
      ? { digits: '0'.repeat(keepsZeros ? count : 1), exponent: keepsZeros ? 1 - count : 0 }
      : roundedToDigits(exactDecimal(magnitude), count);
  const power = magnitude === 0 ? 0 : leadingPower(rounded);
  const isScientific = power < -4 || power >= count - (addsPointZero ? 1 : 0);
  const shown = keepsZeros ? rounded : withoutZeros(rounded);
  if (isScientific && magnitude !== 0) {
    const text = scientific(shown);
    return keepsZeros && !text.includes('.') ? text.replace('e', '.e') : text;
  }
  const text = positional(shown);
  if (text.includes('.')) return text;
  return keepsZeros ? `${text}.` : addsPointZero ? `${text}.0` : text;
}

function withoutZeros({ digits, exponent }: Decimal): Decimal {
  const shorter = digits.replace(/0+$/, '');
  return shorter === ''
    ? { digits: '0', exponent: 0 }
    : { digits: shorter, exponent: exponent + digits.length - shorter.length };
}

/** `round(value, places)`: to the nearest decimal of so many places, by the double's exact value, a half to the even digit. */
export function roundedToPlaces(value: number, places: number): number {
  if (!Number.isFinite(value) || value === 0 || places > 323) return value;
  if (places < -308) return value < 0 ? -0 : 0;
  const { digits, exponent } = roundedTo(exactDecimal(value), -places);
  const magnitude = Number(`${digits}e${exponent}`);
  return signOf(value) === '-' ? -magnitude : magnitude;
}
