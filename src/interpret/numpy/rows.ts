import type { GraphArray } from '../../base/graph-call';

/** Row `index` as NumPy has it: a view. */
export function rowView({ dtype, shape, data }: GraphArray, index: number): GraphArray {
  const rest = shape.slice(1);
  const width = rest.reduce((size, length) => size * length, 1);
  return { dtype, shape: rest, data: data.subarray(index * width, (index + 1) * width) };
}

/** A copy of row `index` of an array: the array of the remaining axes. */
export function indexRow({ dtype, shape, data }: GraphArray, index: number): GraphArray {
  const rest = shape.slice(1);
  const width = rest.reduce((size, length) => size * length, 1);
  return { dtype, shape: rest, data: data.slice(index * width, (index + 1) * width) };
}
