// Element types of arrays and tensors: what each holds, and what numbers become in it.

/** Integers of a fixed width. */
export type IntegerType = 'int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'uint32' | 'int64' | 'uint64';

/** Element types that recorded arrays and TensorFlow's tensors can have. */
export type DType = 'float16' | 'bfloat16' | 'float32' | 'float64' | IntegerType | 'bool' | 'string';

/** What an integer type holds: `least` and `most` are the nearest doubles for 64 bits. */
export interface IntegerFormat {
  readonly bits: 8 | 16 | 32 | 64;
  readonly isSigned: boolean;
  readonly least: number;
  readonly most: number;
}

const format = (bits: IntegerFormat['bits'], isSigned: boolean): IntegerFormat => ({
  bits,
  isSigned,
  least: isSigned ? -(2 ** (bits - 1)) : 0,
  most: 2 ** (isSigned ? bits - 1 : bits) - 1,
});

const integers: Readonly<Record<IntegerType, IntegerFormat>> = {
  int8: format(8, true),
  uint8: format(8, false),
  int16: format(16, true),
  uint16: format(16, false),
  int32: format(32, true),
  uint32: format(32, false),
  int64: format(64, true),
  uint64: format(64, false),
};

const dtypes: ReadonlySet<string> = new Set<DType>([
  'float16',
  'bfloat16',
  'float32',
  'float64',
  ...(Object.keys(integers) as IntegerType[]),
  'bool',
  'string',
]);

/** The element type of that name, which is NumPy's and TensorFlow's; null for any other name. */
export function dtypeNamed(name: string): DType | null {
  return dtypes.has(name) ? (name as DType) : null;
}

/** Floats of any width. */
export function isFloating(dtype: DType): boolean {
  return dtype === 'float32' || dtype === 'float64' || dtype === 'float16' || dtype === 'bfloat16';
}

/** Integers of any width, signed or not; bool is none. */
export function isInteger(dtype: DType): dtype is IntegerType {
  return dtype in integers;
}

/** What an integer type holds; null for any other type. */
export function integerFormat(dtype: DType): IntegerFormat | null {
  return isInteger(dtype) ? integers[dtype] : null;
}

/**
 * A whole number as an integer type keeps it: the lowest bits of its two's complement. A fraction is cut off first. Null beyond the
 * whole numbers that a double holds exactly (2 ** 53).
 */
export function wrapped(value: number, { bits, isSigned, least }: IntegerFormat): number | null {
  const whole = Math.trunc(value) + 0;
  if (!Number.isSafeInteger(whole)) return null;
  if (bits === 64) return whole < least ? null : whole;
  const unused = 32 - bits;
  return isSigned ? (whole << unused) >> unused : (whole << unused) >>> unused;
}

/**
 * A float converted to an integer type as x86-64 does it: by way of an int32, and of an int64 for a uint32. Null beyond those, where C
 * leaves the result to the processor.
 */
export function truncated(value: number, format: IntegerFormat): number | null {
  const isNarrow = format.bits < 32 || (format.bits === 32 && format.isSigned);
  return isNarrow && Math.trunc(value) !== (Math.trunc(value) | 0) ? null : wrapped(value, format);
}

/** The integer type that holds what two hold: of a signed and an unsigned one the next wider signed one; of 64 bits there is none. */
export function promoteIntegers(a: IntegerType, b: IntegerType): DType {
  const [one, other] = [integers[a], integers[b]];
  if (one.isSigned === other.isSigned) return one.bits < other.bits ? b : a;
  const [signed, unsigned] = one.isSigned ? [a, b] : [b, a];
  const { bits } = integers[unsigned];
  if (integers[signed].bits > bits) return signed;
  return bits === 64 ? 'float64' : bits === 32 ? 'int64' : bits === 16 ? 'int32' : 'int16';
}

/** The type of TensorFlow's `x / y` (`_TRUEDIV_TABLE`): integers of at most 16 bits give float32, wider ones float64. */
export function quotientType(dtype: DType): DType {
  const width = integerFormat(dtype)?.bits;
  return width === undefined ? dtype : width <= 16 ? 'float32' : 'float64';
}
