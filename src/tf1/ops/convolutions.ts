// Convolutions beyond the plain one: turned around, channel by channel, with filters that are spread apart.
import { typeError, valueError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { tfjsCall } from '../kernels/tfjs';
import { defineOps } from '../op-registry';
import type { Shape } from '../shape';
import { at, emptyValue, item, shapeText, type Value } from '../value';
import { noSecondOrder } from './no-second-order';
import { convolution, windowedShape, type Windowing } from './windows';

function assertImage({ dtype, shape }: Tensor, what: string): void {
  if (dtype !== 'float32') throw typeError(`${what} is computed in float32, not ${dtype}`);
  if (shape !== null && shape.length !== 4) throw valueError(`${what} needs rank 4, not ${shapeText(shape)}`);
}

/** An operation on the inputs with the attributes of another one. */
const like = ({ attributes }: Operation, type: string, inputs: readonly Tensor[]): Tensor =>
  item(inputs, 0).graph.createOperation(type, inputs, { attributes }).output;

/** The gradients of an operation whose gradients have none of their own. */
const last = {
  gradient: noSecondOrder,
};

/** A filter with its rows and columns as far apart as the rates say, zeros between them; or such a filter drawn together again. */
function respaced(filter: Value, [down, across]: readonly [number, number], isSpread: boolean): Value {
  const [rows, columns, depth, count] = filter.shape as [number, number, number, number];
  const lengths = isSpread
    ? [(rows - 1) * down + 1, (columns - 1) * across + 1]
    : [(rows - 1) / down + 1, (columns - 1) / across + 1];
  const [height, width] = lengths as [number, number];
  const result = emptyValue(filter.dtype, [height, width, depth, count]);
  const size = depth * count;
  const [fewRows, fewColumns] = isSpread ? [rows, columns] : [height, width];
  for (let row = 0; row < fewRows; row++) {
    for (let column = 0; column < fewColumns; column++) {
      const close = (row * fewColumns + column) * size;
      const wide = (row * down * (isSpread ? width : columns) + column * across) * size;
      const [from, to] = isSpread ? [close, wide] : [wide, close];
      for (let k = 0; k < size; k++) result.data[to + k] = at(filter.data, from + k);
    }
  }
  return result;
}

const respacedShape = (shape: Shape, rates: readonly number[], isSpread: boolean): Shape =>
  shape &&
  shape.map((length, axis) => {
    if (axis > 1 || length === null) return length;
    return isSpread ? (length - 1) * item(rates, axis) + 1 : (length - 1) / item(rates, axis) + 1;
  });

defineOps(
  ...(['SpreadFilter', 'GatherFilter'] as const).map((type) => ({
    type,
    infer: ([filter]: readonly Tensor[], { rates }: Readonly<Record<string, unknown>>) => {
      const { dtype, shape } = filter as Tensor;
      return [{ dtype, shape: respacedShape(shape, rates as readonly number[], type === 'SpreadFilter') }];
    },
    kernel: ([filter]: readonly Value[], operation: Operation) => [
      respaced(filter as Value, operation.attribute('rates'), type === 'SpreadFilter'),
    ],
    gradient: (operation: Operation, [dy]: readonly (Tensor | null)[]) => [
      dy ? like(operation, type === 'SpreadFilter' ? 'GatherFilter' : 'SpreadFilter', [dy]) : null,
    ],
  })),
  {
    /** The gradient of a convolution by its image, as an operation of its own: inputs are the value, the filter and the shape that comes out. */
    type: 'Conv2DTranspose',
    infer: ([value, filter], { shape }) => {
      assertImage(value as Tensor, 'conv2d_transpose');
      assertImage(filter as Tensor, 'conv2d_transpose');
      return [{ dtype: 'float32', shape: (shape as Shape | undefined) ?? [null, null, null, null] }];
    },
    kernel: ([dy, filter, shape], operation) => {
      const inputShape = [...(shape as Value).data];
      const attributes = { ...convolution(operation), inputShape };
      return [tfjsCall('Conv2DBackpropInput', { dy: dy as Value, filter: filter as Value }, 'float32', attributes)];
    },
    gradient: (operation, [dy]) => {
      const [value, filter] = operation.inputs as [Tensor, Tensor];
      if (!dy) return [null, null, null];
      return [
        like(operation, 'Conv2D', [dy, filter]),
        like(operation, 'Conv2DBackpropFilter', [dy, filter, value]),
        null,
      ];
    },
  },
  {
    type: 'DepthwiseConv2D',
    infer: ([input, filter], attributes) => {
      const [x, w] = [input as Tensor, filter as Tensor];
      assertImage(x, 'depthwise_conv2d');
      assertImage(w, 'depthwise_conv2d');
      const [depth, each] = [w.shape?.[2] ?? null, w.shape?.[3] ?? null];
      const channels = depth === null || each === null ? null : depth * each;
      const windowing = attributes as unknown as Windowing;
      return [{ dtype: 'float32', shape: w.shape && windowedShape(x.shape, w.shape, channels, windowing) }];
    },
    kernel: ([x, filter], operation) => [
      tfjsCall('DepthwiseConv2dNative', { x: x as Value, filter: filter as Value }, 'float32', convolution(operation)),
    ],
    gradient: (operation, [dy]) => {
      const [x, filter] = operation.inputs as [Tensor, Tensor];
      if (!dy) return [null, null];
      return [
        like(operation, 'DepthwiseConv2DBackpropInput', [x, filter, dy]),
        like(operation, 'DepthwiseConv2DBackpropFilter', [x, filter, dy]),
      ];
    },
  },
  {
    type: 'DepthwiseConv2DBackpropInput',
    infer: ([x]) => [{ dtype: 'float32', shape: (x as Tensor).shape }],
    kernel: ([x, filter, dy], operation) => {
      const attributes = { ...convolution(operation), inputShape: [...(x as Value).shape] };
      const given = { dy: dy as Value, filter: filter as Value };
      return [tfjsCall('DepthwiseConv2dNativeBackpropInput', given, 'float32', attributes)];
    },
    ...last,
  },
  {
    type: 'DepthwiseConv2DBackpropFilter',
    infer: ([, filter]) => [{ dtype: 'float32', shape: (filter as Tensor).shape }],
    kernel: ([x, filter, dy], operation) => {
      const attributes = { ...convolution(operation), filterShape: [...(filter as Value).shape] };
      const given = { x: x as Value, dy: dy as Value };
      return [tfjsCall('DepthwiseConv2dNativeBackpropFilter', given, 'float32', attributes)];
    },
    ...last,
  },
);
