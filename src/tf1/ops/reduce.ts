import {
  binary,
  broadcastLike,
  cast,
  countLike,
  div,
  mul,
  reduce,
  select,
  shapeAfterReduction,
  sumLike,
  unary,
} from '../build';
import type { DType } from '../../base/graph-call';
import { own } from '../../base/own';
import { typeError } from '../errors';
import type { Tensor } from '../graph';
import { tfjsCall } from '../kernels/tfjs';
import { defineOps, type Kernel, type OpDefinition } from '../op-registry';
import { normalizeAxes, normalizeAxis, reducedShape } from '../shape';
import { at, emptyValue, isFloating, item, type Value } from '../value';
import { broadcastIndex } from './elementwise';
import { integerFunction } from './integer-functions';

/** Folds one element into the accumulator. */
type Fold = (accumulator: number, element: number) => number;

const folds: Readonly<Record<string, { readonly start: number; readonly fold: Fold }>> = {
  Sum: { start: 0, fold: (a, x) => a + x },
  Mean: { start: 0, fold: (a, x) => a + x },
  Prod: { start: 1, fold: (a, x) => a * x },
  Max: { start: -Infinity, fold: (a, x) => (x > a || Number.isNaN(x) ? x : a) },
  Min: { start: Infinity, fold: (a, x) => (x < a || Number.isNaN(x) ? x : a) },
  All: { start: 1, fold: (a, x) => (a !== 0 && x !== 0 ? 1 : 0) },
  Any: { start: 0, fold: (a, x) => (a !== 0 || x !== 0 ? 1 : 0) },
};

const onTfjs: Readonly<Record<string, string>> = { Sum: 'Sum', Mean: 'Mean', Prod: 'Prod', Max: 'Max', Min: 'Min' };

const reduceKernel =
  (type: string): Kernel =>
  ([input], operation) => {
    const x = input as Value;
    const axes = normalizeAxes(operation.attribute('axes'), x.shape.length);
    const keepDims = operation.attribute<boolean>('keepDims');
    const kernelName = own(onTfjs, type);
    const shape = reducedShape(x.shape, axes, keepDims);
    if (axes.length === 0) return [{ dtype: x.dtype, shape, data: x.data }];
    if (x.dtype === 'float32' && kernelName !== undefined && x.data.length > 0) {
      const key = type === 'Max' || type === 'Min' ? { reductionIndices: axes } : { axis: axes };
      const { data } = tfjsCall(kernelName, { x }, x.dtype, { ...key, axis: axes, keepDims });
      return [{ dtype: x.dtype, shape, data }];
    }
    const { start, fold: ofFloats } = own(folds, type) as (typeof folds)[string];
    const fold = integerFunction(type, x.dtype) ?? ofFloats;
    const result = emptyValue(x.dtype, shape);
    const sums = new Float64Array(result.data.length).fill(start);
    const kept = reducedShape(x.shape, axes, true);
    const target = broadcastIndex(kept, x.shape);
    for (let i = 0; i < x.data.length; i++) {
      const index = target(i);
      sums[index] = fold(at(sums, index), at(x.data, i));
    }
    const count = x.data.length / Math.max(1, sums.length);
    const mean = isFloating(x.dtype) ? (value: number) => value : Math.trunc;
    if (type === 'Mean') for (let i = 0; i < sums.length; i++) sums[i] = mean(at(sums, i) / count);
    result.data.set(sums);
    return [result];
  };

type ReduceGradient = (x: Tensor, y: Tensor, dy: Tensor, axes: readonly number[] | null) => Tensor;

/** `x`'s shape with a reduced tensor's values; the kept axes are known to the operation. */
const spread = (y: Tensor, x: Tensor, axes: readonly number[] | null, keepDims: boolean): Tensor =>
  broadcastLike(y, x, axes, keepDims);

function defineReduction(
  type: string,
  accepts: (dtype: DType) => boolean,
  gradient: ReduceGradient | null,
): OpDefinition {
  return {
    type,
    infer: ([x], { axes, keepDims }) => {
      const { dtype, shape } = x as Tensor;
      if (!accepts(dtype)) throw typeError(`${type} does not take ${dtype}`);
      return [{ dtype, shape: shapeAfterReduction(shape, axes as readonly number[] | null, keepDims as boolean) }];
    },
    kernel: reduceKernel(type),
    ...(gradient !== null && {
      gradient: (operation, [dy]) => {
        const [x, y] = [item(operation.inputs, 0), operation.output];
        if (!dy || !isFloating(x.dtype)) return [null];
        const axes = operation.attribute<readonly number[] | null>('axes');
        const keepDims = operation.attribute<boolean>('keepDims');
        return [gradient(x, spread(y, x, axes, keepDims), spread(dy, x, axes, keepDims), axes)];
      },
    }),
  };
}

const isNumber = (dtype: DType): boolean => dtype !== 'bool' && dtype !== 'string';
const isBool = (dtype: DType): boolean => dtype === 'bool';

/** The extremum's gradient is shared equally among the elements that reach it. */
const extremum: ReduceGradient = (x, y, dy, axes) => {
  const reached = cast(binary('Equal', x, y), x.dtype);
  return mul(div(reached, broadcastLike(reduce('Sum', reached, axes, true), x, axes, true)), dy);
};

