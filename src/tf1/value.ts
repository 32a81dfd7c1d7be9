import { message } from '../base/message';
import type { DType, GraphArray } from '../base/graph-call';
import { takeBytes } from './budget';
import { TensorFlowError, UnsupportedError } from './errors';

/** Where elements live. int64 and float64 share doubles, for tfjs has neither: an int64 is exact to 2^53. */
export type Elements = Float32Array | Float64Array | Int32Array | Uint8Array;

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
  float32: 4,
  float64: 8,
  int32: 4,
  int64: 8,
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
      return new Float64Array(size);
    case 'int32':
      return new Int32Array(size);
    case 'bool':
      return new Uint8Array(size);
    case 'string':
      throw new UnsupportedError('string tensors are not computed with');
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
  return makeValue(dtype, array.shape, array.data);
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

/** float16, float32 and float64: the dtypes that have gradients. */
export function isFloating(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'float64' || dtype === 'float16';
}

/** int32 and int64; bool is none. */
export function isInteger(dtype: DType): boolean {
  return dtype === 'int32' || dtype === 'int64';
}
