import type { DType } from '../../base/graph-call';
import { cast, reduceSum, reshapeLike, select, sumLike, transpose, zerosLike } from '../build';
import { TensorFlowError, typeError, valueError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { tfjsCall } from '../kernels/tfjs';
import { defineOps, type Gradient, IndexedSlices } from '../op-registry';
import { type Dimension, isFullyDefined, mergeShapes, normalizeAxis, type Shape, stridesOf } from '../shape';
import {
  allocate,
  at,
  emptyValue,
  isFloating,
  isInteger,
  item,
  makeValue,
  shapeText,
  sizeOf,
  type Value,
} from '../value';
import { broadcastIndex } from './elementwise';
import { forEachSelected, selectionOf, slicedShape, type SliceItem } from './slicing';

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

/** Converts numbers as TensorFlow's cast does: towards zero for integers, int32 wraps. */
function castData({ data, dtype: from }: Value, dtype: DType): Value['data'] {
  const result = allocate(dtype, data.length);
  if (dtype === 'bool') for (let i = 0; i < data.length; i++) result[i] = at(data, i) === 0 ? 0 : 1;
  else if (dtype === 'int64' && isFloating(from))
    for (let i = 0; i < data.length; i++) result[i] = Math.trunc(at(data, i));
  else result.set(data);
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
    infer: ([x]) => [{ dtype: (x as Tensor).dtype, shape: null }],
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

const addDimensions = (lengths: readonly Dimension[]): Dimension =>
  lengths.reduce<Dimension>((sum, length) => (sum === null || length === null ? null : sum + length), 0);

function concatShape(shapes: readonly Shape[], axis: number): Shape {
  const known = shapes.find((shape) => shape !== null);
  if (!known) return null;
  const position = normalizeAxis(axis, known.length);
  const result = known.map((_, index) => {
    const lengths = shapes.map((shape) => (shape === null ? null : (shape[index] ?? null)));
    if (index === position) return addDimensions(lengths);
    const given = lengths.filter((length) => length !== null);
    if (new Set(given).size > 1)
      throw valueError(`concat's inputs differ outside of axis ${axis}: ${shapes.map(shapeText).join(', ')}`);
    return given[0] ?? null;
  });
  return result;
}

/** A range of one axis, of any length, as a slice. */
function along(rank: number, axis: number, begin: number | null, end: number | null): SliceItem[] {
  return Array.from({ length: rank }, (_, index) =>
    index === axis ? { kind: 'range', begin, end, step: 1 } : { kind: 'range', begin: null, end: null, step: 1 },
  );
}

const sliceOp = (x: Tensor, items: readonly SliceItem[]): Tensor =>
  x.graph.createOperation('StridedSlice', [x], { attributes: { items } }).output;

/** Shares its storage with no input: a joint of several arrays. */
function concatenate(values: readonly Value[], axis: number): Value {
  const [head] = values as [Value];
  const position = normalizeAxis(axis, head.shape.length);
  const shape = head.shape.map((length, index) =>
    index === position ? values.reduce((sum, value) => sum + item(value.shape, position), 0) : length,
  );
  const result = emptyValue(head.dtype, shape);
  const outer = sizeOf(shape.slice(0, position));
  const stride = sizeOf(shape.slice(position));
  let offset = 0;
  for (const { data } of values) {
    const width = data.length / Math.max(1, outer);
    for (let row = 0; row < outer; row++) {
      result.data.set(data.subarray(row * width, (row + 1) * width), row * stride + offset);
    }
    offset += width;
  }
  return result;
}

defineOps(
  {
    type: 'ConcatV2',
    infer: (inputs, { axis }) => [
      {
        dtype: item(inputs, 0).dtype,
        shape: concatShape(
          inputs.map(({ shape }) => shape),
          axis as number,
        ),
      },
    ],
    kernel: (values, operation) => [concatenate(values, operation.attribute('axis'))],
    gradient: (operation, [dy]) => {
      if (!dy) return operation.inputs.map(() => null);
      const rank = dy.shape?.length ?? first(operation).shape?.length ?? 0;
      const axis = normalizeAxis(operation.attribute('axis'), rank);
      let begin = 0;
      return operation.inputs.map(({ shape }): Gradient => {
        const length = shape?.[axis] ?? null;
        if (length === null) throw valueError('the gradient of a concat along an unknown length');
        begin += length;
        return sliceOp(dy, along(rank, axis, begin - length, begin));
      });
    },
  },
  {
    type: 'Pack',
    infer: (inputs, { axis }) => {
      const { dtype } = item(inputs, 0);
      for (const input of inputs) if (input.dtype !== dtype) throw typeError('the tensors of a stack differ in dtype');
      const shape = inputs.map((input) => input.shape).reduce(mergeShapes);
      if (shape === null) return [{ dtype, shape }];
      const position = normalizeAxis(axis as number, shape.length + 1);
      return [{ dtype, shape: [...shape.slice(0, position), inputs.length, ...shape.slice(position)] }];
    },
    kernel: (values, operation) => {
      const { shape } = item(values, 0);
      const position = normalizeAxis(operation.attribute('axis'), shape.length + 1);
      const kept = [...shape.slice(0, position), 1, ...shape.slice(position)];
      return [
        concatenate(
          values.map((value) => ({ ...value, shape: kept })),
          position,
        ),
      ];
    },
    gradient: (operation, [dy]) => {
      if (!dy) return operation.inputs.map(() => null);
      const rank = (first(operation).shape?.length ?? 0) + 1;
      const axis = normalizeAxis(operation.attribute('axis'), rank);
      return operation.inputs.map((_, index) => {
        const items = along(rank, axis, null, null);
        items[axis] = { kind: 'index', index };
        return sliceOp(dy, items);
      });
    },
  },
  {
    type: 'StridedSlice',
    infer: ([x], { items }) => {
      const { dtype, shape } = x as Tensor;
      return [{ dtype, shape: shape && slicedShape(items as readonly SliceItem[], shape) }];
    },
    kernel: ([given], operation) => {
      const x = given as Value;
      const selection = selectionOf(operation.attribute('items'), x.shape);
      const result = emptyValue(x.dtype, selection.shape);
      forEachSelected(selection, x.shape, (from, to) => {
        result.data[to] = at(x.data, from);
      });
      return [result];
    },
    gradient: (operation, [dy]) => {
      if (!dy) return [null];
      const x = first(operation);
      const attributes = { items: operation.attribute<unknown>('items') };
      return [dy.graph.createOperation('StridedSliceGrad', [dy, x], { attributes }).output];
    },
  },
  {
    type: 'StridedSliceGrad',
    infer: ([dy, x]) => [{ dtype: (dy as Tensor).dtype, shape: (x as Tensor).shape }],
    kernel: ([dy, x], operation) => {
      const { data } = dy as Value;
      const { shape } = x as Value;
      const result = emptyValue((dy as Value).dtype, shape);
      forEachSelected(selectionOf(operation.attribute('items'), shape), shape, (from, to) => {
        result.data[from] = at(data, to);
      });
      return [result];
    },
    gradient: (operation, [ddy]) => [!ddy ? null : sliceOp(ddy, operation.attribute('items')), null],
  },
  {
    type: 'Gather',
    infer: ([params, indices], { axis }) => {
      const [p, i] = [params as Tensor, indices as Tensor];
      if (!isInteger(i.dtype)) throw typeError(`indices must be int32 or int64, not ${i.dtype}`);
      if (p.shape === null || i.shape === null) return [{ dtype: p.dtype, shape: null }];
      const position = normalizeAxis(axis as number, p.shape.length);
      return [{ dtype: p.dtype, shape: [...p.shape.slice(0, position), ...i.shape, ...p.shape.slice(position + 1)] }];
    },
    kernel: ([params, indices], operation) => {
      const [p, i] = [params as Value, indices as Value];
      const axis = normalizeAxis(operation.attribute('axis'), p.shape.length);
      const length = item(p.shape, axis);
      const [outer, inner] = [sizeOf(p.shape.slice(0, axis)), sizeOf(p.shape.slice(axis + 1))];
      const result = emptyValue(p.dtype, [...p.shape.slice(0, axis), ...i.shape, ...p.shape.slice(axis + 1)]);
      let to = 0;
      for (let row = 0; row < outer; row++) {
        for (const index of i.data) {
          if (index < 0 || index >= length)
            throw new TensorFlowError('InvalidArgumentError', `index ${index} is not in [0, ${length})`);
          const from = (row * length + index) * inner;
          result.data.set(p.data.subarray(from, from + inner), to);
          to += inner;
        }
      }
      return [result];
    },
    gradient: (operation, [dy]) => {
      const [params, indices] = operation.inputs as [Tensor, Tensor];
      if (!dy || !isFloating(params.dtype)) return [null, null];
      if (params.shape !== null && normalizeAxis(operation.attribute('axis'), params.shape.length) !== 0)
        throw valueError('the gradient of a gather along another axis than the first');
      return [new IndexedSlices(dy, indices, params), null];
    },
  },
  {
    type: 'IndexedSlicesToDense',
    infer: ([values, , like]) => [{ dtype: (values as Tensor).dtype, shape: (like as Tensor).shape }],
    kernel: ([values, indices, like]) => {
      const { dtype, data } = values as Value;
      const result = emptyValue(dtype, (like as Value).shape);
      const width = result.data.length / Math.max(1, item((like as Value).shape, 0));
      (indices as Value).data.forEach((row, position) => {
        for (let k = 0; k < width; k++) {
          result.data[row * width + k] = at(result.data, row * width + k) + at(data, position * width + k);
        }
      });
      return [result];
    },
  },
  {
    type: 'OneHot',
    infer: ([indices], { depth, dtype, axis }) => {
      const { shape } = indices as Tensor;
      if (shape === null) return [{ dtype: dtype as DType, shape }];
      const position = normalizeAxis(axis as number, shape.length + 1);
      const result = [...shape.slice(0, position), depth as number, ...shape.slice(position)];
      return [{ dtype: dtype as DType, shape: result }];
    },
    kernel: ([given], operation) => {
      const { shape, data } = given as Value;
      const depth = operation.attribute<number>('depth');
      const position = normalizeAxis(operation.attribute('axis'), shape.length + 1);
      const result = emptyValue(operation.output.dtype, [...shape.slice(0, position), depth, ...shape.slice(position)]);
      const inner = sizeOf(shape.slice(position));
      result.data.fill(operation.attribute('off'));
      data.forEach((index, i) => {
        if (index < 0 || index >= depth) return;
        result.data[(Math.floor(i / inner) * depth + index) * inner + (i % inner)] = operation.attribute('on');
      });
      return [result];
    },
  },
  {
    type: 'Tile',
    infer: ([x], { multiples }) => {
      const { dtype, shape } = x as Tensor;
      const times = multiples as readonly number[];
      if (shape !== null && shape.length !== times.length) throw valueError('tile needs one multiple an axis');
      return [
        { dtype, shape: shape && shape.map((length, axis) => (length === null ? null : length * item(times, axis))) },
      ];
    },
    kernel: ([given], operation) => {
      const x = given as Value;
      const times = operation.attribute<readonly number[]>('multiples');
      const shape = x.shape.map((length, axis) => length * item(times, axis));
      const result = emptyValue(x.dtype, shape);
      const [own, from] = [stridesOf(shape), stridesOf(x.shape)];
      for (let i = 0; i < result.data.length; i++) {
        let source = 0;
        for (let axis = 0; axis < shape.length; axis++) {
          source += ((Math.floor(i / item(own, axis)) % item(shape, axis)) % item(x.shape, axis)) * item(from, axis);
        }
        result.data[i] = at(x.data, source);
      }
      return [result];
    },
    gradient: (operation, [dy]) => {
      const x = first(operation);
      if (!dy) return [null];
      if (!isFullyDefined(x.shape)) throw valueError('the gradient of a tile of unknown shape');
      const times = operation.attribute<readonly number[]>('multiples');
      const split = x.shape.flatMap((length, axis) => [item(times, axis), length]);
      const parts = dy.graph.createOperation('Reshape', [dy], { attributes: { shape: split } }).output;
      return [
        reduceSum(
          parts,
          times.map((_, axis) => axis * 2),
        ),
      ];
    },
  },
  {
    type: 'Pad',
    infer: ([x], { paddings }) => {
      const { dtype, shape } = x as Tensor;
      const pads = paddings as readonly (readonly [number, number])[];
      return [
        {
          dtype,
          shape:
            shape &&
            shape.map((length, axis) => (length === null ? null : length + item(pads, axis)[0] + item(pads, axis)[1])),
        },
      ];
    },
    kernel: ([given], operation) => {
      const x = given as Value;
      const pads = operation.attribute<readonly (readonly [number, number])[]>('paddings');
      const shape = x.shape.map((length, axis) => length + item(pads, axis)[0] + item(pads, axis)[1]);
      const result = emptyValue(x.dtype, shape);
      result.data.fill(operation.attribute('value'));
      const items = x.shape.map((length, axis): SliceItem => {
        const [before] = item(pads, axis);
        return { kind: 'range', begin: before, end: before + length, step: 1 };
      });
      forEachSelected(selectionOf(items, shape), shape, (to, from) => {
        result.data[to] = at(x.data, from);
      });
      return [result];
    },
    gradient: (operation, [dy]) => {
      const pads = operation.attribute<readonly (readonly [number, number])[]>('paddings');
      const items = pads.map(([before, after]): SliceItem => ({
        kind: 'range',
        begin: before,
        end: after === 0 ? null : -after,
        step: 1,
      }));
      return [!dy ? null : sliceOp(dy, items)];
    },
  },
  {
    type: 'Cumsum',
    infer: ([x]) => [{ dtype: (x as Tensor).dtype, shape: (x as Tensor).shape }],
    kernel: ([given], operation) => {
      const x = given as Value;
      const axis = normalizeAxis(operation.attribute('axis'), x.shape.length);
      const reverse = operation.attribute<boolean>('reverse');
      const exclusive = operation.attribute<boolean>('exclusive');
      const [length, inner] = [item(x.shape, axis), sizeOf(x.shape.slice(axis + 1))];
      const result = emptyValue(x.dtype, x.shape);
      for (let start = 0; start < x.data.length; start += length * inner) {
        for (let k = 0; k < inner; k++) {
          let sum = 0;
          for (let j = 0; j < length; j++) {
            const index = start + (reverse ? length - 1 - j : j) * inner + k;
            if (exclusive) result.data[index] = sum;
            sum += at(x.data, index);
            if (!exclusive) result.data[index] = sum;
          }
        }
      }
      return [result];
    },
    gradient: (operation, [dy]) => {
      if (!dy) return [null];
      const attributes = { ...operation.attributes, reverse: !operation.attribute<boolean>('reverse') };
      return [dy.graph.createOperation('Cumsum', [dy], { attributes }).output];
    },
  },
  {
    type: 'Shape',
    infer: ([x], { dtype }) => [{ dtype: dtype as DType, shape: [(x as Tensor).shape?.length ?? null] }],
    kernel: ([x], operation) => {
      const { shape } = x as Value;
      return [makeValue(operation.output.dtype, [shape.length], shape)];
    },
  },
  {
    type: 'Size',
    infer: (_inputs, { dtype }) => [{ dtype: dtype as DType, shape: [] }],
    kernel: ([x], operation) => [makeValue(operation.output.dtype, [], [(x as Value).data.length])],
  },
  {
    type: 'Fill',
    infer: ([, value]) => [{ dtype: (value as Tensor).dtype, shape: null }],
    kernel: ([shape, value]) => {
      const result = emptyValue((value as Value).dtype, [...(shape as Value).data]);
      result.data.fill(at((value as Value).data, 0));
      return [result];
    },
    gradient: (_operation, [dy]) => [null, !dy ? null : reduceSum(dy)],
  },
  {
    type: 'BroadcastTo',
    infer: ([x], { shape }) => [{ dtype: (x as Tensor).dtype, shape: shape as readonly number[] }],
    kernel: ([given], operation) => {
      const x = given as Value;
      const result = emptyValue(x.dtype, operation.attribute('shape'));
      const source = broadcastIndex(x.shape, result.shape);
      for (let i = 0; i < result.data.length; i++) result.data[i] = at(x.data, source(i));
      return [result];
    },
    gradient: (operation, [dy]) => [!dy ? null : sumLike(dy, first(operation))],
  },
  {
    type: 'Range',
    infer: ([start]) => [{ dtype: (start as Tensor).dtype, shape: [null] }],
    kernel: ([start, limit, delta]) => {
      const [from, to, by] = [start, limit, delta].map((value) => at((value as Value).data, 0)) as [
        number,
        number,
        number,
      ];
      const count = Math.max(0, Math.ceil((to - from) / by));
      const numbers = Array.from({ length: count }, (_, index) => from + index * by);
      return [makeValue((start as Value).dtype, [count], numbers)];
    },
  },
  {
    type: 'InTopK',
    infer: ([, targets]) => [{ dtype: 'bool', shape: (targets as Tensor).shape }],
    kernel: ([predictions, targets], operation) => {
      const [p, t] = [predictions as Value, targets as Value];
      const width = item(p.shape, 1);
      const result = emptyValue('bool', t.shape);
      t.data.forEach((target, row) => {
        const scores = p.data.subarray(row * width, (row + 1) * width);
        const own = at(scores, target);
        let better = 0;
        for (const score of scores) if (score > own) better++;
        result.data[row] = better < operation.attribute<number>('k') && Number.isFinite(own) ? 1 : 0;
      });
      return [result];
    },
  },
);
