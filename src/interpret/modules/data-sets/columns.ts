import type { GraphArray } from '../../../base/graph-call';
import { indexRow } from '../../numpy/rows';
import { itemsOf } from '../../read-value';
import { isTall, noteOfSample, rowOf } from '../../tall-arrays';
import { none, type Value } from '../../values';
import { arrayValue } from './elements';

/** Parts of elements in order. */
interface Column {
  readonly length: number;
  readonly at: (row: number) => Value;
}

/** The rows of an array. */
export function rowsIn(array: GraphArray): Column {
  return { length: array.shape[0] ?? 0, at: (row) => arrayValue(indexRow(array, row)) };
}

/** The rows of an array that is not held whole, the same value for the same row; null for any other value. */
export function tallRowsIn(leaf: Value): Column | null {
  if (!isTall(leaf)) return null;
  const { tall } = leaf;
  const rows = new Map<number, Value>();
  const made = (row: number): Value => {
    const place = tall.order[row] ?? 0;
    const before = rows.get(place);
    if (before !== undefined) return before;
    const array = rowOf(tall, row);
    noteOfSample(array);
    const value = arrayValue(array);
    rows.set(place, value);
    return value;
  };
  return { length: tall.order.length, at: made };
}

/** A list of texts, names of files say; null for any other value. */
export function textsIn(leaf: Value): Column | null {
  const items = itemsOf(leaf);
  if (items === null || items.length === 0 || items.some(({ kind }) => kind !== 'str')) return null;
  return { length: items.length, at: (row) => items[row] ?? none };
}
