import { typeError, valueError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { tfjsCall } from '../kernels/tfjs';
import { defineOps } from '../op-registry';
import type { Dimension, Shape } from '../shape';
import { at, emptyValue, item, shapeText, type Value } from '../value';
import { noSecondOrder } from './no-second-order';

/** How a window moves over images in NHWC. */
export interface Windowing {
  readonly strides: readonly [number, number];
  readonly pad: 'SAME' | 'VALID';
}

const windowingOf = (operation: Operation): Windowing => ({
  strides: operation.attribute('strides'),
  pad: operation.attribute('pad'),
});

function windowedLength(length: Dimension, filter: Dimension, stride: number, pad: string): Dimension {
  if (length === null || filter === null) return null;
  return pad === 'SAME' ? Math.ceil(length / stride) : Math.ceil((length - filter + 1) / stride);
}

/** The shape of what windows over images give. */
export const windowedShape = (
  shape: Shape,
  filter: readonly Dimension[],
  depth: Dimension,
  { strides, pad }: Windowing,
): Shape =>
  shape && [
    item(shape, 0),
    windowedLength(item(shape, 1), item(filter, 0), strides[0], pad),
    windowedLength(item(shape, 2), item(filter, 1), strides[1], pad),
    depth,
  ];

const tfjsPad = (operation: Operation): string => windowingOf(operation).pad.toLowerCase();

/** What tfjs's kernels of convolutions are told. */
export const convolution = (operation: Operation): object => ({
  strides: [...windowingOf(operation).strides],
  pad: tfjsPad(operation),
  dataFormat: 'NHWC',
  dilations: [1, 1],
  dimRoundingMode: null,
});

const pooling = (operation: Operation): object => ({
  filterSize: [...operation.attribute<readonly number[]>('filterSize')],
  strides: [...windowingOf(operation).strides],
  pad: tfjsPad(operation),
  dimRoundingMode: null,
});

/** First index of a window on an axis, and how many of its indices are inside. */
function windowAt(
  position: number,
  { length, filter, stride, pad }: { length: number; filter: number; stride: number; pad: string },
): [begin: number, count: number] {
  const outputs = windowedLength(length, filter, stride, pad) ?? 0;
  const padding = pad === 'SAME' ? Math.max(0, (outputs - 1) * stride + filter - length) : 0;
  const start = position * stride - Math.floor(padding / 2);
  const begin = Math.max(0, start);
  return [begin, Math.min(length, start + filter) - begin];
}

/** Each output's gradient in equal parts to what it averaged: padding has no part, where tfjs's own kernel counts it. */
function averageGradient(input: Value, dy: Value, operation: Operation): Value {
  const [filter, { strides, pad }] = [operation.attribute<readonly number[]>('filterSize'), windowingOf(operation)];
  const [batch, height, width, depth] = input.shape as [number, number, number, number];
  const [, outHeight, outWidth] = dy.shape as [number, number, number];
  const result = emptyValue(dy.dtype, input.shape);
  const axis = (which: 0 | 1, length: number) => ({ length, filter: item(filter, which), stride: strides[which], pad });
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < outHeight; i++) {
      const [top, rows] = windowAt(i, axis(0, height));
      for (let j = 0; j < outWidth; j++) {
        const [left, columns] = windowAt(j, axis(1, width));
        const from = ((n * outHeight + i) * outWidth + j) * depth;
        for (let row = top; row < top + rows; row++) {
          for (let column = left; column < left + columns; column++) {
            const to = ((n * height + row) * width + column) * depth;
            for (let k = 0; k < depth; k++)
              result.data[to + k] = at(result.data, to + k) + at(dy.data, from + k) / (rows * columns);
          }
        }
      }
    }
  }
  return result;
}

const image = (tensor: Tensor, what: string): void => {
  if (tensor.dtype !== 'float32') throw typeError(`${what} is computed in float32, not ${tensor.dtype}`);
  if (tensor.shape !== null && tensor.shape.length !== 4)
    throw valueError(`${what} needs rank 4, not ${shapeText(tensor.shape)}`);
};

