import { valueError } from './errors';
import { item, shapeText } from './value';

/** A dimension that is not known before a run (a placeholder's `None`). */
export type Dimension = number | null;
/** A shape as the graph knows it: null where not even the rank is known. */
export type Shape = readonly Dimension[] | null;

/** Whether every dimension is known. */
export function isFullyDefined(shape: Shape): shape is readonly number[] {
  return shape?.every((length) => length !== null) ?? false;
}

/** Whether a concrete or partial shape may stand where another is declared. */
export function isCompatible(shape: Shape, declared: Shape): boolean {
  if (shape === null || declared === null) return true;
  if (shape.length !== declared.length) return false;
  return shape.every((length, axis) => {
    const other = item(declared, axis);
    return length === null || other === null || length === other;
  });
}

/** What is known when both shapes describe the same tensor. */
export function mergeShapes(left: Shape, right: Shape): Shape {
  if (left === null) return right;
  if (right === null) return left;
  if (!isCompatible(left, right))
    throw valueError(`shapes ${shapeText(left)} and ${shapeText(right)} are not compatible`);
  return left.map((length, axis) => length ?? item(right, axis));
}

/** NumPy's broadcasting on what is known; lengths that can never agree are an error. */
export function broadcastShapes(left: Shape, right: Shape): Shape {
  if (left === null || right === null) return null;
  const rank = Math.max(left.length, right.length);
  const result: Dimension[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const a = axis < rank - left.length ? 1 : item(left, axis - (rank - left.length));
    const b = axis < rank - right.length ? 1 : item(right, axis - (rank - right.length));
    if (a === 1) result.push(b);
    else if (b === 1 || a === b) result.push(a);
    else if (a === null || b === null) result.push(a ?? b);
    else throw valueError(`dimensions must be equal or 1: ${shapeText(left)} and ${shapeText(right)}`);
  }
  return result;
}

/** Broadcasting of concrete shapes. */
export function broadcastConcrete(left: readonly number[], right: readonly number[]): readonly number[] {
  return broadcastShapes(left, right) as readonly number[];
}

/** A possibly negative axis as an index into `rank`. */
export function normalizeAxis(axis: number, rank: number): number {
  const index = axis < 0 ? axis + rank : axis;
  if (index < 0 || index >= rank) throw valueError(`axis ${axis} is out of range for a tensor of rank ${rank}`);
  return index;
}

/** The axes of a reduction in ascending order; null means all. */
export function normalizeAxes(axes: readonly number[] | null, rank: number): number[] {
  if (axes === null) return Array.from({ length: rank }, (_, axis) => axis);
  return [...new Set(axes.map((axis) => normalizeAxis(axis, rank)))].sort((a, b) => a - b);
}

/** The shape after reducing `axes`. */
export function reducedShape<D extends Dimension>(
  shape: readonly D[],
  axes: readonly number[],
  keepDims: boolean,
): (D | 1)[] {
  const result: (D | 1)[] = [];
  shape.forEach((length, axis) => {
    if (!axes.includes(axis)) result.push(length);
    else if (keepDims) result.push(1);
  });
  return result;
}

/** Distance in elements between neighbours along each axis, row-major. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= item(shape, axis);
  }
  return strides;
}