defineOps(
  defineReduction('Sum', isNumber, (_x, _y, dy) => dy),
  defineReduction('Mean', isNumber, (x, _y, dy, axes) => div(dy, countLike(x, axes))),
  defineReduction('Max', isNumber, extremum),
  defineReduction('Min', isNumber, extremum),
  defineReduction('Prod', isNumber, (x, y, dy, axes) => {
    // Where a factor is 0 the product of the others is taken over ones in its place.
    const isZero = binary('Equal', x, unary('ZerosLike', x));
    const others = select(isZero, unary('OnesLike', x), x);
    const product = broadcastLike(reduce('Prod', others, axes, true), x, axes, true);
    const zeros = broadcastLike(reduce('Sum', cast(isZero, x.dtype), axes, true), x, axes, true);
    const onlyZero = binary('LogicalAnd', isZero, binary('Equal', zeros, unary('OnesLike', x)));
    return mul(dy, select(onlyZero, product, select(isZero, unary('ZerosLike', x), div(y, others))));
  }),
  defineReduction('All', isBool, null),
  defineReduction('Any', isBool, null),
);

/** The reduced shape with its lost axes put back as 1. */
function keptShape(shape: readonly number[], axes: readonly number[] | null): number[] {
  return reducedShape(shape, normalizeAxes(axes, shape.length), true);
}

const argKernel =
  (better: (candidate: number, best: number) => boolean): Kernel =>
  ([input], operation) => {
    const x = input as Value;
    const axis = normalizeAxis(operation.attribute('axis'), x.shape.length);
    const result = emptyValue(operation.output.dtype, reducedShape(x.shape, [axis], false));
    const best = new Float64Array(result.data.length);
    const seen = new Uint8Array(result.data.length);
    const length = item(x.shape, axis);
    const inner = x.shape.slice(axis + 1).reduce((product, n) => product * n, 1);
    for (let i = 0; i < x.data.length; i++) {
      const target = Math.floor(i / (inner * length)) * inner + (i % inner);
      const candidate = at(x.data, i);
      if (seen[target] === 1 && !better(candidate, at(best, target))) continue;
      seen[target] = 1;
      best[target] = candidate;
      result.data[target] = Math.floor(i / inner) % length;
    }
    return [result];
  };

const arg = (type: string, kernel: Kernel): OpDefinition => ({
  type,
  infer: ([x], { axis, dtype }) => {
    const { shape } = x as Tensor;
    return [
      {
        dtype: dtype as DType,
        shape: shape && reducedShape(shape, [normalizeAxis(axis as number, shape.length)], false),
      },
    ];
  },
  kernel,
});

defineOps(
  arg(
    'ArgMax',
    argKernel((candidate, best) => candidate > best),
  ),
  arg(
    'ArgMin',
    argKernel((candidate, best) => candidate < best),
  ),
  {
    type: 'SumLike',
    infer: ([x, like]) => [{ dtype: (x as Tensor).dtype, shape: (like as Tensor).shape }],
    kernel: ([given, like]) => {
      const x = given as Value;
      const { shape } = like as Value;
      if (x.shape.length === shape.length && x.shape.every((length, axis) => length === shape[axis])) return [x];
      const lost = x.shape.length - shape.length;
      const axes = x.shape.flatMap((length, axis) =>
        axis < lost || (shape[axis - lost] === 1 && length !== 1) ? [axis] : [],
      );
      if (axes.length === 0) return [{ ...x, shape }];
      if (x.dtype === 'float32') return [{ ...tfjsCall('Sum', { x }, x.dtype, { axis: axes, keepDims: true }), shape }];
      const result = emptyValue(x.dtype, shape);
      const target = broadcastIndex(shape, x.shape);
      for (let i = 0; i < x.data.length; i++) result.data[target(i)] = at(result.data, target(i)) + at(x.data, i);
      return [result];
    },
    gradient: ({ inputs }, [dy]) => [!dy ? null : broadcastLike(dy, item(inputs, 0)), null],
  },
  {
    type: 'BroadcastLike',
    infer: ([x, like]) => [{ dtype: (x as Tensor).dtype, shape: (like as Tensor).shape }],
    kernel: ([given, like], operation) => {
      const x = given as Value;
      const { shape } = like as Value;
      const axes = operation.attribute<readonly number[] | null>('axes');
      const from = operation.attribute<boolean>('keepDims') ? x.shape : keptShape(shape, axes);
      const result = emptyValue(x.dtype, shape);
      const source = broadcastIndex(from, shape);
      for (let i = 0; i < result.data.length; i++) result.data[i] = at(x.data, source(i));
      return [result];
    },
    gradient: (operation, [dy]) => {
      const [x] = operation.inputs as [Tensor];
      if (!dy) return [null, null];
      if (operation.attribute<boolean>('keepDims')) return [sumLike(dy, x), null];
      return [reduce('Sum', dy, operation.attribute('axes'), false), null];
    },
  },
  {
    type: 'Count',
    infer: ([x]) => [{ dtype: (x as Tensor).dtype, shape: [] }],
    kernel: ([x], operation) => {
      const { shape, dtype } = x as Value;
      const result = emptyValue(dtype, []);
      result.data[0] = normalizeAxes(operation.attribute('axes'), shape.length).reduce(
        (product, axis) => product * item(shape, axis),
        1,
      );
      return [result];
    },
  },
);
