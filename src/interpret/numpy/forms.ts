import type { DType } from '../../base/graph-call';
import { own } from '../../base/own';
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

const names: Readonly<Record<string, DType>> = {
  bool: 'bool',
  bool_: 'bool',
  '?': 'bool',
  float: 'float64',
  float_: 'float64',
  float16: 'float16',
  half: 'float16',
  f2: 'float16',
  float32: 'float32',
  single: 'float32',
  f: 'float32',
  f4: 'float32',
  float64: 'float64',
  double: 'float64',
  d: 'float64',
  f8: 'float64',
  int: 'int64',
  int_: 'int64',
  long: 'int64',
  int8: 'int32',
  int16: 'int32',
  int32: 'int32',
  int64: 'int64',
  intp: 'int64',
  i: 'int32',
  i4: 'int32',
  i8: 'int64',
  l: 'int64',
  uint8: 'int32',
  uint16: 'int32',
  u1: 'int32',
  B: 'int32',
};

/** A dtype given as `np.float32`, `'float32'`, `'<f4'` or Python's `float`; null for one that is not known. */
export function dtypeFrom(value: Value): DType | null {
  if (value.kind === 'dtype') return value.value;
  const name = value.kind === 'str' ? value.value.replace(/^[<>=|]/, '') : value.kind === 'builtin' ? value.name : '';
  return own(names, name) ?? null;
}
