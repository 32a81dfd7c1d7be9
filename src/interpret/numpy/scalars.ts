import type { GraphArray } from '../../base/graph-call';
import { int, type Value } from '../values';

/** An array as a value; one without axes as the number that NumPy's scalar acts like. */
export function result(array: GraphArray): Value {
  return array.shape.length === 0 ? scalarOf(array) : { kind: 'array', array };
}

/** An array of no axes as the Python number that NumPy's scalar acts like; its dtype is kept where it matters. */
export function scalarOf(array: GraphArray): Value {
  const value = array.data[0] ?? 0;
  if (array.dtype === 'float64') return { kind: 'float', value, dtype: 'float64' };
  if (array.dtype === 'int64') return { ...int(value), dtype: 'int64' };
  if (array.dtype === 'bool') return { kind: 'bool', value: value !== 0 };
  return { kind: 'array', array };
}
