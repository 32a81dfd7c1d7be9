import { type Message, message } from '../../base/message';
import { UnsupportedError } from '../errors';
import type { Tensor } from '../graph';
import { isFullyDefined } from '../shape';
import type { Call } from './call';
import { defineApi } from './registry';

/** Functions that TensorFlow itself puts together from others, or that come to the same. */

const invoke = (call: Call, name: string, args: readonly unknown[], kwargs: Record<string, unknown> = {}): Tensor =>
  call.invoke(name, args, kwargs) as Tensor;

const unknownShape = ({ name }: Call): Message =>
  message('{0} of a tensor whose shape is only known during a run is not supported', name);

/** The lengths of a tensor. Throws where one of them is only known during a run. */
function lengthsOf(call: Call, tensor: Tensor): readonly number[] {
  if (tensor.shape === null || !isFullyDefined(tensor.shape)) throw new UnsupportedError(unknownShape(call));
  return tensor.shape.map(Number);
}

/** Slices by tuples of indices: rows of the tensor with its first axes made one. */
function gatherNd(call: Call): Tensor {
  const params = call.tensor('params');
  const indices = call.tensor('indices');
  const depth = indices.shape?.at(-1) ?? null;
  if (params.shape === null || depth === null) throw new UnsupportedError(unknownShape(call));
  const inner = params.shape.slice(1, depth).map((length) => {
    if (length === null) throw new UnsupportedError(unknownShape(call));
    return length;
  });
  const rest = params.shape.slice(depth);
  if (rest.includes(null)) throw new UnsupportedError(unknownShape(call));
  const strides = Array.from({ length: depth }, (_, at) => inner.slice(at).reduce((size, length) => size * length, 1));
  const places = invoke(call, 'reduce_sum', [invoke(call, 'multiply', [indices, strides])], { axis: -1 });
  return invoke(call, 'gather', [invoke(call, 'reshape', [params, [-1, ...rest]]), places]);
}

function reverse(call: Call): Tensor {
  const given = call.tensor('tensor');
  return (call.ints('axis') ?? []).reduce<Tensor>((tensor, axis) => {
    const length = tensor.shape?.at(axis);
    if (typeof length !== 'number') throw new UnsupportedError(unknownShape(call));
    const backwards = Array.from({ length }, (_, at) => length - 1 - at);
    return invoke(call, 'gather', [tensor, backwards], { axis });
  }, given);
}

function variance(call: Call): Tensor {
  const x = call.tensor('input_tensor');
  const axis = call.argument('axis');
  const mean = invoke(call, 'reduce_mean', [x], { axis, keepdims: true });
  const squares = invoke(call, 'square', [invoke(call, 'subtract', [x, mean])]);
  return invoke(call, 'reduce_mean', [squares], { axis, keepdims: call.bool('keepdims') });
}

function unitMatrix(call: Call, tensor: Tensor, size: number): Tensor {
  return invoke(call, 'eye', [size], { dtype: { kind: 'dtype', value: tensor.dtype } });
}

defineApi({
  gather_nd: gatherNd,
  reverse: reverse,
  'math.reduce_variance': variance,
  'math.reduce_std': (call) => invoke(call, 'sqrt', [variance(call)]),
  'nn.swish': (call) => {
    const x = call.tensor('features');
    return invoke(call, 'multiply', [x, invoke(call, 'sigmoid', [x])]);
  },
  'nn.crelu': (call) => {
    const x = call.tensor('features');
    const both = invoke(call, 'concat', [[x, invoke(call, 'negative', [x])], call.int('axis')]);
    return invoke(call, 'nn.relu', [both]);
  },
  'nn.zero_fraction': (call) => {
    const isZero = invoke(call, 'equal', [call.tensor('value'), 0]);
    return invoke(call, 'reduce_mean', [invoke(call, 'cast', [isZero, { kind: 'dtype', value: 'float32' }])]);
  },
  count_nonzero: (call) => {
    const isOther = invoke(call, 'not_equal', [call.tensor('input_tensor'), 0]);
    const ones = invoke(call, 'cast', [isOther, { kind: 'dtype', value: call.dtype('dtype') ?? 'int64' }]);
    return invoke(call, 'reduce_sum', [ones], { axis: call.argument('axis') });
  },
  scalar_mul: (call) => invoke(call, 'multiply', [call.argument('scalar'), call.tensor('x')]),
  diag: (call) => {
    const x = call.tensor('diagonal');
    const [size = 0] = lengthsOf(call, x);
    return invoke(call, 'multiply', [invoke(call, 'expand_dims', [x, 1]), unitMatrix(call, x, size)]);
  },
  diag_part: (call) => {
    const x = call.tensor('input');
    const [size = 0] = lengthsOf(call, x);
    return invoke(call, 'reduce_sum', [invoke(call, 'multiply', [x, unitMatrix(call, x, size)])], { axis: 1 });
  },
  trace: (call) => {
    const x = call.tensor('x');
    const [size = 0] = lengthsOf(call, x);
    return invoke(call, 'reduce_sum', [invoke(call, 'multiply', [x, unitMatrix(call, x, size)])]);
  },
  'contrib.layers.apply_regularization': (call) => {
    const penalties = call
      .items('weights_list')
      .map((weights) => call.invoke('Regularizer.__call__', [call.argument('regularizer'), weights]));
    return penalties.length === 0
      ? invoke(call, 'constant', [{ kind: 'float', value: 0 }])
      : invoke(call, 'add_n', [penalties]);
  },
});
