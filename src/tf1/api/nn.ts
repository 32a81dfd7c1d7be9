import {
  add,
  addAll,
  binary,
  cast,
  div,
  matmul,
  mul,
  neg,
  reduce,
  reduceSum,
  reshape,
  scalarLike,
  scale,
  select,
  square,
  sub,
  transpose,
  unary,
} from '../build';
import { valueError } from '../errors';
import { GraphKeys, Tensor } from '../graph';
import { normalizeAxis } from '../shape';
import { at, item } from '../value';
import { numbersIn, tensorIn } from './argument';
import type { Call } from './call';
import { windowing } from './convolutions';
import { randomTensor } from './initializers';
import { defineApi } from './registry';

// Builders of the functions of `tf.nn`.

const op = (type: string, inputs: readonly Tensor[], attributes: Readonly<Record<string, unknown>> = {}): Tensor =>
  item(inputs, 0).graph.createOperation(type, inputs, { attributes }).output;

/** A function of the last axis, on another axis. */
function alongAxis(call: Call, type: string): Tensor {
  const logits = call.float('logits');
  const rank = logits.shape?.length ?? null;
  const axis = call.intOrNull('axis') ?? call.intOrNull('dim') ?? -1;
  if (axis === -1 || rank === null || normalizeAxis(axis, rank) === rank - 1) return op(type, [logits]);
  const order = Array.from({ length: rank }, (_, index) => index);
  const [last, own] = [rank - 1, normalizeAxis(axis, rank)];
  [order[last], order[own]] = [own, last];
  return transpose(op(type, [transpose(logits, order)]), order);
}

/** Rows of classes: higher ranks are folded into the first axis and unfolded afterwards. */
function crossEntropy(type: string, logits: Tensor, labels: Tensor, isSparse: boolean): Tensor {
  const rank = logits.shape?.length ?? 2;
  if (rank === 2) return op(type, [logits, labels]);
  const classes = logits.shape?.[rank - 1] ?? null;
  if (classes === null) throw valueError('the number of classes must be known');
  const folded = op(type, [reshape(logits, [-1, classes]), reshape(labels, isSparse ? [-1] : [-1, classes])]);
  const like = isSparse ? labels : reduce('Max', logits, [-1]);
  return op('ReshapeLike', [folded, like]);
}

function softmaxCrossEntropy(call: Call): Tensor {
  const [logits, labels] = call.pair('logits', 'labels');
  return crossEntropy('SoftmaxCrossEntropy', logits, cast(labels, logits.dtype), false);
}

function sparseCrossEntropy(call: Call): Tensor {
  return crossEntropy('SparseSoftmaxCrossEntropy', call.float('logits'), call.tensor('labels'), true);
}

/** max(x, 0) - x z + log(1 + e^-|x|), in TensorFlow's form, whose gradient at 0 is that of the positive side. */
function sigmoidCrossEntropy(call: Call): Tensor {
  const [logits, labels] = call.pair('logits', 'labels');
  const zeros = unary('ZerosLike', logits);
  const isPositive = binary('GreaterEqual', logits, zeros);
  const relu = select(isPositive, logits, zeros);
  const negAbs = select(isPositive, neg(logits), logits);
  return add(sub(relu, mul(logits, labels)), unary('Log1p', unary('Exp', negAbs)));
}

function weightedCrossEntropy(call: Call): Tensor {
  const logits = call.tensor('logits');
  const labels = call.tensorLike(call.has('labels') ? 'labels' : 'targets', logits);
  const weight = add(
    scalarLike(logits, 1),
    mul(sub(call.tensorLike('pos_weight', logits), scalarLike(logits, 1)), labels),
  );
  const rest = add(unary('Log1p', unary('Exp', neg(unary('Abs', logits)))), unary('Relu', neg(logits)));
  return add(mul(sub(scalarLike(logits, 1), labels), logits), mul(weight, rest));
}

/** TensorFlow 1's dropout: what is kept is scaled by 1 / keep_prob. */
function dropout(call: Call): Tensor {
  const x = call.float('x');
  const keep = call.has('rate') ? 1 - call.number('rate') : null;
  if (keep === null && tensorIn(call.argument('keep_prob')) === null && call.number('keep_prob') === 1) return x;
  const kept = keep === null ? call.tensorLike('keep_prob', x) : scalarLike(x, keep);
  const shape = numbersIn({ kind: 'object', value: op('Shape', [x], { dtype: 'int32' }) });
  const source = shape ?? op('Shape', [x], { dtype: 'int32' });
  const noise = randomTensor(x.graph, 'RandomUniform', source, x.dtype, {
    low: 0,
    high: 1,
    seed: call.intOrNull('seed'),
  });
  noise.shape = x.shape;
  return mul(div(x, kept), unary('Floor', add(kept, noise)));
}