const backOp = (type: string, inputs: readonly Tensor[], { attributes }: Operation): Tensor =>
  item(inputs, 0).graph.createOperation(type, inputs, { attributes }).output;

defineOps(
  {
    type: 'Conv2D',
    infer: ([input, filter], attributes) => {
      const [x, w] = [input as Tensor, filter as Tensor];
      image(x, 'conv2d');
      image(w, 'conv2d');
      const [depth, wanted] = [x.shape?.[3] ?? null, w.shape?.[2] ?? null];
      if (depth !== null && wanted !== null && depth !== wanted)
        throw valueError(`conv2d's input has ${depth} channels, its filter ${wanted}`);
      const shape = w.shape && windowedShape(x.shape, w.shape, item(w.shape, 3), attributes as unknown as Windowing);
      return [{ dtype: 'float32', shape }];
    },
    kernel: ([x, filter], operation) => [
      tfjsCall('Conv2D', { x: x as Value, filter: filter as Value }, 'float32', convolution(operation)),
    ],
    gradient: (operation, [dy]) => {
      const [x, filter] = operation.inputs as [Tensor, Tensor];
      if (!dy) return [null, null];
      return [
        backOp('Conv2DBackpropInput', [x, filter, dy], operation),
        backOp('Conv2DBackpropFilter', [x, filter, dy], operation),
      ];
    },
  },
  {
    type: 'Conv2DBackpropInput',
    infer: ([x]) => [{ dtype: 'float32', shape: (x as Tensor).shape }],
    kernel: ([x, filter, dy], operation) => {
      const attributes = { ...convolution(operation), inputShape: [...(x as Value).shape] };
      return [tfjsCall('Conv2DBackpropInput', { dy: dy as Value, filter: filter as Value }, 'float32', attributes)];
    },
    gradient: noSecondOrder,
  },
  {
    type: 'Conv2DBackpropFilter',
    infer: ([, filter]) => [{ dtype: 'float32', shape: (filter as Tensor).shape }],
    kernel: ([x, filter, dy], operation) => {
      const attributes = { ...convolution(operation), filterShape: [...(filter as Value).shape] };
      return [tfjsCall('Conv2DBackpropFilter', { x: x as Value, dy: dy as Value }, 'float32', attributes)];
    },
    gradient: noSecondOrder,
  },
  ...(['MaxPool', 'AvgPool'] as const).map((type) => ({
    type,
    infer: ([input]: readonly Tensor[], attributes: object) => {
      const { shape } = input as Tensor;
      image(input as Tensor, type);
      const { filterSize } = attributes as { filterSize: readonly number[] };
      return [
        {
          dtype: 'float32' as const,
          shape: windowedShape(shape, filterSize, shape && item(shape, 3), attributes as Windowing),
        },
      ];
    },
    kernel: ([x]: readonly Value[], operation: Operation) => [
      tfjsCall(type, { x: x as Value }, 'float32', pooling(operation)),
    ],
    gradient: (operation: Operation, [dy]: readonly (Tensor | null)[]) => [
      !dy ? null : backOp(`${type}Grad`, [item(operation.inputs, 0), operation.output, dy], operation),
    ],
  })),
  ...(['MaxPoolGrad', 'AvgPoolGrad'] as const).map((type) => ({
    type,
    infer: ([x]: readonly Tensor[]) => [{ dtype: 'float32' as const, shape: (x as Tensor).shape }],
    kernel: ([input, output, dy]: readonly Value[], operation: Operation) => {
      if (type === 'AvgPoolGrad') return [averageGradient(input as Value, dy as Value, operation)];
      const inputs = { dy: dy as Value, input: input as Value, output: output as Value };
      return [tfjsCall(type, inputs, 'float32', pooling(operation))];
    },
    gradient: noSecondOrder,
  })),
);
