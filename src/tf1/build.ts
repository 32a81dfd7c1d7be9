import type { DType } from '../base/graph-call';
import { valueError } from './errors';
import type { Graph, Tensor } from './graph';
import { isFullyDefined, normalizeAxes, reducedShape, type Shape } from './shape';
import { item, scalarValue, type Value } from './value';

// The graph-building verbs that gradients, optimizers and the public names are written in. Inputs are tensors of one dtype;
// Python's conversions happen before, in api/.

type Options = Readonly<Record<string, unknown>>;

const op = (type: string, inputs: readonly Tensor[], attributes: Options = {}): Tensor =>
  item(inputs, 0).graph.createOperation(type, inputs, { attributes }).output;

/** A constant of the graph. */
export function constant(graph: Graph, value: Value, name: string | null = null): Tensor {
  return graph.createOperation('Const', [], { name: name ?? 'Const', attributes: { value } }).output;
}

/** A 0-d constant. */
function scalar(graph: Graph, dtype: DType, number: number): Tensor {
  return constant(graph, scalarValue(dtype, number));
}

/** A 0-d constant of another tensor's dtype. */
export function scalarLike(tensor: Tensor, number: number): Tensor {
  return scalar(tensor.graph, tensor.dtype, number);
}

/** An elementwise operation of one input. */
export function unary(type: string, x: Tensor): Tensor {
  return op(type, [x]);
}

/** An elementwise operation of two inputs, with broadcasting. */
export function binary(type: string, x: Tensor, y: Tensor): Tensor {
  return op(type, [x, y]);
}

export const add = (x: Tensor, y: Tensor): Tensor => binary('Add', x, y);
/** The sum of tensors of one shape, in their order. Raises ValueError where there are none, as `tf.add_n` does. */
export function addAll(tensors: readonly Tensor[]): Tensor {
  const [first, ...others] = tensors;
  if (first === undefined) throw valueError('inputs must be an iterable of at least one Tensor');
  return others.reduce(add, first);
}

export const sub = (x: Tensor, y: Tensor): Tensor => binary('Sub', x, y);
export const mul = (x: Tensor, y: Tensor): Tensor => binary('Mul', x, y);
export const div = (x: Tensor, y: Tensor): Tensor => binary('RealDiv', x, y);
export const pow = (x: Tensor, y: Tensor): Tensor => binary('Pow', x, y);
export const neg = (x: Tensor): Tensor => unary('Neg', x);
export const square = (x: Tensor): Tensor => unary('Square', x);
export const zerosLike = (x: Tensor): Tensor => unary('ZerosLike', x);
export const onesLike = (x: Tensor): Tensor => unary('OnesLike', x);
export const identity = (x: Tensor): Tensor => unary('Identity', x);
export const select = (condition: Tensor, x: Tensor, y: Tensor): Tensor => op('Select', [condition, x, y]);

/** A scalar multiple. */
export function scale(x: Tensor, factor: number): Tensor {
  return mul(x, scalarLike(x, factor));
}

/** `tf.cast`; of the same dtype it is the tensor itself. */
export function cast(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : op('Cast', [x], { dtype });
}

/** A reduction (`Sum`, `Mean`, `Max`, `Min`, `Prod`, `All`, `Any`) over constant axes; null means all. */
export function reduce(type: string, x: Tensor, axes: readonly number[] | null, keepDims = false): Tensor {
  return op(type, [x], { axes: axes === null ? null : [...axes], keepDims });
}

export const reduceSum = (x: Tensor, axes: readonly number[] | null = null, keepDims = false): Tensor =>
  reduce('Sum', x, axes, keepDims);

/** Matrix product of the last two axes. */
export function matmul(a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor {
  return op('MatMul', [a, b], { transposeA, transposeB });
}

export const transpose = (x: Tensor, permutation: readonly number[]): Tensor => op('Transpose', [x], { permutation });

/** A strided slice by its items, which ops/slicing knows. */
export const sliceOp = (x: Tensor, items: readonly unknown[]): Tensor => op('StridedSlice', [x], { items });

/** A reshape to a constant shape, in which one length may be -1. */
export function reshape(x: Tensor, shape: readonly number[]): Tensor {
  return op('Reshape', [x], { shape: [...shape] });
}

/** `x` in the shape that `like` has in the run. */
export function reshapeLike(x: Tensor, like: Tensor): Tensor {
  return sameKnownShape(x.shape, like.shape) ? x : op('ReshapeLike', [x, like]);
}

/** Sums a broadcast gradient down to the shape that `like` has in the run. */
export function sumLike(gradient: Tensor, like: Tensor): Tensor {
  return sameKnownShape(gradient.shape, like.shape) ? gradient : op('SumLike', [gradient, like]);
}

/** Broadcasts `x`, a reduction of `like` over `axes`, back to the shape of `like`. */
export function broadcastLike(x: Tensor, like: Tensor, axes: readonly number[] | null = null, keepDims = true): Tensor {
  return sameKnownShape(x.shape, like.shape) ? x : op('BroadcastLike', [x, like], { axes, keepDims });
}

/** Elements of `x` over `axes`, as a number of its dtype. */
export function countLike(x: Tensor, axes: readonly number[] | null): Tensor {
  if (isFullyDefined(x.shape)) {
    const { shape } = x;
    const count = normalizeAxes(axes, shape.length).reduce((product, axis) => product * item(shape, axis), 1);
    return scalarLike(x, count);
  }
  return op('Count', [x], { axes });
}

/** The shape left by a reduction, when it is known. */
export function shapeAfterReduction(shape: Shape, axes: readonly number[] | null, keepDims: boolean): Shape {
  if (shape === null) return axes === null && !keepDims ? [] : null;
  return reducedShape(shape, normalizeAxes(axes, shape.length), keepDims);
}

function sameKnownShape(left: Shape, right: Shape): boolean {
  if (!isFullyDefined(left) || !isFullyDefined(right)) return false;
  return left.length === right.length && left.every((length, axis) => length === right[axis]);
}
