import { TensorFlowError } from '../errors';
import { type SliceItem, selectionOf } from '../ops/slicing';
import { normalizeAxis, stridesOf } from '../shape';
import { item, sizeOf } from '../value';
import { type Access, linearStrides, literal, type Read, type View } from './ir';
import { computing, input, type Lower, type Lowering, resultShape } from './lowering';

// Array operations as code of the compiled step.

const same = (read = ''): string => read;

/** A node that copies elements by strides. */
function copied(lowering: Lowering, view: View, shape: readonly number[], read: Omit<Read, 'storage'>): View {
  return lowering.map(view.storage.dtype, shape, [{ storage: view.storage, ...read }], same);
}

const broadcastTo: Lower = (lowering, call) => {
  const x = input(call, 0);
  return [lowering.elementwise(x.storage.dtype, resultShape(call), [x], same)];
};

const transpose: Lower = (lowering, call) => {
  const x = input(call, 0);
  const strides = stridesOf(x.shape);
  const permutation = call.operation.attribute<readonly number[]>('permutation');
  return [
    copied(lowering, x, resultShape(call), { offset: 0, strides: permutation.map((axis) => item(strides, axis)) }),
  ];
};

/** Offset, and strides over the selected counts, of a slice. */
function selected(items: readonly SliceItem[], shape: readonly number[]): Omit<Read, 'storage'> & { counts: number[] } {
  const { starts, steps, counts } = selectionOf(items, shape);
  const own = stridesOf(shape);
  return {
    counts: [...counts],
    offset: starts.reduce((sum, start, axis) => sum + start * item(own, axis), 0),
    strides: steps.map((step, axis) => step * item(own, axis)),
  };
}

const stridedSlice: Lower = (lowering, call) => {
  const x = input(call, 0);
  const { counts, ...read } = selected(call.operation.attribute('items'), x.shape);
  const reads = [{ storage: x.storage, ...read }];
  return [lowering.map(x.storage.dtype, resultShape(call), reads, same, counts)];
};

/** Loops over a shape and gives the index that strides make. */
function scatter(
  { fresh }: Access,
  counts: readonly number[],
  { offset, strides }: Omit<Read, 'storage'>,
  each: (position: string, linear: string) => string,
): string[] {
  const names = counts.map(() => fresh());
  const own = linearStrides(counts);
  const sum = (start: number, factors: readonly number[]): string =>
    [String(start), ...factors.map((factor, axis) => `${item(names, axis)} * ${literal(factor)}`)].join(' + ');
  return [
    ...counts.map(
      (count, axis) => `for (let ${item(names, axis)} = 0; ${item(names, axis)} < ${count}; ${item(names, axis)}++)`,
    ),
    `{ ${each(sum(offset, strides), sum(0, own))} }`,
  ];
}

/** Puts a view into a larger array that is filled with one number elsewhere. */
function placed(
  lowering: Lowering,
  view: View,
  shape: readonly number[],
  fill: number,
  into: Omit<Read, 'storage'> & { counts: readonly number[] },
): View {
  const result = lowering.temporary(view.storage.dtype, shape);
  lowering.block([view], [result], (access) => {
    const index = access.fresh();
    return [
      `for (let ${index} = 0; ${index} < ${sizeOf(shape)}; ${index}++)`,
      access.set(result.storage, index, literal(fill)),
      ...scatter(access, into.counts, into, (position, linear) =>
        access.set(result.storage, position, access.element(view.storage, linear)),
      ),
    ];
  });
  return result;
}

const stridedSliceGrad: Lower = (lowering, call) => {
  const shape = resultShape(call);
  return [placed(lowering, input(call, 0), shape, 0, selected(call.operation.attribute('items'), shape))];
};

const pad: Lower = (lowering, call) => {
  const x = input(call, 0);
  const shape = resultShape(call);
  const own = stridesOf(shape);
  const paddings = call.operation.attribute<readonly (readonly [number, number])[]>('paddings');
  const offset = paddings.reduce((sum, [before], axis) => sum + before * item(own, axis), 0);
  const into = { offset, strides: own, counts: x.shape };
  return [placed(lowering, x, shape, call.operation.attribute('value'), into)];
};

const tile: Lower = (lowering, call) => {
  const x = input(call, 0);
  const times = call.operation.attribute<readonly number[]>('multiples');
  const own = stridesOf(x.shape);
  const space = x.shape.flatMap((length, axis) => [item(times, axis), length]);
  const strides = x.shape.flatMap((_, axis) => [0, item(own, axis)]);
  const reads = [{ storage: x.storage, offset: 0, strides }];
  return [lowering.map(x.storage.dtype, resultShape(call), reads, same, space)];
};

/** Joins views along an axis that the result has. */
function joined(lowering: Lowering, views: readonly View[], axis: number, shape: readonly number[]): View {
  const result = lowering.temporary(item(views, 0).storage.dtype, shape);
  const outer = sizeOf(shape.slice(0, axis));
  const stride = sizeOf(shape.slice(axis));
  lowering.block(views, [result], ({ fresh, element, set }) => {
    let offset = 0;
    return views.flatMap(({ storage }) => {
      const [row, k] = [fresh(), fresh()];
      const width = storage.size / outer;
      const to = `${row} * ${stride} + ${offset} + ${k}`;
      offset += width;
      return [
        `for (let ${row} = 0; ${row} < ${outer}; ${row}++) for (let ${k} = 0; ${k} < ${width}; ${k}++)`,
        set(result.storage, to, element(storage, `${row} * ${width} + ${k}`)),
      ];
    });
  });
  return result;
}

