import type { DType } from '../../base/graph-call';
import type { BinaryOperator } from '../../python/syntax';
import { floatDivmod, intDivmod } from '../float-arithmetic';

/** An operation on two elements. An int that no double holds exactly comes out as NaN, which no array of ints has otherwise. */
type Combine = (a: number, b: number) => number;

/** The operator on elements of a dtype: nothing raises, and ints come round. Null where there is none. */
export function elementOperator(operator: BinaryOperator, dtype: DType): Combine | null {
  const isFloat = dtype.startsWith('float');
  return (isFloat ? floatOperators : dtype === 'int32' ? int32Operators : intOperators).get(operator) ?? null;
}

const shared: readonly (readonly [BinaryOperator, Combine])[] = [
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
];

const floatOperators = new Map<BinaryOperator, Combine>([
  ...shared,
  ['//', (a, b) => (b === 0 ? a / b : floatDivmod(a, b)[0])],
  ['%', (a, b) => (b === 0 ? Number.NaN : floatDivmod(a, b)[1])],
  ['**', (a, b) => a ** b],
]);

/** By way of ints of any size, where the doubles are not exact. */
function wide(small: Combine, large: (a: bigint, b: bigint) => bigint): Combine {
  return (a, b) => {
    const quick = small(a, b);
    if (Number.isSafeInteger(quick)) return quick;
    if (!Number.isInteger(a) || !Number.isInteger(b)) return Number.NaN;
    const exact = Number(BigInt.asIntN(64, large(BigInt(a), BigInt(b))));
    return Number.isSafeInteger(exact) ? exact : Number.NaN;
  };
}

/** JavaScript's own operations on bits take 32 of them. */
function onBits(small: Combine, large: (a: bigint, b: bigint) => bigint): Combine {
  return (a, b) => ((a | 0) === a && (b | 0) === b ? small(a, b) : wide(() => Number.NaN, large)(a, b));
}

/** A power of an int; the bits beyond 64 are lost on the way, for they do not matter. */
function intPower(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left % 2n === 1n) result = BigInt.asIntN(64, result * square);
    square = BigInt.asIntN(64, square * square);
  }
  return result;
}

const intOperators = new Map<BinaryOperator, Combine>([
  [
    '+',
    wide(
      (a, b) => a + b,
      (a, b) => a + b,
    ),
  ],
  [
    '-',
    wide(
      (a, b) => a - b,
      (a, b) => a - b,
    ),
  ],
  [
    '*',
    wide(
      (a, b) => a * b + 0,
      (a, b) => a * b,
    ),
  ],
  ['/', (a, b) => a / b],
  ['//', (a, b) => (b === 0 ? 0 : intDivmod(a, b)[0])],
  ['%', (a, b) => (b === 0 ? 0 : intDivmod(a, b)[1])],
  [
    '**',
    wide(
      (a, b) => (b < 0 ? Number.NaN : a ** b),
      (a, b) => (b < 0n ? 1n << 62n : intPower(a, b)),
    ),
  ],
  [
    '&',
    onBits(
      (a, b) => a & b,
      (a, b) => a & b,
    ),
  ],
  [
    '|',
    onBits(
      (a, b) => a | b,
      (a, b) => a | b,
    ),
  ],
  [
    '^',
    onBits(
      (a, b) => a ^ b,
      (a, b) => a ^ b,
    ),
  ],
  [
    '<<',
    wide(
      (a, b) => (b >= 0 && b < 20 ? a * 2 ** b : Number.NaN),
      (a, b) => (b < 0n || b > 63n ? 0n : a << b),
    ),
  ],
  [
    '>>',
    wide(
      (a, b) => (b < 0 || b > 63 ? (a < 0 ? -1 : 0) : Math.floor(a / 2 ** b)),
      (a) => a,
    ),
  ],
]);

const int32Operators = new Map<BinaryOperator, Combine>([...intOperators, ['*', (a, b) => Math.imul(a, b)]]);