function pool(type: string): (call: Call) => Tensor {
  return (call) => {
    const size = call.ints('ksize') ?? [1, 1, 1, 1];
    const filterSize = size.length === 4 ? [at(size, 1), at(size, 2)] : [at(size, 0), size[1] ?? at(size, 0)];
    return op(type, [call.tensor(call.has('value') ? 'value' : 'input')], {
      ...windowing(call, 'strides'),
      filterSize,
    });
  };
}

/** Mean and variance over axes; the variance is of the squared distances from the mean, whose own gradient is cut. */
function moments(call: Call): [Tensor, Tensor] {
  const x = call.float('x');
  const axes = call.ints('axes');
  const keep = call.bool('keep_dims') || call.bool('keepdims');
  const mean = reduce('Mean', x, axes, true);
  const variance = reduce('Mean', binary('SquaredDifference', x, unary('StopGradient', mean)), axes, keep);
  return [keep ? mean : reduce('Mean', x, axes, false), variance];
}

function batchNormalization(call: Call): Tensor {
  const x = call.tensor('x');
  const [mean, variance] = [call.tensorLike('mean', x), call.tensorLike('variance', x)];
  const inverse = unary('Rsqrt', add(variance, call.tensorLike('variance_epsilon', variance)));
  const factor = call.has('scale') ? mul(inverse, call.tensorLike('scale', x)) : inverse;
  const shift = call.has('offset') ? sub(call.tensorLike('offset', x), mul(mean, factor)) : neg(mul(mean, factor));
  return add(mul(x, factor), shift);
}

/** `tf.losses.*`: weighted, summed and divided by the number of weights that are not 0. */
function computeLoss(call: Call, losses: Tensor): Tensor {
  const weights = cast(call.has('weights') ? call.float('weights') : scalarLike(losses, 1), losses.dtype);
  const weighted = mul(losses, weights);
  const reduction = call.text('reduction') ?? 'weighted_sum_by_nonzero_weights';
  let loss = weighted;
  if (reduction !== 'none') {
    const total = reduceSum(weighted);
    const spread = add(weights, unary('ZerosLike', losses));
    const present = cast(binary('NotEqual', spread, unary('ZerosLike', spread)), losses.dtype);
    if (reduction === 'weighted_sum') loss = total;
    else if (reduction === 'weighted_mean') loss = binary('DivNoNan', total, reduceSum(spread));
    else if (reduction === 'weighted_sum_over_batch_size') loss = div(total, reduceSum(unary('OnesLike', losses)));
    else loss = binary('DivNoNan', total, reduceSum(present));
  }
  call.graph.addToCollection(call.text('loss_collection') ?? GraphKeys.LOSSES, loss);
  return loss;
}

/** Operands of a loss, which TensorFlow casts to float32. */
function lossPair(call: Call, left: string, right: string): [Tensor, Tensor] {
  return [cast(call.asFloat(left), 'float32'), cast(call.asFloat(right), 'float32')];
}

