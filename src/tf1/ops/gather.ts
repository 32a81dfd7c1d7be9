import type { DType } from '../../base/graph-call';
import { TensorFlowError, typeError } from '../errors';
import type { Tensor } from '../graph';
import { defineOps, IndexedSlices } from '../op-registry';
import { normalizeAxis } from '../shape';
import { at, emptyValue, isFloating, isIndex, item, sizeOf, type Value } from '../value';

// Operations that gather slices of a tensor by their indices.

defineOps(
  {
    type: 'Gather',
    infer: ([params, indices], { axis }) => {
      const [p, i] = [params as Tensor, indices as Tensor];
      if (!isIndex(i.dtype)) throw typeError(`indices must be int32 or int64, not ${i.dtype}`);
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
      const axis = operation.attribute<number>('axis');
      // Only rows are a sparse gradient.
      if (axis === 0 || (params.shape !== null && normalizeAxis(axis, params.shape.length) === 0))
        return [new IndexedSlices(dy, indices, params), null];
      return [dy.graph.createOperation('GatherGrad', [dy, indices, params], { attributes: { axis } }).output, null];
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
    gradient: ({ inputs }, [dy]) => {
      if (!dy) return [null, null, null];
      const indices = item(inputs, 1);
      return [dy.graph.createOperation('Gather', [dy, indices], { attributes: { axis: 0 } }).output, null, null];
    },
  },
  {
    type: 'GatherGrad',
    infer: ([dy, , params]) => [{ dtype: (dy as Tensor).dtype, shape: (params as Tensor).shape }],
    kernel: ([given, indices, like], operation) => {
      const [dy, { shape }] = [given as Value, like as Value];
      const axis = normalizeAxis(operation.attribute('axis'), shape.length);
      const [outer, length, inner] = [sizeOf(shape.slice(0, axis)), item(shape, axis), sizeOf(shape.slice(axis + 1))];
      const result = emptyValue(dy.dtype, shape);
      let from = 0;
      for (let row = 0; row < outer; row++) {
        for (const index of (indices as Value).data) {
          const to = (row * length + index) * inner;
          for (let k = 0; k < inner; k++) result.data[to + k] = at(result.data, to + k) + at(dy.data, from + k);
          from += inner;
        }
      }
      return [result];
    },
    gradient: ({ inputs, attributes }, [ddy]) => [
      !ddy ? null : ddy.graph.createOperation('Gather', [ddy, item(inputs, 1)], { attributes }).output,
      null,
      null,
    ],
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
);
