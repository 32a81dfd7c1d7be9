import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/base';
import { conv2DBackpropFilterConfig } from '@tensorflow/tfjs-backend-cpu/dist/kernels/Conv2DBackpropFilter';
import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { filterGradientConfig } from '../../../src/tf1/kernels/filter-gradient';
import { MersenneTwister } from '../../../src/interpret/numpy/mersenne-twister';

// The gradient of a convolution by its filter against tfjs's own kernel, bit for bit.

const backend = new MathBackendCPU();
const numbers = new MersenneTwister(3);

function random(shape: readonly number[]): { shape: number[]; dtype: 'float32'; dataId: object } {
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Float32Array.from({ length: size }, () => numbers.nextNormal() * 2 - 1);
  return { shape: [...shape], dtype: 'float32', dataId: backend.write(values, [...shape], 'float32') };
}

it.each([
  ['a filter of 3', [2, 7, 6, 3], [3, 3, 3, 4], 1, 'same', 'NHWC'],
  ['a filter of 5 and steps of 2', [3, 9, 8, 2], [5, 5, 2, 3], 2, 'same', 'NHWC'],
  ['no padding', [2, 9, 9, 1], [3, 2, 1, 5], 1, 'valid', 'NHWC'],
  ['no padding and steps of 3', [2, 11, 10, 2], [2, 3, 2, 2], 3, 'valid', 'NHWC'],
  ['a filter that is larger than the image', [1, 3, 3, 2], [5, 5, 2, 2], 1, 'same', 'NHWC'],
  ['channels before rows', [2, 3, 7, 7], [3, 3, 3, 2], 1, 'same', 'NCHW'],
] as const)('%s', (_, shape, filterShape, stride, pad, dataFormat) => {
  const isLast = dataFormat === 'NHWC';
  const sides = isLast ? shape.slice(1, 3) : shape.slice(2);
  const result = sides.map((side, axis) =>
    Math.ceil((pad === 'same' ? side : side - (filterShape[axis] ?? 1) + 1) / stride),
  );
  const dy = random(isLast ? [shape[0], ...result, filterShape[3]] : [shape[0], filterShape[3], ...result]);
  const attributes = {
    strides: [stride, stride],
    pad,
    dataFormat,
    filterShape: [...filterShape],
    dimRoundingMode: undefined,
  };
  const given = { inputs: { x: random(shape), dy }, backend, attrs: attributes as unknown as NamedAttrMap };
  const [ours, theirs] = [filterGradientConfig, conv2DBackpropFilterConfig].map(({ kernelFunc }) => {
    const made = kernelFunc(given);
    const [first] = Array.isArray(made) ? made : [made];
    return first === undefined ? null : [first.shape, backend.readSync(first.dataId)];
  });
  expect(ours).not.toBe(null);
  expect(ours).toEqual(theirs);
});
