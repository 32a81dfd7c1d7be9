import type { DType } from '../../base/graph-call';
import { TensorFlowError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { defineOps, type OpDefinition, type RunState } from '../op-registry';
import type { RandomStream } from '../random/philox';
import type { Shape } from '../shape';
import { at, emptyValue, item, sizeOf, type Value } from '../value';

type Draw = (stream: RandomStream, count: number, operation: Operation) => ArrayLike<number>;

/** A random operation: its shape is an attribute, or the value of its only input. */
const random = (type: string, draw: Draw): OpDefinition => ({
  type,
  infer: (_inputs, { dtype, shape }) => [{ dtype: dtype as DType, shape: shape as Shape }],
  kernel: ([given], operation, state: RunState) => {
    const shape = given === undefined ? operation.attribute<readonly number[]>('shape') : [...given.data];
    const result = emptyValue(operation.output.dtype, shape);
    result.data.set(draw(state.randomStream(operation), sizeOf(shape), operation));
    return [result];
  },
  random: true,
});

const f = Math.fround;

const scaled = (numbers: Float32Array, factor: number, offset: number): Float32Array =>
  numbers.map((number) => f(f(number * factor) + offset));

defineOps(
  random('RandomUniform', (stream, count, operation) => {
    const [low, high] = [f(operation.attribute<number>('low')), f(operation.attribute<number>('high'))];
    return scaled(stream.uniform(count), f(high - low), low);
  }),
  random('RandomStandardNormal', (stream, count, operation) =>
    scaled(stream.normal(count), f(operation.attribute<number>('deviation')), f(operation.attribute<number>('mean'))),
  ),
  random('TruncatedNormal', (stream, count, operation) =>
    scaled(
      stream.truncatedNormal(count),
      f(operation.attribute<number>('deviation')),
      f(operation.attribute<number>('mean')),
    ),
  ),
  random('RandomUniformInt', (stream, count, operation) => {
    const [low, high] = [operation.attribute<number>('low'), operation.attribute<number>('high')];
    if (high <= low) throw new TensorFlowError('InvalidArgumentError', 'minval must be below maxval');
    return stream.words(count).map((word) => low + (word % (high - low)));
  }),
  {
    type: 'RandomShuffle',
    infer: ([x]) => [{ dtype: (x as Tensor).dtype, shape: (x as Tensor).shape }],
    kernel: ([given], operation, state) => {
      const x = given as Value;
      const rows = item(x.shape, 0);
      const width = x.data.length / Math.max(1, rows);
      const words = state.randomStream(operation).words(rows);
      const order = Array.from({ length: rows }, (_, index) => index);
      for (let i = 0; i + 1 < rows; i++) {
        const other = i + (at(words, i) % (rows - i));
        [order[i], order[other]] = [item(order, other), item(order, i)];
      }
      const result = emptyValue(x.dtype, x.shape);
      order.forEach((row, to) => {
        result.data.set(x.data.subarray(row * width, (row + 1) * width), to * width);
      });
      return [result];
    },
    gradient: ({ type }) => {
      throw new TensorFlowError('LookupError', `no gradient is defined for the operation ${type}`);
    },
    random: true,
  },
);
