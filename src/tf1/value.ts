// Concrete tensors: the array that each element type lives in, what is made of numbers, and what goes back to them.
export { isFloating, isInteger } from '../base/dtype';
import { message } from '../base/message';
import { type DType, integerFormat, isFloating, truncated } from '../base/dtype';
import type { GraphArray } from '../base/graph-call';
import { takeBytes } from './budget';
import { TensorFlowError, UnsupportedError } from './errors';

/** Where elements live. 64-bit integers and float64 share doubles, for tfjs has neither: an int64 beyond 2^53 raises. */
export type Elements =
  Float32Array | Float64Array | Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;

/** A concrete tensor, row-major. A variable's value is its live storage: whoever reads it later sees later updates, as ref variables do. */
export interface Value {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: Elements;
}

/** Element `index`, which the caller knows to exist. */
export function at(data: ArrayLike<number>, index: number): number {
  return data[index] as number;
}

/** Item `index` of a list, which the caller knows to exist; anything else is a fault of ours, named. */
export function item<T>(items: readonly T[], index: number): T {
  const found = items[index];
  if (found === undefined) throw new Error(`no item ${index} among ${items.length}`);
  return found;
}

/** Elements in a concrete shape. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** What an element of a dtype takes where it lives, in bytes. */
export const bytesOfElement: Readonly<Record<DType, number>> = {
  float16: 4,
  bfloat16: 4,
  float32: 4,
  float64: 8,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  bool: 1,
  string: 8,
};

/** Zeros in the representation of a dtype. Raises ResourceExhaustedError for more than there is memory for. */
export function allocate(dtype: DType, size: number): Elements {
  if (!(size >= 0)) throw new TensorFlowError('InvalidArgumentError', `a tensor cannot have ${size} elements`);
  takeBytes(size * bytesOfElement[dtype], () => message('an array of {0} elements', size));
  switch (dtype) {
    case 'float32':
    case 'float16':
      return new Float32Array(size);
    case 'float64':
    case 'int64':
    case 'uint64':
      return new Float64Array(size);
    case 'int8':
      return new Int8Array(size);
    case 'int16':
      return new Int16Array(size);
    case 'uint16':
      return new Uint16Array(size);
    case 'int32':
      return new Int32Array(size);
    case 'uint32':
      return new Uint32Array(size);
    case 'bool':
    case 'uint8':
      return new Uint8Array(size);
    case 'bfloat16':
    case 'string':
      throw new UnsupportedError(message('{0} tensors are not computed with', dtype));
  }
}

const nothing = new Map<DType, Elements>();

/** The elements of an array that has none. */
export function noElements(dtype: DType): Elements {
  let none = nothing.get(dtype);
  if (none === undefined) nothing.set(dtype, (none = allocate(dtype, 0)));
  return none;
}

/** A value of zeros, to be filled. */
export function emptyValue(dtype: DType, shape: readonly number[]): Value {
  return { dtype, shape, data: allocate(dtype, sizeOf(shape)) };
}

/** Numbers put into a dtype; their count must fit the shape. */
export function makeValue(dtype: DType, shape: readonly number[], numbers: ArrayLike<number>): Value {
  const value = emptyValue(dtype, shape);
  if (value.data.length !== numbers.length)
    throw new TensorFlowError('ValueError', `${numbers.length} elements do not fill the shape ${shapeText(shape)}`);
  value.data.set(numbers);
  return value;
}

/** The value with elements of its dtype's own kind: itself where they are. */
export function converted(value: Value): Value {
  const { dtype, shape, data } = value;
  return data.constructor === noElements(dtype).constructor ? value : makeValue(dtype, shape, data);
}

/** A 0-d value. */
export function scalarValue(dtype: DType, number: number): Value {
  return makeValue(dtype, [], [number]);
}

/** A recorded array as a value, by default of its own dtype. */
export function valueOfArray(array: GraphArray, dtype: DType = array.dtype): Value {
  const { shape, data } = valueIn(dtype, array);
  return makeValue(dtype, shape, data);
}

/** A value in another dtype, as NumPy casts an array, whose elements become that dtype's own kind where they are used (`converted`). */
export function valueIn(dtype: DType, value: Value | GraphArray): Value {
  const { shape, data } = value;
  const format = integerFormat(dtype);
  if (value.dtype === dtype || format === null) return { dtype, shape, data };
  if (isFloating(value.dtype))
    return {
      dtype,
      shape,
      data: Float64Array.from(data, (number) => truncated(number, format) ?? outside(number, dtype)),
    };
  // Storing keeps the lowest bits, but for those of 64.
  if (dtype === 'uint64') for (const number of data) if (number < 0) outside(number, dtype);
  return { dtype, shape, data };
}

/** Raises for a float whose cast to an integer type C does not define. */
export function outside(value: number, dtype: DType): never {
  throw new UnsupportedError(
    message('a cast of {0} to {1}, which does not hold it, depends on the processor', value, dtype),
  );
}

/** A copy that later updates do not reach. */
export function copyValue(value: Value): Value {
  takeBytes(value.data.byteLength, () => message('a copy of an array of shape {0}', shapeText(value.shape)));
  return { dtype: value.dtype, shape: value.shape, data: value.data.slice() };
}

/** The only element of a value that has one. */
export function scalarOf(value: Value): number {
  return at(value.data, 0);
}

/** `(2, 3)`, `(5,)`, `()`: as Python prints a shape; unknown dimensions are `?`. */
export function shapeText(shape: readonly (number | null)[] | null): string {
  if (shape === null) return '<unknown>';
  const inner = shape.map((length) => (length === null ? '?' : String(length))).join(', ');
  return shape.length === 1 ? `(${inner},)` : `(${inner})`;
}

/** int32 and int64: the dtypes that indices have. */
export function isIndex(dtype: DType): boolean {
  return dtype === 'int32' || dtype === 'int64';
}
