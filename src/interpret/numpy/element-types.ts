// What numbers become in NumPy's element types, and which type the result of two has.

import {
  type DType,
  integerFormat,
  isFloating,
  isInteger,
  promoteIntegers,
  truncated,
  wrapped,
} from '../../base/dtype';
import type { GraphArray } from '../../base/graph-call';
import { message } from '../../base/message';
import { notKnown } from '../not-known';
import { place } from '../reading';
import type { Value } from '../values';

/** A number as a dtype holds it: rounded, or its lowest bits. Throws NotKnown for an integer that no double holds exactly. */
export function castNumber(value: number, dtype: DType): number {
  const format = integerFormat(dtype);
  if (format !== null) return wrapped(value, format) ?? beyond();
  switch (dtype) {
    case 'float16':
      return narrowed(value, half);
    case 'bfloat16':
      return narrowed(value, brain);
    case 'float32':
      return Math.fround(value);
    case 'bool':
      return value !== 0 ? 1 : 0;
    default:
      return value;
  }
}

/** A float as an integer type holds it. Throws NotKnown where C leaves the result to the processor. */
export function castFloat(value: number, dtype: DType): number {
  const format = integerFormat(dtype);
  return format === null ? castNumber(value, dtype) : (truncated(value, format) ?? beyond());
}

function beyond(): never {
  return notKnown(message('an array of whole numbers beyond 2 ** 53'), place());
}

interface Precision {
  readonly digits: number;
  readonly leastExponent: number;
  /** From here on the nearest number is an infinity. */
  readonly infinite: number;
}

const half: Precision = { digits: 10, leastExponent: -14, infinite: 65520 };
const brain: Precision = { digits: 7, leastExponent: -126, infinite: 2 ** 128 - 2 ** 119 };

/** The nearest number of a precision, halves to the even neighbour. */
function narrowed(value: number, { digits, leastExponent, infinite }: Precision): number {
  const magnitude = Math.abs(value);
  if (magnitude === 0 || !Number.isFinite(value)) return value;
  if (magnitude >= infinite) return value < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const unit = 2 ** (Math.max(Math.floor(Math.log2(magnitude)), leastExponent) - digits);
  const scaled = magnitude / unit;
  const floor = Math.floor(scaled);
  const isUp = scaled - floor > 0.5 || (scaled - floor === 0.5 && floor % 2 === 1);
  const rounded = (floor + (isUp ? 1 : 0)) * unit;
  return value < 0 ? -rounded : rounded;
}

/** The dtype that holds what two dtypes hold, as NumPy promotes them. */
export function promote(a: DType, b: DType): DType {
  if (a === b || b === 'bool') return a;
  if (a === 'bool') return b;
  if (isInteger(a) && isInteger(b)) return promoteIntegers(a, b);
  if (isInteger(b)) return promote(b, a);
  return isInteger(a) ? wider(floatFor(a), b) : wider(a, b);
}

const floats: readonly DType[] = ['float16', 'bfloat16', 'float32', 'float64'];

function wider(a: DType, b: DType): DType {
  return floats.indexOf(a) < floats.indexOf(b) ? b : a;
}

/** The float that functions such as `np.sqrt` give of a dtype: the least that holds it. */
export function floatFor(dtype: DType): DType {
  if (isFloating(dtype)) return dtype;
  const bits = integerFormat(dtype)?.bits ?? 8;
  return bits === 8 ? 'float16' : bits === 16 ? 'float32' : 'float64';
}

/** The dtype that sums and products of a dtype have. */
export function sumType(dtype: DType): DType {
  if (isFloating(dtype)) return dtype;
  return integerFormat(dtype)?.isSigned === false ? 'uint64' : 'int64';
}

/** Whether a number of Python's, or one in its lists, is none that an integer type holds: NumPy 1 keeps its lowest bits, NumPy 2 raises. */
export function isBeyond(given: Value, { data, dtype: from }: GraphArray, dtype: DType): boolean {
  const format = integerFormat(dtype);
  if (format === null || from === 'bool' || given.kind === 'array') return false;
  if ((given.kind === 'int' || given.kind === 'float') && given.dtype !== undefined) return false;
  return data.some((value) => Math.trunc(value) < format.least || Math.trunc(value) > format.most);
}
