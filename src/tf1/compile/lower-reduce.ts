import { own } from '../../base/own';
import { normalizeAxes, stridesOf } from '../shape';
import { item, sizeOf } from '../value';
import { type Fold, linearRead, linearStrides, literal, type View } from './ir';
import { input, type Lower, type Lowering, resultShape } from './lowering';

// Reductions as code of the compiled step.

const identity = (accumulator: string): string => accumulator;

/** tfjs's sum: in double precision, rounded once. */
const sumFold: Fold = { start: '0', next: (a, x) => `${a} + ${x}`, finish: identity };

const folds: Readonly<Record<string, (count: number, dtype: string) => Fold>> = {
  Sum: () => sumFold,
  // tfjs divides every element before it sums; the dtypes that it lacks, and what has no elements, are divided afterwards.
  Mean: (count, dtype) =>
    dtype === 'float32' && count > 0
      ? { start: '0', next: (a, x) => `${a} + Math.fround(${x} / ${count})`, finish: identity }
      : { start: '0', next: (a, x) => `${a} + ${x}`, finish: (a) => `${a} / ${count}` },
  Prod: () => ({ start: '1', next: (a, x) => `${a} * ${x}`, finish: identity }),
  Max: () => ({ start: '-Infinity', next: (a, x) => `(${x} > ${a} || ${x} !== ${x} ? ${x} : ${a})`, finish: identity }),
  Min: () => ({ start: 'Infinity', next: (a, x) => `(${x} < ${a} || ${x} !== ${x} ? ${x} : ${a})`, finish: identity }),
  All: () => ({ start: '1', next: (a, x) => `(${a} !== 0 && ${x} !== 0 ? 1 : 0)`, finish: identity }),
  Any: () => ({ start: '0', next: (a, x) => `(${a} !== 0 || ${x} !== 0 ? 1 : 0)`, finish: identity }),
};

/** Adds a reduction; nothing to reduce makes it the same storage. */
function reduceView(lowering: Lowering, x: View, axes: readonly number[], fold: Fold, shape: readonly number[]): View {
  const target = lowering.temporary(x.storage.dtype, shape);
  lowering.nodes.push({
    kind: 'reduce',
    space: x.shape,
    read: linearRead(x, x.shape),
    axes,
    fold,
    target: target.storage,
  });
  return target;
}

const reduction: Lower = (lowering, call) => {
  const x = input(call, 0);
  const axes = normalizeAxes(call.operation.attribute('axes'), x.shape.length);
  const shape = resultShape(call);
  if (axes.length === 0) return [{ storage: x.storage, shape }];
  const count = axes.reduce((product, axis) => product * item(x.shape, axis), 1);
  const make = own(folds, call.operation.type) as (typeof folds)[string];
  return [reduceView(lowering, x, axes, make(count, x.storage.dtype), shape)];
};

const sumLike: Lower = (lowering, call) => {
  const x = input(call, 0);
  const shape = resultShape(call);
  const lost = x.shape.length - shape.length;
  const axes = x.shape.flatMap((length, axis) =>
    axis < lost || (shape[axis - lost] === 1 && length !== 1) ? [axis] : [],
  );
  if (axes.length === 0) return [{ storage: x.storage, shape }];
  // The sum of one element is that element, but that -0 becomes 0.
  if (axes.every((axis) => item(x.shape, axis) === 1))
    return [lowering.map(x.storage.dtype, shape, [linearRead(x, shape)], (read = '') => `0 + ${read}`)];
  return [reduceView(lowering, x, axes, sumFold, shape)];
};

const broadcastLike: Lower = (lowering, call) => {
  const x = input(call, 0);
  const shape = resultShape(call);
  const axes = normalizeAxes(call.operation.attribute('axes'), shape.length);
  const kept = call.operation.attribute<boolean>('keepDims')
    ? x.shape
    : shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  return [lowering.elementwise(x.storage.dtype, shape, [{ storage: x.storage, shape: kept }], (read = '') => read)];
};

