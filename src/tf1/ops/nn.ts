import { mul, reduceSum, sub, unary } from '../build';
import { TensorFlowError, typeError, valueError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { tfjsCall } from '../kernels/tfjs';
import { defineOps } from '../op-registry';
import { type Dimension, type Shape } from '../shape';
import { at, emptyValue, isFloating, item, makeValue, shapeText, type Value } from '../value';

/** Softmax of each row, written to `result`; returns the row's log-sum-exp. */
function softmaxRow(x: Value, row: number, width: number, result: Value): number {
  let highest = -Infinity;
  for (let j = 0; j < width; j++) highest = Math.max(highest, at(x.data, row * width + j));
  let sum = 0;
  for (let j = 0; j < width; j++) {
    const power = Math.exp(at(x.data, row * width + j) - highest);
    result.data[row * width + j] = power;
    sum += power;
  }
  for (let j = 0; j < width; j++) result.data[row * width + j] = at(result.data, row * width + j) / sum;
  return highest + Math.log(sum);
}

/** Gradient of a cross-entropy of rows: the second output times the gradient of each row's loss. */
function rowGradient(operation: Operation, [dy]: readonly (Tensor | null)[]): Tensor | null {
  if (!dy) return null;
  const backprop = item(operation.outputs, 1);
  const column = dy.graph.createOperation('ExpandDims', [dy], { attributes: { axis: -1 } }).output;
  return mul(column, backprop);
}

const matrix = (tensor: Tensor, what: string): void => {
  if (tensor.shape !== null && tensor.shape.length !== 2)
    throw valueError(`${what} must have rank 2, not ${shapeText(tensor.shape)}`);
  if (!isFloating(tensor.dtype)) throw typeError(`${what} must be a float, not ${tensor.dtype}`);
};

defineOps(
  {
    type: 'Softmax',
    infer: ([x]) => [{ dtype: (x as Tensor).dtype, shape: (x as Tensor).shape }],
    kernel: ([given]) => {
      const x = given as Value;
      const width = item(x.shape, x.shape.length - 1);
      if (x.dtype === 'float32') return [tfjsCall('Softmax', { logits: x }, x.dtype, { dim: x.shape.length - 1 })];
      const result = emptyValue(x.dtype, x.shape);
      for (let row = 0; row * width < x.data.length; row++) softmaxRow(x, row, width, result);
      return [result];
    },
    gradient: ({ output: y }, [dy]) => {
      if (!dy) return [null];
      return [mul(sub(dy, reduceSum(mul(dy, y), [-1], true)), y)];
    },
  },
  {
    type: 'LogSoftmax',
    infer: ([x]) => [{ dtype: (x as Tensor).dtype, shape: (x as Tensor).shape }],
    kernel: ([given]) => {
      const x = given as Value;
      const width = item(x.shape, x.shape.length - 1);
      const result = emptyValue(x.dtype, x.shape);
      for (let row = 0; row * width < x.data.length; row++) {
        const total = softmaxRow(x, row, width, result);
        for (let j = 0; j < width; j++) result.data[row * width + j] = at(x.data, row * width + j) - total;
      }
      return [result];
    },
    gradient: ({ output: y }, [dy]) => {
      if (!dy) return [null];
      return [sub(dy, mul(reduceSum(dy, [-1], true), unary('Exp', y)))];
    },
  },
  {
    type: 'SoftmaxCrossEntropy',
    infer: ([logits, labels]) => {
      const [x, y] = [logits as Tensor, labels as Tensor];
      matrix(x, 'logits');
      if (x.dtype !== y.dtype) throw typeError(`labels (${y.dtype}) and logits (${x.dtype}) differ in dtype`);
      return [
        { dtype: x.dtype, shape: x.shape && x.shape.slice(0, 1) },
        { dtype: x.dtype, shape: x.shape },
      ];
    },
    kernel: ([logits, labels]) => {
      const [x, y] = [logits as Value, labels as Value];
      if (x.shape.join() !== y.shape.join())
        throw new TensorFlowError(
          'InvalidArgumentError',
          `logits ${shapeText(x.shape)} and labels ${shapeText(y.shape)} differ in shape`,
        );
      const [rows, width] = [item(x.shape, 0), item(x.shape, 1)];
      const [loss, backprop] = [emptyValue(x.dtype, [rows]), emptyValue(x.dtype, x.shape)];
      for (let row = 0; row < rows; row++) {
        const total = softmaxRow(x, row, width, backprop);
        let sum = 0;
        for (let j = row * width; j < (row + 1) * width; j++) {
          sum += at(y.data, j) * (total - at(x.data, j));
          backprop.data[j] = at(backprop.data, j) - at(y.data, j);
        }
        loss.data[row] = sum;
      }
      return [loss, backprop];
    },
    gradient: (operation, gradients) => {
      const dx = rowGradient(operation, gradients);
      const [dy] = gradients;
      if (dx === null || !dy) return [null, null];
      const log = unary('LogSoftmax', item(operation.inputs, 0));
      const column = dy.graph.createOperation('ExpandDims', [dy], { attributes: { axis: -1 } }).output;
      return [dx, mul(column, unary('Neg', log))];
    },
  },
  {
    type: 'SparseSoftmaxCrossEntropy',
    infer: ([logits]) => {
      const x = logits as Tensor;
      matrix(x, 'logits');
      return [
        { dtype: x.dtype, shape: x.shape && x.shape.slice(0, 1) },
        { dtype: x.dtype, shape: x.shape },
      ];
    },
    kernel: ([logits, labels]) => {
      const [x, y] = [logits as Value, labels as Value];
      const [rows, width] = [item(x.shape, 0), item(x.shape, 1)];
      if (y.data.length !== rows)
        throw new TensorFlowError(
          'InvalidArgumentError',
          `${y.data.length} labels do not fit logits ${shapeText(x.shape)}`,
        );
      const [loss, backprop] = [emptyValue(x.dtype, [rows]), emptyValue(x.dtype, x.shape)];
      for (let row = 0; row < rows; row++) {
        const total = softmaxRow(x, row, width, backprop);
        const label = at(y.data, row);
        if (label < 0 || label >= width)
          throw new TensorFlowError('InvalidArgumentError', `label ${label} is outside of [0, ${width})`);
        loss.data[row] = total - at(x.data, row * width + label);
        backprop.data[row * width + label] = at(backprop.data, row * width + label) - 1;
      }
      return [loss, backprop];
    },
    gradient: (operation, gradients) => [rowGradient(operation, gradients), null],
  },
);

/** Second-order gradients that TensorFlow has and this re-creation does not: an error, not a zero. */
function noSecondOrder({ type }: Operation): never {
  throw new TensorFlowError('LookupError', `no gradient is defined for the operation ${type}`);
}

/** How a window moves over images in NHWC. */
interface Windowing {
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

const windowedShape = (
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

const convolution = (operation: Operation): object => ({
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
      const inputs = {
        dy: dy as Value,
        input: input as Value,
        ...(type === 'MaxPoolGrad' && { output: output as Value }),
      };
      return [tfjsCall(type, inputs, 'float32', pooling(operation))];
    },
    gradient: noSecondOrder,
  })),
  {
    // The chosen branch's value; both sides of a branch that writes nothing are computed anyway.
    type: 'Cond',
    infer: ([predicate, x, y]) => {
      const [p, a, b] = [predicate as Tensor, x as Tensor, y as Tensor];
      if (p.dtype !== 'bool') throw typeError(`the predicate of cond must be bool, not ${p.dtype}`);
      if (a.dtype !== b.dtype) throw typeError(`cond's branches differ in dtype: ${a.dtype} and ${b.dtype}`);
      const same = a.shape !== null && b.shape !== null && a.shape.join() === b.shape.join();
      return [{ dtype: a.dtype, shape: same ? a.shape : null }];
    },
    kernel: ([predicate, x, y]) => [(at((predicate as Value).data, 0) !== 0 ? x : y) as Value],
    gradient: ({ inputs }, [dy]) => {
      if (!dy) return [null, null, null];
      const [predicate, x, y] = inputs as [Tensor, Tensor, Tensor];
      const branch = (taken: boolean, like: Tensor): Tensor =>
        dy.graph.createOperation('BranchGradient', [predicate, dy, like], { attributes: { taken } }).output;
      return [null, branch(true, x), branch(false, y)];
    },
  },
  {
    type: 'BranchGradient',
    infer: ([, , like]) => [{ dtype: (like as Tensor).dtype, shape: (like as Tensor).shape }],
    kernel: ([predicate, dy, like], operation) => {
      const taken = at((predicate as Value).data, 0) !== 0;
      if (taken === operation.attribute<boolean>('taken')) return [dy as Value];
      return [emptyValue((like as Value).dtype, (like as Value).shape)];
    },
  },
  {
    type: 'SequenceMask',
    infer: (_inputs, { dtype }) => [{ dtype: dtype as 'bool', shape: null }],
    kernel: ([lengths], operation) => {
      const { data, shape } = lengths as Value;
      const width = operation.attribute<number | null>('maxLength') ?? Math.max(0, ...data);
      const mask = [...data].flatMap((length) => Array.from({ length: width }, (_, index) => (index < length ? 1 : 0)));
      return [makeValue(operation.output.dtype, [...shape, width], mask)];
    },
  },
);
