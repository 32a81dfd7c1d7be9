import { message } from '../../base/message';
import { add, constant, matmul, mul, reduce, reshape, scalarLike, square, sub, unary } from '../build';
import { UnsupportedError, valueError } from '../errors';
import { GraphKeys, Tensor } from '../graph';
import { item, scalarValue } from '../value';
import type { Variable } from '../variable';
import { assign } from '../variable';
import { numberIn, numbersIn, tensorIn } from './argument';
import type { Call } from './call';
import { defineApi } from './registry';

/** Makes the variables of a layer under its own scope: the name it was given, else a fresh `dense`, `dense_1`, … */
function inScope<T>(call: Call, scope: string, body: () => T): T {
  const { graph } = call;
  const wished = call.text('name');
  const full = wished === null ? graph.uniqueScope(scope) : under(graph.currentScope, wished);
  return graph.withScope(full, body);
}

const under = (scope: string, name: string): string => (scope === '' ? name : `${scope}/${name}`);

/** A variable of the layer; initializer, regularizer and trainable by the names that the layer's own arguments have. */
function weight(call: Call, name: string, shape: readonly number[], kind: string): Tensor {
  const variable = call.invoke('get_variable', [name], {
    shape: [...shape],
    dtype: { kind: 'dtype', value: call.tensor('inputs').dtype },
    initializer: call.argument(`${kind}_initializer`),
    regularizer: call.argument(`${kind}_regularizer`),
    trainable: call.argument('trainable'),
  }) as Variable;
  return variable.ref;
}

/** What a layer does to its sum: a function of TensorFlow by its name. */
function activated(call: Call, parameter: string, x: Tensor): Tensor {
  const argument = call.argument(parameter);
  if (argument.kind === 'none') return x;
  if (argument.kind !== 'string')
    throw new UnsupportedError(message("{0} with an activation of one's own is not supported", call.name));
  const name = argument.value.replace(/^(?:tf\.)?(?:keras\.activations\.)?/, '');
  if (name === 'linear') return x;
  return call.invoke(/^(?:relu|elu|selu|softplus|softmax|relu6)$/.test(name) ? `nn.${name}` : name, [x]) as Tensor;
}

function lastLength(call: Call, x: Tensor): number {
  const length = x.shape?.at(-1) ?? null;
  if (length === null) throw valueError(`the last dimension of the inputs of ${call.name} must be known`);
  return length;
}

/** The product with a kernel, of inputs of any rank. */
function product(x: Tensor, kernel: Tensor, units: number): Tensor {
  const rank = x.shape?.length ?? 2;
  if (rank === 2) return matmul(x, kernel);
  const flat = matmul(reshape(x, [-1, item(kernel.shape as number[], 0)]), kernel);
  return reshape(flat, [...(x.shape ?? []).slice(0, -1).map((length) => length ?? -1), units]);
}

function dense(call: Call): Tensor {
  return inScope(call, 'dense', () => {
    const x = call.tensor('inputs');
    const units = call.int('units');
    const sum = product(x, weight(call, 'kernel', [lastLength(call, x), units], 'kernel'), units);
    return activated(call, 'activation', call.bool('use_bias') ? add(sum, weight(call, 'bias', [units], 'bias')) : sum);
  });
}

/** slim's layer: its own names, and a relu unless told otherwise. */
function fullyConnected(call: Call): Tensor {
  const given = call.text('scope');
  const { graph } = call;
  const scope = given === null ? graph.uniqueScope('fully_connected') : under(graph.currentScope, given);
  if (call.has('normalizer_fn'))
    throw new UnsupportedError(message('{0} with normalizer_fn is not supported', call.name));
  return graph.withScope(scope, () => {
    const x = call.tensor('inputs');
    const units = call.int('num_outputs');
    const sum = product(x, weight(call, 'weights', [lastLength(call, x), units], 'weights'), units);
    const hasBias = call.has('biases_initializer');
    return activated(call, 'activation_fn', hasBias ? add(sum, weight(call, 'biases', [units], 'biases')) : sum);
  });
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

function conv2d(call: Call): Tensor {
  refuseChannelsFirst(call);
  if (pair(call, 'dilation_rate').some((rate) => rate !== 1))
    throw new UnsupportedError(message('{0} with a dilation is not supported', call.name));
  return inScope(call, 'conv2d', () => {
    const x = call.tensor('inputs');
    const filters = call.int('filters');
    const kernel = weight(call, 'kernel', [...pair(call, 'kernel_size'), lastLength(call, x), filters], 'kernel');
    const strides = [1, ...pair(call, 'strides'), 1];
    const padding = (call.text('padding') ?? 'valid').toUpperCase();
    const image = call.invoke('nn.conv2d', [x, kernel], { strides, padding }) as Tensor;
    const sum = call.bool('use_bias') ? add(image, weight(call, 'bias', [filters], 'bias')) : image;
    return activated(call, 'activation', sum);
  });
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

/** Statistics of the batch in training, moving ones else; the moving ones are updated by what is in UPDATE_OPS, as TensorFlow leaves it. */
function batchNormalization(call: Call): Tensor {
  return inScope(call, 'batch_normalization', () => {
    const { graph } = call;
    const x = call.tensor('inputs');
    const rank = x.shape?.length ?? 2;
    if (call.int('axis') !== -1 && call.int('axis') !== rank - 1)
      throw new UnsupportedError(message('{0} on another axis than the last is not supported', call.name));
    const depth = lastLength(call, x);
    const training = isTraining(call);
    const fixed = (name: string, number: number): Variable =>
      call.invoke('get_variable', [name], {
        initializer: {
          kind: 'object',
          value: constant(graph, {
            ...scalarValue(x.dtype, number),
            shape: [depth],
            data: new Float32Array(depth).fill(number),
          }),
        },
        trainable: false,
      }) as Variable;
    const gamma = call.bool('scale') ? weight(call, 'gamma', [depth], 'gamma') : null;
    const beta = call.bool('center') ? weight(call, 'beta', [depth], 'beta') : null;
    const moving = [fixed('moving_mean', 0), fixed('moving_variance', 1)] as const;
    const axes = Array.from({ length: rank - 1 }, (_, axis) => axis);
    const mean = reduce('Mean', x, axes);
    const variance = reduce('Mean', square(sub(x, mean)), axes);
    const momentum = 1 - call.number('momentum');
    const used = [mean, variance].map((batch, which) => {
      const { ref } = item(moving, which);
      if (training !== false) {
        const step = mul(sub(ref, batch), scalarLike(batch, momentum));
        const change = chosen(training, step, mul(step, scalarLike(step, 0)));
        graph.addToCollection(GraphKeys.UPDATE_OPS, assign('AssignSub', ref, change).op);
      }
      return chosen(training, batch, ref);
    });
    const [center, spread] = used as [Tensor, Tensor];
    const scaled = mul(sub(x, center), unary('Rsqrt', add(spread, scalarLike(spread, call.number('epsilon')))));
    const stretched = gamma === null ? scaled : mul(scaled, gamma);
    return beta === null ? stretched : add(stretched, beta);
  });
}

defineApi({
  'layers.dense': dense,
  'layers.conv2d': conv2d,
  'layers.max_pooling2d': pool('nn.max_pool'),
  'layers.average_pooling2d': pool('nn.avg_pool'),
  'layers.flatten': flatten,
  'layers.dropout': dropout,
  'layers.batch_normalization': batchNormalization,
  'contrib.layers.fully_connected': fullyConnected,
});
