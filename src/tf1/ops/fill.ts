import { shapeFromTensor } from '../shape-value';
import type { DType } from '../../base/graph-call';
import { reduceSum, sliceOp, sumLike } from '../build';
import { valueError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { integerFunction } from './integer-functions';
import { defineOps } from '../op-registry';
import { isFullyDefined, normalizeAxis, stridesOf } from '../shape';
import { at, emptyValue, item, makeValue, sizeOf, type Value } from '../value';
import { broadcastIndex } from './elementwise';
import { forEachSelected, selectionOf, type SliceItem } from './slicing';

// Operations that make a tensor of a shape.

const first = (operation: Operation): Tensor => item(operation.inputs, 0);

defineOps(
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
      const times = operation.attribute<readonly number[]>('multiples');
      // A shape that only a run knows is taken from the input then.
      if (!isFullyDefined(x.shape))
        return [dy.graph.createOperation('TileGrad', [dy, x], { attributes: { multiples: times } }).output];
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
    type: 'TileGrad',
    infer: ([dy, x]) => [{ dtype: (dy as Tensor).dtype, shape: (x as Tensor).shape }],
    kernel: ([given, like]) => {
      const [dy, { shape }] = [given as Value, like as Value];
      const result = emptyValue(dy.dtype, shape);
      const [own, to] = [stridesOf(dy.shape), stridesOf(shape)];
      for (let i = 0; i < dy.data.length; i++) {
        let target = 0;
        for (let axis = 0; axis < shape.length; axis++) {
          target += ((Math.floor(i / item(own, axis)) % item(dy.shape, axis)) % item(shape, axis)) * item(to, axis);
        }
        result.data[target] = at(result.data, target) + at(dy.data, i);
      }
      return [result];
    },
    gradient: ({ attributes }, [ddy]) => [
      !ddy ? null : ddy.graph.createOperation('Tile', [ddy], { attributes }).output,
      null,
    ],
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
      const add = integerFunction('Cumsum', x.dtype) ?? ((a: number, b: number) => a + b);
      for (let start = 0; start < x.data.length; start += length * inner) {
        for (let k = 0; k < inner; k++) {
          let sum = 0;
          for (let j = 0; j < length; j++) {
            const index = start + (reverse ? length - 1 - j : j) * inner + k;
            if (exclusive) result.data[index] = sum;
            sum = add(sum, at(x.data, index));
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
    infer: ([shape, value]) => [{ dtype: (value as Tensor).dtype, shape: shapeFromTensor(shape as Tensor) }],
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
