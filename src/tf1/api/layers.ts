import { message } from '../../base/message';
import { matmul, reshape } from '../build';
import { UnsupportedError, valueError } from '../errors';
import { Tensor } from '../graph';
import { numberIn, numbersIn, tensorIn } from './argument';
import type { Call } from './call';
import { defineApi } from './registry';

/** The product of the last axis with a matrix, of inputs of any rank. */
function timesMatrix(call: Call): Tensor {
  const [x, kernel] = call.pair('self', 'kernel');
  const { shape } = x;
  const open = (shape ?? []).slice(0, -1).filter((length) => length === null).length;
  if (shape === null || shape.length === 2 || open < 2) return call.invoke('tensordot', [x, kernel, 1]) as Tensor;
  const [rows = -1, units = -1] = kernel.shape?.map((length) => length ?? -1) ?? [];
  const flat = matmul(reshape(x, [-1, rows]), kernel);
  const lengths = call.invoke('getitem', [call.invoke('shape', [x]), ['slice', null, -1, null]]);
  const result = call.invoke('reshape', [flat, call.invoke('concat', [[lengths, [units]], 0])]) as Tensor;
  result.shape = [...shape.slice(0, -1), kernel.shape?.[1] ?? null];
  return result;
}

/** A length that is known while the graph is built. */
function staticLength(call: Call): number {
  const length = call.tensor('self').shape?.at(call.int('axis')) ?? null;
  if (length === null) throw valueError('the length of an axis of the inputs of a layer must be known');
  return length;
}

/** One number for both axes, or one each. */
function pair(call: Call, name: string): [number, number] {
  const numbers = numbersIn(call.argument(name)) ?? [];
  const [first = 1, second = first] = numbers;
  return [first, second];
}

function refuseChannelsFirst(call: Call): void {
  if (call.text('data_format') === 'channels_first')
    throw new UnsupportedError(message('{0} with channels_first is not supported', call.name));
}

const pool =
  (type: string) =>
  (call: Call): Tensor => {
    refuseChannelsFirst(call);
    return call.invoke(type, [call.tensor('inputs')], {
      ksize: [1, ...pair(call, 'pool_size'), 1],
      strides: [1, ...pair(call, 'strides'), 1],
      padding: (call.text('padding') ?? 'valid').toUpperCase(),
    }) as Tensor;
  };

function flatten(call: Call): Tensor {
  const x = call.tensor('inputs');
  const lengths = (x.shape ?? [null]).slice(1);
  const size = lengths.reduce<number | null>(
    (all, length) => (all === null || length === null ? null : all * length),
    1,
  );
  if (size === null) throw valueError(`the shape of the inputs of ${call.name} must be known but for the first axis`);
  return reshape(x, [-1, size]);
}

/** Whether a layer is in training: Python's bool, or a tensor that a run decides. */
function isTraining(call: Call): boolean | Tensor {
  const argument = call.argument('training');
  return tensorIn(argument) ?? (argument.kind === 'none' ? false : numberIn(argument, 'training') !== 0);
}

/** One value in training and another else, chosen in the run where only that knows. */
function chosen(training: boolean | Tensor, inTraining: Tensor, otherwise: Tensor): Tensor {
  if (!(training instanceof Tensor)) return training ? inTraining : otherwise;
  return training.graph.createOperation('Cond', [training, inTraining, otherwise]).output;
}

function dropout(call: Call): Tensor {
  const x = call.tensor('inputs');
  const training = isTraining(call);
  if (training === false) return x;
  const dropped = call.invoke('nn.dropout', [x], {
    rate: call.argument('rate'),
    seed: call.argument('seed'),
  }) as Tensor;
  return chosen(training, dropped, x);
}

defineApi({
  'Tensor.times_matrix': timesMatrix,
  'Tensor.static_length': staticLength,
  'Tensor.static_dtype': (call) => ({ kind: 'dtype', value: call.tensor('self').dtype }),
  'Tensor.leading_axes': (call) => {
    const { shape } = call.tensor('self');
    if (shape === null) throw valueError('the rank of the inputs of a layer must be known');
    return shape.slice(1).map((_, axis) => axis);
  },
  'layers.max_pooling2d': pool('nn.max_pool'),
  'layers.average_pooling2d': pool('nn.avg_pool'),
  'layers.flatten': flatten,
  'layers.dropout': dropout,
});
