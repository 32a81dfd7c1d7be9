// NumPy's matrices: arrays that always have two axes, and whose `*` is the matrix product.
import type { GraphArray } from '../../base/graph-call';
import type { BinaryOperator, Span } from '../../python/syntax';
import { notKnown } from '../not-known';
import { message } from '../../base/message';
import { int, tuple, type Value } from '../values';
import { wholeNumber } from '../slices';
import { matmul } from './reductions';

const matrices = new WeakSet<GraphArray>();

/** Whether an array is a matrix. */
export function isMatrix(array: GraphArray): boolean {
  return matrices.has(array);
}

/** An array as a matrix: a row where it has one axis. */
export function asMatrix(array: GraphArray): GraphArray {
  const shape = array.shape.length >= 2 ? array.shape : [1, array.shape[0] ?? 1];
  const made = { ...array, shape };
  matrices.add(made);
  return made;
}

/** What is computed of matrices: one again, where it has two axes. */
export function matrixResult(value: Value): Value {
  return value.kind === 'array' && value.array.shape.length === 2
    ? { kind: 'array', array: asMatrix(value.array) }
    : value;
}

/** `*` and `**` of matrices, which are not done element by element; null for other operators, and beside a number. */
export function matrixProduct(operator: BinaryOperator, a: GraphArray, b: GraphArray, span: Span): Value | null {
  if (operator === '**') return notKnown(message('this array operation with {0}', operator), span);
  if (operator !== '*' || a.shape.length === 0 || b.shape.length === 0) return null;
  return matmul(a, b, span);
}

/** An index of a matrix that keeps both axes: a number stands for the row or column of its own; two numbers for one element. */
export function matrixIndex(array: GraphArray, index: Value): Value {
  const parts = index.kind === 'tuple' ? index.items : [index];
  if (parts.length === 2 && parts.every((part) => wholeNumber(part) !== null)) return index;
  return tuple(
    parts.map((part, axis): Value => {
      const at = wholeNumber(part);
      const length = array.shape[axis] ?? 0;
      if (at === null || at >= length || at < -length) return part;
      const from = at < 0 ? at + length : at;
      return { kind: 'slice', lower: int(from), upper: int(from + 1), step: { kind: 'none' } };
    }),
  );
}
