import { LibraryError } from './library-error';

/** `a / b` of Python's floats. Throws its ZeroDivisionError. */
export function divide(a: number, b: number): number {
  if (b === 0) throw new LibraryError('ZeroDivisionError', 'float division by zero');
  return a / b;
}

/** `a % b`, which has the sign of the divisor. Throws Python's ZeroDivisionError. */
export function modulo(a: number, b: number): number {
  if (b === 0) throw new LibraryError('ZeroDivisionError', 'integer modulo by zero');
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

/** `a // b`. Throws Python's ZeroDivisionError. */
export function floorDivide(a: number, b: number): number {
  if (b === 0) throw new LibraryError('ZeroDivisionError', 'integer division or modulo by zero');
  return Math.floor(a / b);
}

/** `a ** b`; a negative base with a fraction as its exponent is a complex number in Python, and NaN here. Throws Python's ZeroDivisionError. */
export function power(a: number, b: number): number {
  if (a === 0 && b < 0) throw new LibraryError('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  return a ** b;
}

/** How many of ascending numbers are at most `value`: Python's `bisect_right`. */
export function bisectRight(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value < (ascending[middle] ?? Number.POSITIVE_INFINITY)) high = middle;
    else low = middle + 1;
  }
  return low;
}
