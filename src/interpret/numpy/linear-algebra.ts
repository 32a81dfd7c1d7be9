import { message } from '../../base/message';
import type { NumpyArguments, NumpyFunction } from './arguments';
import { unknown, type Value } from '../values';
import { along } from './along-axis';
import { promote } from './element-types';
import { allocate } from './ndarray';
import type { GraphArray } from '../../base/graph-call';
import type { Span } from '../../python/syntax';
import { matmul } from './reductions';
import { result } from './scalars';
import { assertWithin } from '../limits';
import { takeArray, work } from '../reading';
import { arrayValue } from './array-value';

/** `np.linalg`. */
export const linearAlgebra: Readonly<Record<string, NumpyFunction>> = {
  norm: (given) => {
    const array = given.array(0, 'x');
    if (array === null || given.has(1, 'ord')) return unknown(message('{0} of this', 'np.linalg.norm'), given.span);
    const axis = given.at(2, 'axis');
    const squares = { ...array, dtype: 'float64' as const, data: array.data.map((value) => value * value) };
    if (axis.kind === 'none')
      return { kind: 'float', value: Math.sqrt(squares.data.reduce((sum, value) => sum + value, 0)) };
    const length = (values: Float64Array): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
    return along(given, (values) => Float64Array.of(length(values)), 'float64', { at: 2, drops: true });
  },
  inv: (given) => {
    const array = given.array(0, 'a');
    const [size = 0] = array?.shape ?? [];
    const identity = allocate([size, size], 'float64', given.span);
    for (let at = 0; at < identity.data.length; at += size + 1) identity.data[at] = 1;
    const solved = array === null ? null : solve(array, identity, given.span);
    return solved === null ? unknown(message('{0} of this', 'np.linalg.inv'), given.span) : arrayValue(solved);
  },
  solve: (given) => {
    const [a, b] = [given.array(0, 'a'), given.array(1, 'b')];
    const solved = a === null || b === null ? null : solve(a, b, given.span);
    return solved === null ? unknown(message('{0} of these', 'np.linalg.solve'), given.span) : arrayValue(solved);
  },
};

export function product(given: NumpyArguments): Value {
  const [a, b] = [given.array(0, 'a'), given.array(1, 'b')];
  return a === null || b === null ? unknown(message('a product of these'), given.span) : dot(a, b, given.span);
}

/** `np.dot`: a number scales, vectors and matrices are multiplied. */
export function dot(a: GraphArray, b: GraphArray, span: Span): Value {
  const [scalar, other] = a.shape.length === 0 ? [a, b] : [b, a];
  if (scalar.shape.length > 0) return matmul(a, b, span);
  const factor = scalar.data[0] ?? 0;
  return result({ ...other, dtype: promote(a.dtype, b.dtype), data: other.data.map((value) => value * factor) });
}

/** Gauss and Jordan with the largest pivot; null where the matrix is singular or none. */
function solve(a: GraphArray, b: GraphArray, span: Span): GraphArray | null {
  const [size = 0, columns = 0] = a.shape;
  if (a.shape.length !== 2 || size !== columns || b.shape[0] !== size) return null;
  const width = b.data.length / size;
  assertWithin('products', size * size * (size + width), span);
  takeArray([size, size + width], size * (size + width), span);
  const left = Array.from({ length: size }, (_, row) => a.data.slice(row * size, (row + 1) * size));
  const right = Array.from({ length: size }, (_, row) => b.data.slice(row * width, (row + 1) * width));
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column; row < size; row++)
      if (Math.abs(left[row]?.[column] ?? 0) > Math.abs(left[pivot]?.[column] ?? 0)) pivot = row;
    for (const rows of [left, right])
      [rows[column], rows[pivot]] = [rows[pivot] ?? noNumbers, rows[column] ?? noNumbers];
    const value = left[column]?.[column] ?? 0;
    if (value === 0) return null;
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = (left[row]?.[column] ?? 0) / value;
      if (factor === 0) continue;
      work(size + width);
      for (const rows of [left, right]) {
        const [from, to] = [rows[column] ?? noNumbers, rows[row] ?? noNumbers];
        for (let at = 0; at < to.length; at++) to[at] = (to[at] ?? 0) - factor * (from[at] ?? 0);
      }
    }
  }
  const data = new Float64Array(size * width);
  right.forEach((row, at) => {
    const diagonal = left[at]?.[at] ?? 1;
    data.set(
      row.map((value) => value / diagonal),
      at * width,
    );
  });
  return { dtype: 'float64', shape: b.shape, data };
}

const noNumbers = new Float64Array(0);
