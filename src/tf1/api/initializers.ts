import type { DType } from '../../base/graph-call';
import { constant, reshape } from '../build';
import { valueError } from '../errors';
import { type Graph, Tensor } from '../graph';
import { shapeFromTensor } from '../shape-value';
import { emptyValue, item, makeValue, sizeOf, type Value } from '../value';

/** Makes the initial value of a variable once its shape is known. */
export class Initializer {
  /** What messages call one: a bundle has no names of classes. */
  static readonly title: string = 'an initializer';

  constructor(
    readonly make: (graph: Graph, shape: readonly number[], dtype: DType) => Tensor,
    /** The dtype it was given, if any. */
    readonly dtype: DType | null = null,
  ) {}
}

/** Every element the same. */
export function filledWith(number: number, dtype: DType | null = null): Initializer {
  return new Initializer((graph, shape, own) => {
    const value = emptyValue(dtype ?? own, shape);
    value.data.fill(number);
    return constant(graph, value);
  }, dtype);
}

/** A constant value, reshaped and filled up with its last element, as `constant_initializer` does. */
export function constantInitializer(given: Value, dtype: DType | null): Initializer {
  if (given.data.length === 1) return filledWith(given.data[0] ?? 0, dtype);
  return new Initializer((graph, shape, own) => {
    const size = sizeOf(shape);
    if (given.data.length > size) throw valueError(`${given.data.length} values do not fit the shape of the variable`);
    const last = given.data[given.data.length - 1] ?? 0;
    const numbers = Array.from({ length: size }, (_, index) => given.data[index] ?? last);
    return reshape(constant(graph, makeValue(dtype ?? own, [size], numbers)), shape);
  }, dtype);
}

/** A random operation of a distribution. */
export function randomTensor(
  graph: Graph,
  type: 'RandomUniform' | 'RandomStandardNormal' | 'TruncatedNormal' | 'RandomUniformInt',
  shape: readonly number[] | Tensor,
  dtype: DType,
  attributes: Readonly<Record<string, number | null>>,
): Tensor {
  if (!(shape instanceof Tensor))
    return graph.createOperation(type, [], { attributes: { ...attributes, dtype, shape } }).output;
  const known = shapeFromTensor(shape);
  return graph.createOperation(type, [shape], { attributes: { ...attributes, dtype, shape: known } }).output;
}

/** Inputs and outputs of a weight: the last two axes, times the receptive field of a convolution. */
function fans(shape: readonly number[]): [number, number] {
  if (shape.length === 0) return [1, 1];
  if (shape.length === 1) return [item(shape, 0), item(shape, 0)];
  const field = sizeOf(shape.slice(0, -2));
  return [item(shape, shape.length - 2) * field, item(shape, shape.length - 1) * field];
}

/** `tf.variance_scaling_initializer`, which Glorot's, He's and LeCun's are cases of. */
export function varianceScaling(
  scale: number,
  mode: 'fan_in' | 'fan_out' | 'fan_avg',
  distribution: 'uniform' | 'truncated_normal' | 'untruncated_normal',
  seed: number | null,
): Initializer {
  return new Initializer((graph, shape, dtype) => {
    const [input, output] = fans(shape);
    const fan = mode === 'fan_in' ? input : mode === 'fan_out' ? output : (input + output) / 2;
    const variance = scale / Math.max(1, fan);
    if (distribution === 'uniform') {
      const limit = Math.sqrt(3 * variance);
      return randomTensor(graph, 'RandomUniform', shape, dtype, { low: -limit, high: limit, seed });
    }
    // The constant is the standard deviation of a normal distribution cut off at two.
    const isCut = distribution === 'truncated_normal';
    const deviation = Math.sqrt(variance) / (isCut ? 0.87962566103423978 : 1);
    return randomTensor(graph, isCut ? 'TruncatedNormal' : 'RandomStandardNormal', shape, dtype, {
      mean: 0,
      deviation,
      seed,
    });
  });
}

/** What `get_variable` uses when it is given no initializer. */
export function defaultInitializer(dtype: DType): Initializer {
  return dtype === 'float32' || dtype === 'float64' || dtype === 'float16'
    ? varianceScaling(1, 'fan_avg', 'uniform', null)
    : filledWith(0);
}
