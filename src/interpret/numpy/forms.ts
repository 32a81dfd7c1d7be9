import { type DType, dtypeNamed } from '../../base/dtype';
import type { Value } from '../values';
import { itemsOf } from '../read-value';
import { wholeNumber } from '../slices';

/** A shape given as a number, as numbers, or as a tuple of them; null where it is not known. */
export function shapeFrom(values: readonly Value[]): number[] | null {
  const [first] = values;
  if (values.length === 1 && first?.kind === 'array')
    return first.array.shape.length > 1 ? null : [...first.array.data];
  const given = values.length === 1 && first !== undefined ? (itemsOf(first) ?? values) : values;
  const lengths = given.map(wholeNumber);
  return lengths.every((length) => length !== null) ? lengths : null;
}

/** NumPy's other names of element types: `np.NAME`, and texts. */
const otherNames: ReadonlyMap<string, DType> = new Map([
  ['bool_', 'bool'],
  ['half', 'float16'],
  ['single', 'float32'],
  ['double', 'float64'],
  ['float_', 'float64'],
  ['float', 'float64'],
  ['byte', 'int8'],
  ['ubyte', 'uint8'],
  ['short', 'int16'],
  ['ushort', 'uint16'],
  ['intc', 'int32'],
  ['uintc', 'uint32'],
  ['int', 'int64'],
  ['int_', 'int64'],
  ['intp', 'int64'],
  ['long', 'int64'],
  ['longlong', 'int64'],
  ['uint', 'uint64'],
  ['uintp', 'uint64'],
  ['ulonglong', 'uint64'],
]);

/** Codes that stand in texts alone. */
const codes: ReadonlyMap<string, DType> = new Map([
  ['?', 'bool'],
  ['e', 'float16'],
  ['f2', 'float16'],
  ['f', 'float32'],
  ['f4', 'float32'],
  ['d', 'float64'],
  ['f8', 'float64'],
  ['b', 'int8'],
  ['i1', 'int8'],
  ['B', 'uint8'],
  ['u1', 'uint8'],
  ['h', 'int16'],
  ['i2', 'int16'],
  ['H', 'uint16'],
  ['u2', 'uint16'],
  ['i', 'int32'],
  ['i4', 'int32'],
  ['I', 'uint32'],
  ['u4', 'uint32'],
  ['l', 'int64'],
  ['q', 'int64'],
  ['i8', 'int64'],
  ['L', 'uint64'],
  ['Q', 'uint64'],
  ['u8', 'uint64'],
]);

/** The element type that is `np.NAME`; null for another name. */
export function numpyDtype(name: string): DType | null {
  const own = dtypeNamed(name);
  return own === null || own === 'bfloat16' || own === 'string' ? (otherNames.get(name) ?? null) : own;
}

/** A dtype given as `np.float32`, `'float32'`, `'<f4'` or Python's `float`; null for one that is not known. */
export function dtypeFrom(value: Value): DType | null {
  if (value.kind === 'dtype') return value.value;
  const name = value.kind === 'str' ? value.value.replace(/^[<>=|]/, '') : value.kind === 'builtin' ? value.name : '';
  return numpyDtype(name) ?? codes.get(name) ?? null;
}
