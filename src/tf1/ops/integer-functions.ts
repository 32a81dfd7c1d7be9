import { type DType, integerFormat, isFloating } from '../../base/dtype';
import { message } from '../../base/message';
import { TensorFlowError, UnsupportedError } from '../errors';
import { outside } from '../value';

// Arithmetic of integers where that of doubles would round, or where TensorFlow raises: on elements, before they are stored.

type Apply = (x: number, y: number) => number;

/** The remainder has the divisor's sign. */
const floorMod: Apply = (x, y) => {
  const rest = x % y;
  return (rest !== 0 && rest < 0 !== y < 0 ? rest + y : rest) + 0;
};

const divided =
  (apply: Apply): Apply =>
  (x, y) => {
    if (y === 0) throw new TensorFlowError('InvalidArgumentError', 'Integer division by zero');
    return apply(x, y);
  };

/** By squaring; `multiply` keeps what the type does. */
const power =
  (multiply: Apply): Apply =>
  (base, exponent) => {
    if (exponent < 0)
      throw new TensorFlowError('InvalidArgumentError', 'Integers to negative integer powers are not allowed');
    let [result, square] = [1, base];
    for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
      if (left % 2 === 1) result = multiply(result, square);
      if (left > 1) square = multiply(square, square);
    }
    return result;
  };

function functionsOf(multiply: Apply): ReadonlyMap<string, Apply> {
  return new Map<string, Apply>([
    ['Mul', multiply],
    ['Prod', multiply],
    ['Square', (x) => multiply(x, x)],
    ['SquaredDifference', (x, y) => multiply(x - y, x - y)],
    ['Pow', power(multiply)],
    ['FloorDiv', divided((x, y) => (x - floorMod(x, y)) / y + 0)],
    ['FloorMod', divided(floorMod)],
    ['TruncateDiv', divided((x, y) => (x - (x % y)) / y + 0)],
  ]);
}

/** At most 32 bits: arrays of such a type keep the lowest bits of what is stored, so that those of a product are enough. */
const narrow = functionsOf(Math.imul);

/** 64 bits, which live in doubles. Raise where a double is not exact. */
const wide = new Map<string, Apply>([
  ...functionsOf((x, y) => exact(x * y)),
  ['Add', (x, y) => exact(x + y)],
  ['Sub', (x, y) => exact(x - y)],
  ['Sum', (x, y) => exact(x + y)],
  ['Mean', (x, y) => exact(x + y)],
  ['Cumsum', (x, y) => exact(x + y)],
]);

/** A 64-bit integer that a double holds exactly; raises by name for any other. */
function exact(value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new UnsupportedError(message('64-bit integers beyond 2 ** 53 are not computed with'));
}

/** What an unsigned integer of 64 bits is; it never comes round below zero here, where it would be beyond 2 ** 53. */
function exactUnsigned(value: number): number {
  return exact(value < 0 ? Number.NaN : value);
}

/** The function of an operation on integers of a dtype where it is not that of floats; null where it is. */
export function integerFunction(type: string, dtype: DType): Apply | null {
  const format = integerFormat(dtype);
  if (format === null) return null;
  if (format.bits < 64) return narrow.get(type) ?? null;
  const apply = wide.get(type) ?? null;
  return apply === null || format.isSigned ? apply : (x, y) => exactUnsigned(apply(x, y));
}

/** How one element is cast; null where storing it does that. Raises where a float is beyond the integers of the dtype. */
export function castFunction(from: DType, dtype: DType): ((value: number) => number) | null {
  const format = integerFormat(dtype);
  if (dtype === 'bool') return (value) => (value === 0 ? 0 : 1);
  if (format === null) return null;
  if (!isFloating(from)) return dtype === 'uint64' ? exactUnsigned : null;
  if (format.bits === 64) return (value) => (format.isSigned ? exact : exactUnsigned)(Math.trunc(value));
  // Of 32 signed bits x86-64 gives the least for all that is beyond.
  if (dtype === 'int32') return (value) => (Math.trunc(value) === (value | 0) ? value | 0 : format.least);
  return (value) => {
    const whole = Math.trunc(value);
    if (whole >= format.least && whole <= format.most) return whole;
    return outside(value, dtype);
  };
}