defineApi({
  'nn.relu': (call) => unary('Relu', call.tensor('features')),
  'nn.relu6': (call) => unary('Relu6', call.tensor('features')),
  'nn.elu': (call) => unary('Elu', call.float('features')),
  'nn.selu': (call) => unary('Selu', call.float('features')),
  'nn.softsign': (call) => unary('Softsign', call.float('features')),
  'nn.leaky_relu': (call) => {
    const x = call.float('features');
    return binary('Maximum', mul(call.tensorLike('alpha', x), x), x);
  },
  'nn.log_sigmoid': (call) => neg(unary('Softplus', neg(call.float('x')))),
  'nn.softmax': (call) => alongAxis(call, 'Softmax'),
  'nn.log_softmax': (call) => alongAxis(call, 'LogSoftmax'),
  'nn.softmax_cross_entropy_with_logits': (call) => {
    // The first version holds its labels constant; the second, below, does not.
    const [logits, labels] = call.pair('logits', 'labels');
    return crossEntropy('SoftmaxCrossEntropy', logits, unary('StopGradient', cast(labels, logits.dtype)), false);
  },
  'nn.softmax_cross_entropy_with_logits_v2': softmaxCrossEntropy,
  'nn.sparse_softmax_cross_entropy_with_logits': sparseCrossEntropy,
  'nn.sigmoid_cross_entropy_with_logits': sigmoidCrossEntropy,
  'nn.weighted_cross_entropy_with_logits': weightedCrossEntropy,
  'nn.l2_loss': (call) => scale(reduceSum(square(call.tensor('t'))), 0.5),
  'nn.l2_normalize': (call) => {
    const x = call.float('x');
    const sum = reduceSum(square(x), call.ints('axis') ?? call.ints('dim'), true);
    return mul(x, unary('Rsqrt', binary('Maximum', sum, call.tensorLike('epsilon', x))));
  },
  'nn.dropout': dropout,
  'nn.bias_add': (call) => {
    const value = call.tensor('value');
    return add(value, call.tensorLike('bias', value));
  },
  'nn.xw_plus_b': (call) => {
    const product = matmul(...call.pair('x', 'weights'));
    return add(product, call.tensorLike('biases', product));
  },
  'nn.relu_layer': (call) => {
    const product = matmul(...call.pair('x', 'weights'));
    return unary('Relu', add(product, call.tensorLike('biases', product)));
  },
  'nn.max_pool': pool('MaxPool'),
  'nn.avg_pool': pool('AvgPool'),
  'nn.moments': moments,
  'nn.batch_normalization': batchNormalization,
  'nn.in_top_k': (call) => op('InTopK', [call.tensor('predictions'), call.tensor('targets')], { k: call.int('k') }),

  'losses.compute_weighted_loss': (call) => computeLoss(call, call.float('losses')),
  'losses.mean_squared_error': (call) => {
    const [labels, predictions] = lossPair(call, 'labels', 'predictions');
    return computeLoss(call, binary('SquaredDifference', predictions, labels));
  },
  'losses.absolute_difference': (call) => {
    const [labels, predictions] = lossPair(call, 'labels', 'predictions');
    return computeLoss(call, unary('Abs', sub(predictions, labels)));
  },
  'losses.log_loss': (call) => {
    const [y, p] = lossPair(call, 'labels', 'predictions');
    const epsilon = scalarLike(p, call.number('epsilon'));
    const one = scalarLike(p, 1);
    const positive = mul(y, unary('Log', add(p, epsilon)));
    const negative = mul(sub(one, y), unary('Log', add(sub(one, p), epsilon)));
    return computeLoss(call, sub(neg(positive), negative));
  },
  'losses.huber_loss': (call) => {
    const [labels, predictions] = lossPair(call, 'labels', 'predictions');
    const error = unary('Abs', sub(predictions, labels));
    const delta = scalarLike(error, call.number('delta'));
    const quadratic = binary('Minimum', error, delta);
    return computeLoss(call, add(scale(square(quadratic), 0.5), mul(delta, sub(error, quadratic))));
  },
  'losses.hinge_loss': (call) => {
    const [labels, logits] = lossPair(call, 'labels', 'logits');
    const signs = sub(scale(labels, 2), unary('OnesLike', labels));
    return computeLoss(call, unary('Relu', sub(unary('OnesLike', labels), mul(signs, logits))));
  },
  'losses.sigmoid_cross_entropy': (call) => {
    const logits = call.float('logits');
    let labels = cast(call.tensor('multi_class_labels'), logits.dtype);
    const smoothing = call.number('label_smoothing');
    if (smoothing > 0) labels = add(scale(labels, 1 - smoothing), scalarLike(labels, 0.5 * smoothing));
    return computeLoss(call, call.invoke('nn.sigmoid_cross_entropy_with_logits', [], { labels, logits }) as Tensor);
  },
  'losses.softmax_cross_entropy': (call) => {
    const logits = call.float('logits');
    let labels = cast(call.tensor('onehot_labels'), logits.dtype);
    const smoothing = call.number('label_smoothing');
    if (smoothing > 0) {
      const classes = labels.shape?.[1] ?? null;
      if (classes === null) throw valueError('label smoothing needs a known number of classes');
      labels = add(scale(labels, 1 - smoothing), scalarLike(labels, smoothing / classes));
    }
    return computeLoss(call, crossEntropy('SoftmaxCrossEntropy', logits, unary('StopGradient', labels), false));
  },
  'losses.sparse_softmax_cross_entropy': (call) => {
    const labels = call.tensor('labels');
    const flat = labels.shape?.length === 2 ? op('Squeeze', [labels], { axes: [-1] }) : labels;
    return computeLoss(call, crossEntropy('SparseSoftmaxCrossEntropy', call.float('logits'), flat, true));
  },
  'losses.add_loss': (call) => {
    call.graph.addToCollection(call.text('loss_collection') ?? GraphKeys.LOSSES, call.tensor('loss'));
    return null;
  },
  'losses.get_losses': ({ graph }) => graph.getCollection(GraphKeys.LOSSES),
  'losses.get_regularization_losses': ({ graph }) => graph.getCollection(GraphKeys.REGULARIZATION_LOSSES),
  'losses.get_total_loss': (call) => {
    const { graph } = call;
    const all = [
      ...graph.getCollection<Tensor>(GraphKeys.LOSSES),
      ...(call.bool('add_regularization_losses') ? graph.getCollection<Tensor>(GraphKeys.REGULARIZATION_LOSSES) : []),
    ].filter((loss) => loss instanceof Tensor);
    return addAll(all);
  },
  'losses.get_regularization_loss': (call) => {
    const all = call.graph
      .getCollection<Tensor>(GraphKeys.REGULARIZATION_LOSSES)
      .filter((loss) => loss instanceof Tensor);
    return all.length === 0 ? call.invoke('constant', [{ kind: 'float', value: 0 }]) : addAll(all);
  },
});
