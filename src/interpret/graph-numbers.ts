// Single numbers of the graph as their dtypes hold them: rounded, wrapped, or unknown where doubles do not show them.
import { type DType, integerFormat, isInteger, wrapped } from '../base/dtype';
import type { GraphCall, GraphValue } from '../base/graph-call';
import { scalar, type ScalarOperation } from '../frameworks/scalar';
import { argumentNamed } from '../frameworks/tensorflow1/recorded';
import { castNumber } from './numpy/element-types';

/** A number of the graph, rounded and wrapped as its dtype has it. */
export interface GraphNumber {
  readonly dtype: DType;
  readonly value: number;
}

const { div, floorDivide, remainder } = scalar;

/** Whether a call says a shape that is no scalar's, or may be. */
export function isShaped(call: GraphCall): boolean {
  const shape = argumentNamed(call, 'shape');
  return shape !== null && !(shape.kind === 'list' && shape.items.length === 0);
}

/** A literal as a number of a dtype; null where it is no single one. */
export function literal(value: GraphValue, dtype: DType | null): GraphNumber | null {
  if (dtype === null) return null;
  switch (value.kind) {
    case 'int':
    case 'float':
      return { dtype, value: value.value };
    case 'bool':
      return { dtype, value: Number(value.value) };
    case 'array':
      return value.value.shape.length === 0 ? graphNumber(dtype, value.value.data[0] ?? null) : null;
    default:
      return null;
  }
}

/** A number where a dtype is wanted. TensorFlow converts Python's numbers alone, and no fraction to a whole number. */
export function as(number: GraphNumber | null, given: GraphValue, dtype: DType): number | null {
  if (number === null) return null;
  const format = integerFormat(dtype);
  if (given.kind === 'int' && format !== null && (number.value < format.least || number.value > format.most))
    return null;
  const isConverted = given.kind === 'int' || (given.kind === 'float' && format === null);
  return isConverted ? rounded(number.value, dtype) : number.dtype === dtype ? number.value : null;
}

/** The result of an operation in its dtype; null where doubles do not show it. */
export function computed(operation: ScalarOperation, operands: readonly number[], dtype: DType): number | null {
  const isWhole = isInteger(dtype);
  // TensorFlow rounds the quotient first, and divides by zero nothing.
  if (operation === floorDivide || operation === div || operation === remainder) {
    if (isWhole ? operands[1] === 0 : operation === floorDivide && dtype !== 'float64') return null;
  }
  const value = operation.compute(operands, isWhole);
  // What a cast makes of a number beyond the room of an integer is left to the processor.
  if (operation.isIdentity && isWhole && Math.trunc(value) !== rounded(value, dtype)) return null;
  return isWhole && !Number.isFinite(value) ? null : rounded(value, dtype);
}

/** A number as a dtype holds it; null beyond the whole numbers that a double holds exactly. */
export function rounded(value: number, dtype: DType): number | null {
  const format = integerFormat(dtype);
  return format === null ? castNumber(dtype === 'float16' ? Math.fround(value) : value, dtype) : wrapped(value, format);
}

export function graphNumber(dtype: DType, value: number | null): GraphNumber | null {
  return value === null ? null : { dtype, value };
}

/** Up to what size whole numbers may be added to without an end of the dtype's room in the turns of any loop. */
export function exactUpTo(dtype: DType): number {
  switch (dtype) {
    case 'float16':
      return 2 ** 10;
    case 'float32':
      return 2 ** 23;
    case 'bfloat16':
      return 2 ** 7;
    default: {
      const bits = integerFormat(dtype)?.bits ?? 64;
      return bits === 64 ? 2 ** 52 : 2 ** (bits - 2);
    }
  }
}

export function isExactIn(dtype: DType, value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= exactUpTo(dtype);
}
