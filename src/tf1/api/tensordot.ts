import { message } from '../../base/message';
import { matmul, reshape, transpose } from '../build';
import { UnsupportedError, valueError } from '../errors';
import type { Tensor } from '../graph';
import { normalizeAxis } from '../shape';
import { type Argument, numbersIn } from './argument';

/**
 * The sums over pairs of axes of two tensors, after TensorFlow's `math_ops.tensordot`: both become matrices, whose product gets the axes
 * that are left. `axes` is a number N (the last N of `a`, the first N of `b`), or a pair of an axis or a list of axes.
 */
export function tensordot(a: Tensor, b: Tensor, axes: Argument): Tensor {
  if (a.shape === null || b.shape === null)
    throw new UnsupportedError(
      message('{0} of a tensor whose shape is only known during a run is not supported', 'tf.tensordot'),
    );
  const [overA, overB] = axesOf(axes, a.shape.length, b.shape.length);
  if (overA.length !== overB.length) throw valueError('Different number of contraction axes for a and b');
  const [freeA, freeB] = [rest(a.shape.length, overA), rest(b.shape.length, overB)];
  const left = asMatrix(a, freeA, overA);
  const right = asMatrix(b, overB, freeB);
  const lengths = [...freeA.map((axis) => a.shape?.[axis] ?? -1), ...freeB.map((axis) => b.shape?.[axis] ?? -1)];
  return shaped(matmul(left, right), lengths);
}

/** A tensor with its axes in two groups, each of which becomes one. */
function asMatrix(tensor: Tensor, rows: readonly number[], columns: readonly number[]): Tensor {
  const order = [...rows, ...columns];
  const sizeOf = (axes: readonly number[]): number =>
    axes.reduce((size, axis) => {
      const length = tensor.shape?.[axis] ?? null;
      return length === null || size === -1 ? -1 : size * length;
    }, 1);
  const ordered = order.every((axis, place) => axis === place) ? tensor : transpose(tensor, order);
  return rows.length === 1 && columns.length === 1 ? ordered : shaped(ordered, [sizeOf(rows), sizeOf(columns)]);
}

function shaped(tensor: Tensor, lengths: readonly number[]): Tensor {
  if (lengths.filter((length) => length === -1).length > 1)
    throw new UnsupportedError(
      message('{0} of a tensor whose shape is only known during a run is not supported', 'tf.tensordot'),
    );
  return reshape(tensor, lengths);
}

function axesOf(axes: Argument, rankA: number, rankB: number): [readonly number[], readonly number[]] {
  const pair = axes.kind === 'list' || axes.kind === 'array' ? partsOf(axes) : null;
  if (pair !== null) {
    const [first, second] = pair;
    if (first === undefined || second === undefined || pair.length !== 2)
      throw valueError("'axes' must be an integer or have length 2.");
    return [first.map((axis) => normalizeAxis(axis, rankA)), second.map((axis) => normalizeAxis(axis, rankB))];
  }
  const [count] = numbersIn(axes) ?? [];
  if (count === undefined) throw valueError('tensordot: axes must be known before the run');
  if (count < 0) throw valueError("'axes' must be at least 0.");
  if (count > rankA || count > rankB)
    throw valueError(`'axes' must not be larger than the number of dimensions of tensor ${count > rankA ? 'a' : 'b'}.`);
  return [Array.from({ length: count }, (_, at) => rankA - count + at), Array.from({ length: count }, (_, at) => at)];
}

/** The two groups of a pair of axes. */
function partsOf(axes: Argument): number[][] | null {
  if (axes.kind === 'list') return axes.items.map((part) => numbersIn(part) ?? []);
  if (axes.kind !== 'array') return null;
  const { shape, data } = axes.value;
  const width = data.length / (shape[0] ?? 1);
  return Array.from({ length: shape[0] ?? 0 }, (_, at) => [...data.slice(at * width, (at + 1) * width)]);
}

function rest(rank: number, axes: readonly number[]): number[] {
  return Array.from({ length: rank }, (_, axis) => axis).filter((axis) => !axes.includes(axis));
}