const concat: Lower = (lowering, call) => {
  const views = call.inputs.map((_, index) => input(call, index));
  const shape = resultShape(call);
  return [joined(lowering, views, normalizeAxis(call.operation.attribute('axis'), shape.length), shape)];
};

/** The parts of a joint, one after the other along the axis. */
const concatGrad: Lower = (lowering, call) => {
  const dy = input(call, 0);
  const axis = call.operation.attribute<number>('axis');
  const strides = stridesOf(dy.shape);
  let offset = 0;
  return call.results.map(({ shape }) => {
    const part = copied(lowering, dy, shape, { offset, strides });
    offset += item(shape, axis) * item(strides, axis);
    return part;
  });
};

const badIndex = (index: number, length: number): never => {
  throw new TensorFlowError('InvalidArgumentError', `index ${index} is not in [0, ${length})`);
};

const gather: Lower = (lowering, call) => {
  const [params, indices] = [input(call, 0), input(call, 1)];
  const axis = normalizeAxis(call.operation.attribute('axis'), params.shape.length);
  const length = item(params.shape, axis);
  const [outer, inner] = [sizeOf(params.shape.slice(0, axis)), sizeOf(params.shape.slice(axis + 1))];
  const count = indices.storage.size;
  const result = lowering.temporary(params.storage.dtype, resultShape(call));
  const refuse = lowering.outside(computing(call.operation, badIndex));
  lowering.block([params, indices], [result], ({ fresh, element, set }) => {
    const [row, n, k, index] = [fresh(), fresh(), fresh(), fresh()];
    return [
      `for (let ${row} = 0; ${row} < ${outer}; ${row}++) for (let ${n} = 0; ${n} < ${count}; ${n}++) {`,
      `const ${index} = ${element(indices.storage, n)};`,
      `if (!(${index} >= 0 && ${index} < ${length})) ${refuse}(${index}, ${length});`,
      `for (let ${k} = 0; ${k} < ${inner}; ${k}++)`,
      set(
        result.storage,
        `(${row} * ${count} + ${n}) * ${inner} + ${k}`,
        element(params.storage, `(${row} * ${length} + ${index}) * ${inner} + ${k}`),
      ),
      '}',
    ];
  });
  return [result];
};

const oneHot: Lower = (lowering, call) => {
  const indices = input(call, 0);
  const { dtype, shape } = item(call.results, 0);
  const depth = call.operation.attribute<number>('depth');
  const [on, off] = [call.operation.attribute<number>('on'), call.operation.attribute<number>('off')];
  const inner = sizeOf(indices.shape.slice(normalizeAxis(call.operation.attribute('axis'), shape.length)));
  const result = lowering.temporary(dtype, shape);
  lowering.block([indices], [result], ({ fresh, element, set }) => {
    const [n, d, index] = [fresh(), fresh(), fresh()];
    const to = `(Math.floor(${n} / ${inner}) * ${depth} + ${d}) * ${inner} + ${n} % ${inner}`;
    return [
      `for (let ${n} = 0; ${n} < ${indices.storage.size}; ${n}++) {`,
      `const ${index} = ${element(indices.storage, n)};`,
      `for (let ${d} = 0; ${d} < ${depth}; ${d}++)`,
      set(result.storage, to, `${index} === ${d} ? ${literal(on)} : ${literal(off)}`),
      '}',
    ];
  });
  return [result];
};

/** Sums rows into an array of zeros, each sum rounded as it is stored. */
const slicesToDense: Lower = (lowering, call) => {
  const [values, indices] = [input(call, 0), input(call, 1)];
  const { dtype, shape } = item(call.results, 0);
  const width = sizeOf(shape.slice(1));
  const result = lowering.temporary(dtype, shape);
  lowering.block([values, indices], [result], ({ fresh, element, set }) => {
    const [i, n, k, to] = [fresh(), fresh(), fresh(), fresh()];
    return [
      `for (let ${i} = 0; ${i} < ${sizeOf(shape)}; ${i}++)`,
      set(result.storage, i, '0'),
      `for (let ${n} = 0; ${n} < ${indices.storage.size}; ${n}++) for (let ${k} = 0; ${k} < ${width}; ${k}++) {`,
      `const ${to} = ${element(indices.storage, n)} * ${width} + ${k};`,
      set(result.storage, to, `${element(result.storage, to)} + ${element(values.storage, `${n} * ${width} + ${k}`)}`),
      '}',
    ];
  });
  return [result];
};

/** Operations that move elements. */
export const arrayLowerings: Readonly<Record<string, Lower>> = {
  BroadcastTo: broadcastTo,
  Transpose: transpose,
  StridedSlice: stridedSlice,
  StridedSliceGrad: stridedSliceGrad,
  Pad: pad,
  Tile: tile,
  ConcatV2: concat,
  Pack: (lowering, call) => {
    const views = call.inputs.map((_, index) => input(call, index));
    const shape = resultShape(call);
    return [joined(lowering, views, normalizeAxis(call.operation.attribute('axis'), shape.length), shape)];
  },
  ConcatGrad: concatGrad,
  Gather: gather,
  OneHot: oneHot,
  IndexedSlicesToDense: slicesToDense,
};
