import { type DType, type IntegerFormat, integerFormat, isFloating } from '../../base/dtype';
import type { BinaryOperator } from '../../python/syntax';
import { floatDivmod, intDivmod } from '../float-arithmetic';
import { PythonError } from '../limits';
import { place } from '../reading';

/** An operation on two elements. An int that no double holds exactly comes out as NaN, which no array of ints has otherwise. */
type Combine = (a: number, b: number) => number;

/** The operator on elements of a dtype: nothing overflows, and ints come round. Null where there is none. */
export function elementOperator(operator: BinaryOperator, dtype: DType): Combine | null {
  if (isFloating(dtype)) return floatOperators.get(operator) ?? null;
  const format = integerFormat(dtype);
  return (format === null ? boolOperators : operatorsOf(format)).get(operator) ?? null;
}

type Operators = ReadonlyMap<BinaryOperator, Combine>;

const floatOperators: Operators = new Map<BinaryOperator, Combine>([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['//', (a, b) => (b === 0 ? a / b : floatDivmod(a, b)[0])],
  ['%', (a, b) => (b === 0 ? Number.NaN : floatDivmod(a, b)[1])],
  ['**', (a, b) => a ** b],
]);

const boolOperators: Operators = new Map<BinaryOperator, Combine>([
  ['+', (a, b) => a | b],
  ['*', (a, b) => a & b],
  ['/', (a, b) => a / b],
  ['&', (a, b) => a & b],
  ['|', (a, b) => a | b],
  ['^', (a, b) => a ^ b],
]);

const kept = new Map<IntegerFormat, Operators>();

function operatorsOf(format: IntegerFormat): Operators {
  let operators = kept.get(format);
  if (operators === undefined) kept.set(format, (operators = integerOperators(format)));
  return operators;
}

type Large = (a: bigint, b: bigint) => bigint;

/** What fits an integer type is computed in doubles; the rest in ints of any size, of which the type keeps the lowest bits. */
function widely({ bits, isSigned, least, most }: IntegerFormat): (small: Combine, large: Large) => Combine {
  return (small, large) => (a, b) => {
    const quick = small(a, b);
    if (Number.isSafeInteger(quick) && quick >= least && quick <= most) return quick + 0;
    if (!Number.isInteger(a) || !Number.isInteger(b)) return Number.NaN;
    const result = large(BigInt(a), BigInt(b));
    const exact = Number(isSigned ? BigInt.asIntN(bits, result) : BigInt.asUintN(bits, result));
    return Number.isSafeInteger(exact) ? exact : Number.NaN;
  };
}

function integerOperators(format: IntegerFormat): Operators {
  const wide = widely(format);
  return new Map<BinaryOperator, Combine>([
    ...arithmetic.map(([operator, small, large]) => [operator, wide(small, large)] as const),
    ...bitwise.map(([operator, small, large]) => {
      const all = wide(() => Number.NaN, large);
      // JavaScript's own operations on bits take 32 of them, signed.
      return [operator, (a: number, b: number) => ((a | 0) === a && (b | 0) === b ? small(a, b) : all(a, b))] as const;
    }),
    ...divisions,
    ['**', powerOf(format)],
    ...shifts(format),
  ]);
}

const arithmetic: readonly (readonly [BinaryOperator, Combine, Large])[] = [
  ['+', (a, b) => a + b, (a, b) => a + b],
  ['-', (a, b) => a - b, (a, b) => a - b],
  ['*', (a, b) => a * b, (a, b) => a * b],
];

const bitwise: readonly (readonly [BinaryOperator, Combine, Large])[] = [
  ['&', (a, b) => a & b, (a, b) => a & b],
  ['|', (a, b) => a | b, (a, b) => a | b],
  ['^', (a, b) => a ^ b, (a, b) => a ^ b],
];

/** NumPy gives 0 for a division by zero. */
const divisions: readonly (readonly [BinaryOperator, Combine])[] = [
  ['/', (a, b) => a / b],
  ['//', (a, b) => (b === 0 ? 0 : intDivmod(a, b)[0])],
  ['%', (a, b) => (b === 0 ? 0 : intDivmod(a, b)[1])],
];

/** By as many bits as the type has, or more, nothing of the number is left. */
function shifts(format: IntegerFormat): readonly (readonly [BinaryOperator, Combine])[] {
  const isShift = (by: number): boolean => by >= 0 && by < format.bits;
  const left = widely(format)(
    (a, b) => (isShift(b) ? a * 2 ** b : 0),
    (a, b) => a << b,
  );
  return [
    ['<<', left],
    ['>>', (a, b) => (isShift(b) ? Math.floor(a / 2 ** b) : a < 0 ? -1 : 0)],
  ];
}

function powerOf(format: IntegerFormat): Combine {
  const power = widely(format)(
    (a, b) => a ** b,
    (a, b) => intPower(a, b, format),
  );
  return (a, b) => {
    if (b >= 0) return power(a, b);
    throw new PythonError('ValueError', 'Integers to negative integer powers are not allowed.', place());
  };
}

/** A power of an int; the bits that the type does not keep are lost on the way, for they do not matter. */
function intPower(base: bigint, exponent: bigint, { bits }: IntegerFormat): bigint {
  let result = 1n;
  let square = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left % 2n === 1n) result = BigInt.asUintN(bits, result * square);
    square = BigInt.asUintN(bits, square * square);
  }
  return result;
}
