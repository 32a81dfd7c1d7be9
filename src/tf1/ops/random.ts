import type { DType } from '../../base/graph-call';
import { TensorFlowError } from '../errors';
import type { Operation, Tensor } from '../graph';
import { defineOps, type OpDefinition, type RunState } from '../op-registry';
import { float64, type Rounding } from '../../schedules/rounding';
import type { Drawn, Precision, RandomStream } from '../random/philox';
import type { Shape } from '../shape';
import { at, converted, emptyValue, item, sizeOf, type Value } from '../value';

type Draw = (stream: RandomStream, count: number, operation: Operation) => Drawn;

/** A random operation: its shape is an attribute, or the value of its only input. */
const random = (type: string, draw: Draw): OpDefinition => ({
  type,
  infer: (_inputs, { dtype, shape }) => [{ dtype: dtype as DType, shape: shape as Shape }],
  kernel: ([given], operation, state: RunState) => {
    const shape = given === undefined ? operation.attribute<readonly number[]>('shape') : [...given.data];
    const data = draw(state.randomStream(operation), sizeOf(shape), operation);
    return [converted({ dtype: operation.output.dtype, shape, data })];
  },
  random: true,
});

/** The same array, scaled and moved, each number rounded in the dtype. */
function scaled(numbers: Drawn, factor: number, offset: number, round: Rounding): Drawn {
  const [by, from] = [round(factor), round(offset)];
  for (let index = 0; index < numbers.length; index++) numbers[index] = round(round(at(numbers, index) * by) + from);
  return numbers;
}

const precisionOf = ({ output }: Operation): Precision => (output.dtype === 'float64' ? 'float64' : 'float32');
const roundingOf = (operation: Operation): Rounding => (precisionOf(operation) === 'float64' ? float64 : Math.fround);

const normalNumbers = (operation: Operation, numbers: Drawn): Drawn =>
  scaled(numbers, operation.attribute<number>('deviation'), operation.attribute<number>('mean'), roundingOf(operation));

defineOps(
  random('RandomUniform', (stream, count, operation) => {
    const round = roundingOf(operation);
    const [low, high] = [round(operation.attribute<number>('low')), round(operation.attribute<number>('high'))];
    return scaled(stream.uniform(count, precisionOf(operation)), round(high - low), low, round);
  }),
  random('RandomStandardNormal', (stream, count, operation) =>
    normalNumbers(operation, stream.normal(count, precisionOf(operation))),
  ),
  random('TruncatedNormal', (stream, count, operation) =>
    normalNumbers(operation, stream.truncatedNormal(count, precisionOf(operation))),
  ),
  random('RandomUniformInt', (stream, count, operation) => {
    const [low, high] = [operation.attribute<number>('low'), operation.attribute<number>('high')];
    if (high <= low) throw new TensorFlowError('InvalidArgumentError', 'minval must be below maxval');
    return stream.integers(count, low, high - low, operation.output.dtype === 'int64');
  }),
  {
    type: 'RandomShuffle',
    infer: ([x]) => [{ dtype: (x as Tensor).dtype, shape: (x as Tensor).shape }],
    kernel: ([given], operation, state) => {
      const x = given as Value;
      const rows = item(x.shape, 0);
      const width = x.data.length / Math.max(1, rows);
      const words = state.randomStream(operation).words(Math.max(0, rows - 1));
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