/** The first index whose element beats those before it; NaN beats nothing and is beaten by nothing. */
const extremeIndex =
  (operator: '>' | '<'): Lower =>
  (lowering, call) => {
    const x = input(call, 0);
    const { dtype, shape } = item(call.results, 0);
    const axis = item(normalizeAxes([call.operation.attribute<number>('axis')], x.shape.length), 0);
    const length = item(x.shape, axis);
    const inner = item(stridesOf(x.shape), axis);
    const outer = sizeOf(x.shape.slice(0, axis));
    const result = lowering.temporary(dtype, shape);
    lowering.block([x], [result], ({ fresh, element, set }) => {
      const [o, k, j, best, found, value] = [fresh(), fresh(), fresh(), fresh(), fresh(), fresh()];
      const at = (index: string): string => element(x.storage, `(${o} * ${length} + ${index}) * ${inner} + ${k}`);
      return [
        `for (let ${o} = 0; ${o} < ${outer}; ${o}++) for (let ${k} = 0; ${k} < ${inner}; ${k}++) {`,
        `let ${best} = ${at('0')}, ${found} = 0;`,
        `for (let ${j} = 1; ${j} < ${length}; ${j}++) {`,
        `const ${value} = ${at(j)};`,
        `if (${value} ${operator} ${best}) { ${best} = ${value}; ${found} = ${j}; }`,
        '}',
        set(result.storage, `${o} * ${inner} + ${k}`, found),
        '}',
      ];
    });
    return [result];
  };

/** A running sum along an axis, in double precision, each stage rounded as it is stored. */
const cumsum: Lower = (lowering, call) => {
  const x = input(call, 0);
  const { dtype, shape } = item(call.results, 0);
  const axis = item(normalizeAxes([call.operation.attribute<number>('axis')], shape.length), 0);
  const isReverse = call.operation.attribute<boolean>('reverse');
  const isExclusive = call.operation.attribute<boolean>('exclusive');
  const [length, inner] = [item(shape, axis), item(stridesOf(shape), axis)];
  const result = lowering.temporary(dtype, shape);
  lowering.block([x], [result], ({ fresh, element, set }) => {
    const [start, k, j, sum, index] = [fresh(), fresh(), fresh(), fresh(), fresh()];
    const position = isReverse ? `(${length - 1} - ${j})` : j;
    const store = set(result.storage, index, sum);
    const add = `${sum} += ${element(x.storage, index)};`;
    return [
      `for (let ${start} = 0; ${start} < ${x.storage.size}; ${start} += ${length * inner})`,
      `for (let ${k} = 0; ${k} < ${inner}; ${k}++) {`,
      `let ${sum} = 0;`,
      `for (let ${j} = 0; ${j} < ${length}; ${j}++) {`,
      `const ${index} = ${start} + ${position} * ${inner} + ${k};`,
      ...(isExclusive ? [store, add] : [add, store]),
      '} }',
    ];
  });
  return [result];
};

/** The mean of a view's elements as one float32, as a run reports a loss that is no scalar. */
export function meanOf(lowering: Lowering, x: View): View {
  const count = literal(x.storage.size);
  const target = lowering.temporary('float32', []);
  const fold = { ...sumFold, finish: (a: string) => `${a} / ${count}` };
  lowering.nodes.push({
    kind: 'reduce',
    space: x.shape,
    read: { storage: x.storage, offset: 0, strides: linearStrides(x.shape) },
    axes: x.shape.map((_, axis) => axis),
    fold,
    target: target.storage,
  });
  return target;
}

/** Reductions, and what gradients make of them. */
export const reduceLowerings: Readonly<Record<string, Lower>> = {
  ...Object.fromEntries(Object.keys(folds).map((type) => [type, reduction])),
  SumLike: sumLike,
  BroadcastLike: broadcastLike,
  ArgMax: extremeIndex('>'),
  ArgMin: extremeIndex('<'),
  Cumsum: cumsum,
};
