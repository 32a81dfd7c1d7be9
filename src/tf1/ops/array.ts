import { shapeFromTensor } from '../shape-value';
import type { DType } from '../../base/graph-call';
import { cast, reshapeLike, select, transpose, zerosLike } from '../build';
import { TensorFlowError, typeError, valueError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { tfjsCall } from '../kernels/tfjs';
import { defineOps } from '../op-registry';
import { castFunction } from './integer-functions';
import { isFullyDefined, mergeShapes, normalizeAxis, type Shape, stridesOf } from '../shape';
import { allocate, at, emptyValue, isFloating, item, shapeText, sizeOf, type Value } from '../value';

// Operations that change the shape of a tensor or take a part of it.

const first = (operation: Operation): Tensor => item(operation.inputs, 0);

/** Fills in the -1 of a wished shape. */
function concreteShape(wished: readonly number[], size: number): number[] {
  const known = wished.reduce((product, length) => (length === -1 ? product : product * length), 1);
  const shape = wished.map((length) => (length === -1 ? size / known : length));
  if (sizeOf(shape) !== size || shape.some((length) => !Number.isInteger(length)))
    throw new TensorFlowError('InvalidArgumentError', `${size} elements cannot take the shape ${shapeText(wished)}`);
  return shape;
}

function reshapedShape(shape: Shape, wished: readonly number[]): Shape {
  if (isFullyDefined(shape)) {
    try {
      return concreteShape(wished, sizeOf(shape));
    } catch (error) {
      throw error instanceof TensorFlowError ? valueError(error.gist) : error;
    }
  }
  return wished.map((length) => (length === -1 ? null : length));
}

/** Converts numbers as TensorFlow's cast does: towards zero for integers, of which the lowest bits are kept. */
function castData({ data, dtype: from }: Value, dtype: DType): Value['data'] {
  const result = allocate(dtype, data.length);
  const cast = castFunction(from, dtype);
  if (cast === null) result.set(data);
  else for (let i = 0; i < data.length; i++) result[i] = cast(at(data, i));
  return result;
}

defineOps(
  {
    type: 'Cast',
    infer: ([x], { dtype }) => [{ dtype: dtype as DType, shape: (x as Tensor).shape }],
    kernel: ([x], operation) => {
      const { dtype } = operation.output;
      const { shape } = x as Value;
      return [{ dtype, shape, data: castData(x as Value, dtype) }];
    },
    gradient: (operation, [dy]) => {
      const { dtype } = first(operation);
      return [!dy || !isFloating(dtype) ? null : cast(dy, dtype)];
    },
  },
  {
    type: 'Select',
    infer: ([condition, x, y]) => {
      const [c, a, b] = [condition as Tensor, x as Tensor, y as Tensor];
      if (c.dtype !== 'bool') throw typeError(`the condition of where must be bool, not ${c.dtype}`);
      if (a.dtype !== b.dtype) throw typeError(`where's branches differ in dtype: ${a.dtype} and ${b.dtype}`);
      return [{ dtype: a.dtype, shape: mergeShapes(a.shape, b.shape) }];
    },
    kernel: ([condition, x, y]) => {
      const [c, a, b] = [condition as Value, x as Value, y as Value];
      // A scalar condition takes all, a vector one takes rows.
      const per = c.data.length === 0 ? 1 : a.data.length / c.data.length;
      const result = emptyValue(a.dtype, a.shape);
      for (let i = 0; i < a.data.length; i++) {
        result.data[i] = at(c.data, Math.floor(i / per)) !== 0 ? at(a.data, i) : at(b.data, i);
      }
      return [result];
    },
    gradient: ({ inputs }, [dy]) => {
      const condition = item(inputs, 0);
      if (!dy) return [null, null, null];
      return [null, select(condition, dy, zerosLike(dy)), select(condition, zerosLike(dy), dy)];
    },
  },
  {
    type: 'Reshape',
    infer: ([x], { shape }) => [
      { dtype: (x as Tensor).dtype, shape: reshapedShape((x as Tensor).shape, shape as readonly number[]) },
    ],
    kernel: ([x], operation) => {
      const { dtype, data } = x as Value;
      return [{ dtype, data, shape: concreteShape(operation.attribute('shape'), data.length) }];
    },
    gradient: (operation, [dy]) => [!dy ? null : reshapeLike(dy, first(operation))],
  },
  {
    type: 'ReshapeTo',
    infer: ([x, shape]) => [{ dtype: (x as Tensor).dtype, shape: shapeFromTensor(shape as Tensor) }],
    kernel: ([x, shape]) => {
      const { dtype, data } = x as Value;
      return [{ dtype, data, shape: concreteShape([...(shape as Value).data], data.length) }];
    },
    gradient: (operation, [dy]) => [!dy ? null : reshapeLike(dy, first(operation)), null],
  },
  {
    type: 'ReshapeLike',
    infer: ([x, like]) => [{ dtype: (x as Tensor).dtype, shape: (like as Tensor).shape }],
    kernel: ([x, like]) => [{ ...(x as Value), shape: (like as Value).shape }],
    gradient: (operation, [dy]) => [!dy ? null : reshapeLike(dy, first(operation)), null],
  },
  {
    type: 'ExpandDims',
    infer: ([x], { axis }) => {
      const { dtype, shape } = x as Tensor;
      if (shape === null) return [{ dtype, shape }];
      const position = normalizeAxis(axis as number, shape.length + 1);
      return [{ dtype, shape: [...shape.slice(0, position), 1, ...shape.slice(position)] }];
    },
    kernel: ([x], operation) => {
      const { dtype, shape, data } = x as Value;
      const position = normalizeAxis(operation.attribute('axis'), shape.length + 1);
      return [{ dtype, data, shape: [...shape.slice(0, position), 1, ...shape.slice(position)] }];
    },
    gradient: (operation, [dy]) => [!dy ? null : reshapeLike(dy, first(operation))],
  },
  {
    type: 'Squeeze',
    infer: ([x], { axes }) => {
      const { dtype, shape } = x as Tensor;
      return [{ dtype, shape: squeezed(shape, axes as readonly number[]) }];
    },
    kernel: ([x], operation) => {
      const value = x as Value;
      return [{ ...value, shape: squeezed(value.shape, operation.attribute('axes')) as readonly number[] }];
    },
    gradient: (operation, [dy]) => [!dy ? null : reshapeLike(dy, first(operation))],
  },
  {
    type: 'Transpose',
    infer: ([x], { permutation }) => {
      const { dtype, shape } = x as Tensor;
      const order = permutation as readonly number[];
      if (shape !== null && shape.length !== order.length)
        throw valueError(`a permutation of ${order.length} axes does not fit ${shapeText(shape)}`);
      return [{ dtype, shape: order.map((axis) => (shape === null ? null : item(shape, axis))) }];
    },
    kernel: ([given], operation) => {
      const x = given as Value;
      const perm = operation.attribute<readonly number[]>('permutation');
      if (x.dtype === 'float32' || x.dtype === 'int32')
        return [tfjsCall('Transpose', { x }, x.dtype, { perm: [...perm] })];
      const strides = stridesOf(x.shape);
      const shape = perm.map((axis) => item(x.shape, axis));
      const result = emptyValue(x.dtype, shape);
      const own = stridesOf(shape);
      for (let i = 0; i < result.data.length; i++) {
        let from = 0;
        perm.forEach((axis, position) => {
          from += (Math.floor(i / item(own, position)) % item(shape, position)) * item(strides, axis);
        });
        result.data[i] = at(x.data, from);
      }
      return [result];
    },
    gradient: (operation, [dy]) => {
      const permutation = operation.attribute<readonly number[]>('permutation');
      const inverse = permutation.map((_, axis) => permutation.indexOf(axis));
      return [!dy ? null : transpose(dy, inverse)];
    },
  },
);

function squeezed(shape: Shape, axes: readonly number[]): Shape {
  if (shape === null) return null;
  if (axes.length === 0) return shape.includes(null) ? null : shape.filter((length) => length !== 1);
  const dropped = axes.map((axis) => normalizeAxis(axis, shape.length));
  for (const axis of dropped) {
    const length = item(shape, axis);
    if (length !== null && length !== 1) throw valueError(`cannot squeeze axis ${axis} of length ${length}`);
  }
  return shape.filter((_, axis) => !dropped.includes(axis));
}
