import { mul, reduceSum, sub, unary } from '../build';
import { TensorFlowError, typeError, valueError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { tfjsCall } from '../kernels/tfjs';
import { defineOps } from '../op-registry';
import { at, emptyValue, isFloating, item, shapeText, type Value } from '../value';
import { noSecondOrder } from './no-second-order';

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
function rowGradient(operation: Operation, gradients: readonly (Tensor | null)[]): Tensor | null {
  const [dy] = gradients;
  const [, second] = gradients;
  if (second) noSecondOrder(operation);
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
