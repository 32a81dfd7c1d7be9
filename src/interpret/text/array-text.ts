// NumPy arrays as `str` prints them: `np.array2string` with NumPy's own print options (eight digits, lines of 75 characters).
import type { GraphArray } from '../../base/graph-call';
import { castNumber } from '../numpy/element-types';
import { type Decimal, exactDecimal, leadingPower, roundedTo, roundedToDigits, shortestDecimal } from './decimal';
import { shortestSingle } from './float-text';

/** Elements from which on NumPy leaves the middle out. */
const mostElements = 1000;
const lineWidth = 75;
/** Digits behind the point, at most. */
const precision = 8;

/** An array with axes as `str()` prints it; null where it is too long, its dtype is not printed here, or versions of NumPy differ. */
export function arrayText(array: GraphArray): string | null {
  const { dtype, shape, data } = array;
  if (data.length > mostElements || shape.length === 0) return null;
  if (data.length === 0) return shape.length === 1 ? '[]' : null;
  const words = wordsOf(dtype, Array.from(data));
  return words === null ? null : laidOut(words, shape);
}

/** NumPy 2 writes exponents from here on, NumPy 1 only from 1e8 on: between the two it is not known what is printed. */
const exponentFrom = { float16: 1e3, float32: 1e6, float64: 1e8 } as const;

function wordsOf(dtype: GraphArray['dtype'], data: readonly number[]): string[] | null {
  switch (dtype) {
    case 'float16':
    case 'float32':
    case 'float64':
      return floatWords(dtype, data);
    case 'bool':
      return data.map((value) => (value === 0 ? 'False' : ' True'));
    case 'bfloat16':
    case 'string':
      return null;
    default: {
      const texts = data.map(String);
      const width = Math.max(...texts.map(({ length }) => length));
      return texts.map((text) => text.padStart(width));
    }
  }
}

/** Floats aligned by their points; with exponents where they are large, small, or far apart. */
function floatWords(dtype: 'float16' | 'float32' | 'float64', data: readonly number[]): string[] | null {
  const finite = data.filter(Number.isFinite);
  const sizes = finite.filter((value) => value !== 0).map(Math.abs);
  const [most, least] = [Math.max(...sizes), Math.min(...sizes)];
  const isWide = sizes.length > 0 && (most >= 1e8 || least < 1e-4 || castNumber(most / least, dtype) > 1000);
  if (!isWide && most >= exponentFrom[dtype]) return null;
  const shortest = (value: number): Decimal =>
    dtype === 'float64' ? shortestDecimal(value) : shortestSingle(value, (number) => castNumber(number, dtype));
  const parts = finite.map((value) => (isWide ? scientific(value, shortest) : positional(value, shortest)));
  const fraction = Math.max(0, ...parts.map((part) => part.fraction.length));
  const exponent = Math.max(0, ...parts.map((part) => part.exponent.length));
  const right = isWide ? fraction + exponent : fraction;
  const others = data.filter((value) => !Number.isFinite(value)).map((value) => nameOf(value).length - right - 1);
  const left = Math.max(0, ...parts.map(({ whole }) => whole.length), ...others);
  // With exponents, a number of fewer digits goes on with those of its exact value.
  const shown = isWide ? finite.map((value) => scientificParts(value, fraction + 1)) : parts;
  const words = shown.map(
    (part) =>
      `${part.whole.padStart(left)}.${isWide ? part.fraction.padEnd(fraction, '0') + part.exponent : part.fraction.padEnd(fraction)}`,
  );
  let next = 0;
  return data.map((value) =>
    Number.isFinite(value) ? (words[next++] ?? '') : nameOf(value).padStart(left + 1 + right),
  );
}

interface Parts {
  /** With the sign. */
  readonly whole: string;
  readonly fraction: string;
  readonly exponent: string;
}

function nameOf(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}

function sign(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : '';
}

/** The fewest digits, and of those at most eight behind the point. */
function positional(value: number, shortest: (value: number) => Decimal): Parts {
  const short = shortest(value);
  const decimal = short.exponent < -precision ? roundedTo(exactDecimal(Math.abs(value)), -precision) : short;
  const { digits, exponent } = decimal;
  const padded =
    exponent < 0 ? digits.padStart(1 - exponent, '0') : digits + (digits === '0' ? '' : '0'.repeat(exponent));
  const at = exponent < 0 ? padded.length + exponent : padded.length;
  return { whole: sign(value) + padded.slice(0, at), fraction: trimmed(padded.slice(at)), exponent: '' };
}

function scientific(value: number, shortest: (value: number) => Decimal): Parts {
  const parts = scientificParts(value, Math.min(shortest(value).digits.length, precision + 1));
  return { ...parts, fraction: trimmed(parts.fraction) };
}

/** So many digits of the exact value. */
function scientificParts(value: number, digits: number): Parts {
  if (value === 0) return { whole: `${sign(value)}0`, fraction: '', exponent: 'e+00' };
  const decimal = roundedToDigits(exactDecimal(Math.abs(value)), digits);
  const power = leadingPower(decimal);
  const exponent = `e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  return { whole: sign(value) + decimal.digits.charAt(0), fraction: decimal.digits.slice(1), exponent };
}

function trimmed(fraction: string): string {
  return fraction.replace(/0+$/, '');
}

/** The words in rows and blocks: lines are broken before 75 characters, and what goes on is indented by its brackets. */
function laidOut(words: readonly string[], shape: readonly number[], indent = ' ', width = lineWidth): string {
  const [length = 0, ...inner] = shape;
  if (inner.length === 0) return `[${line(words, indent, width).slice(indent.length)}]`;
  const size = words.length / length;
  const blocks = Array.from({ length }, (_, at) =>
    laidOut(words.slice(at * size, (at + 1) * size), inner, `${indent} `, width - 1),
  );
  return `[${blocks.join(`${'\n'.repeat(inner.length)}${indent}`)}]`;
}

function line(words: readonly string[], indent: string, width: number): string {
  let [done, current] = ['', indent];
  words.forEach((word, at) => {
    if (current.length + word.length > width - 1 && current.length > indent.length) {
      done += `${current.trimEnd()}\n`;
      current = indent;
    }
    current += at + 1 < words.length ? `${word} ` : word;
  });
  return done + current;
}
