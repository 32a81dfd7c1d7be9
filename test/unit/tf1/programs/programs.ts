import type { Argument } from '../../../../src/tf1/api/argument';
import type { Tensor } from '../../../../src/tf1/graph';
import type { Feeds } from '../../../../src/tf1/session';
import type { Variable } from '../../../../src/tf1/variable';
import { array, dtype, float, TensorFlow, value } from '../support/tensorflow';
import { type ByHand, column, linspace } from './by-hand';

const f = Math.fround;
const float32s = (numbers: readonly number[]): number[] => numbers.map(f);

/** Python's float in the place of a whole number, in shapes of lists too. */
const floats = (numbers: readonly number[]): Argument[] => numbers.map(float);

function decayDemo(): ByHand {
  const tf = new TensorFlow();
  const w = tf.variable(tf.tensor('constant', [float(-5)]), { name: 'w' });
  const step = tf.variable(0, { trainable: false, name: 'global_step' });
  const rate = tf.tensor('train.exponential_decay', [float(0.1), step, 5, float(0.96)], { staircase: true });
  const loss = tf.tensor('square', [tf.tensor('subtract', [w, 3])]);
  const train = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [rate]), loss]);
  return { tf, train: [train], step, rate, loss };
}

function linearPiecewise(): ByHand {
  const tf = new TensorFlow();
  const xs = float32s(linspace(-1, 1, 20));
  const ys = xs.map((x) => f(f(f(2.5 * x) - f(0.75)) + f(f(0.1) * f(Math.cos(f(9 * x))))));
  const [x, y] = [0, 1].map(() => tf.tensor('placeholder', [dtype('float32'), [null]])) as [Tensor, Tensor];
  const weight = tf.call('get_variable', ['weight'], {
    shape: [],
    initializer: tf.call('constant_initializer', [float(0.2)]),
  });
  const bias = tf.call('get_variable', ['bias'], { shape: [], initializer: tf.call('zeros_initializer') });
  const prediction = tf.tensor('add', [tf.tensor('multiply', [weight, x]), bias]);
  const loss = tf.tensor('reduce_mean', [tf.tensor('squared_difference', [prediction, y])]);
  const step = tf.call('train.create_global_step') as Variable;
  const rate = tf.tensor('train.piecewise_constant', [step, [30, 60], [float(0.2), float(0.05), float(0.01)]]);
  const optimizer = tf.call('train.MomentumOptimizer', [rate], { momentum: float(0.9) });
  const train = tf.operation('Optimizer.minimize', [optimizer, loss], { global_step: step });
  const feeds: Feeds = new Map([
    [x, value(xs)],
    [y, value(ys)],
  ]);
  return { tf, train: [train], step, rate, loss, feeds: () => feeds };
}

function logisticPolynomial(): ByHand {
  const tf = new TensorFlow();
  const points = linspace(-2, 2, 16);
  const [x, y] = ['points', 'labels'].map((name) =>
    tf.tensor('placeholder', [dtype('float32'), [null, 1]], { name }),
  ) as [Tensor, Tensor];
  const w = tf.variable(tf.tensor('zeros', [[1, 1]]), { name: 'W' });
  const b = tf.variable(tf.tensor('zeros', [[1]]), { name: 'b' });
  const logits = tf.tensor('add', [tf.tensor('matmul', [x, w]), b]);
  const entropy = tf.tensor('nn.sigmoid_cross_entropy_with_logits', [], { labels: y, logits });
  const loss = tf.tensor('reduce_mean', [entropy]);
  const step = tf.variable(0, { dtype: dtype('int64'), trainable: false, name: 'counter' });
  const rate = tf.tensor('train.polynomial_decay', [float(0.5), step, 25, float(0.01), float(1)], { cycle: true });
  const train = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [rate]), loss, step]);
  const feeds: Feeds = new Map([
    [x, value(column(points))],
    [y, value(column(points.map((point) => (point > 0.3 ? 1 : 0))))],
  ]);
  return { tf, train: [train], step, rate, loss, feeds: () => feeds };
}

function xorAdam(): ByHand {
  const tf = new TensorFlow();
  const inputs = tf.tensor('placeholder', [dtype('float32'), [4, 2]], { name: 'inputs' });
  const targets = tf.tensor('placeholder', [dtype('float32'), [4, 1]], { name: 'targets' });
  const step = tf.variable(0, { name: 'global_step', trainable: false });
  const first = linspace(-0.9, 0.8, 8);
  const w1 = tf.variable(array([first.slice(0, 4), first.slice(4)]), { name: 'w1' });
  const b1 = tf.variable(tf.tensor('zeros', [[4]]), { name: 'b1' });
  const w2 = tf.variable(array(column(linspace(0.7, -0.6, 4))), { name: 'w2' });
  const b2 = tf.variable(tf.tensor('zeros', [[1]]), { name: 'b2' });
  const layer = tf.tensor('nn.tanh', [tf.tensor('add', [tf.tensor('matmul', [inputs, w1]), b1])]);
  const output = tf.tensor('sigmoid', [tf.tensor('add', [tf.tensor('matmul', [layer, w2]), b2])]);
  const loss = tf.tensor('reduce_mean', [tf.tensor('square', [tf.tensor('subtract', [output, targets])])]);
  const rate = tf.tensor('train.exponential_decay', [float(0.05), step, 20, float(0.9)]);
  const train = tf.operation('Optimizer.minimize', [tf.call('train.AdamOptimizer', [rate]), loss]);
  const feeds: Feeds = new Map([
    [inputs, value([[0, 0], [0, 1], [1, 0], [1, 1]])], // prettier-ignore
    [targets, value(column([0, 1, 1, 0]))],
  ]);
  return { tf, train: [train], step, rate, loss, feeds: () => feeds };
}

function softmaxInverseTime(): ByHand {
  const tf = new TensorFlow();
  const order = Array.from({ length: 18 }, (_, index) => (index * 7) % 18);
  const features = order.map((t) => [f(Math.cos(t)), f(f(Math.sin(t)) + f(t / 9))]);
  const labels = order.map((t) => Math.floor(t / 6));
  const x = tf.tensor('placeholder', [dtype('float32'), [null, 2]]);
  const y = tf.tensor('placeholder', [dtype('int32'), [null]]);
  const weights = tf.variable(tf.tensor('multiply', [float(0.1), tf.tensor('ones', [[2, 3]])]));
  const biases = tf.variable(tf.tensor('zeros', [[3]]));
  const logits = tf.tensor('nn.xw_plus_b', [x, weights, biases]);
  const entropy = tf.tensor('nn.sparse_softmax_cross_entropy_with_logits', [], { labels: y, logits });
  const penalty = tf.tensor('multiply', [float(1e-3), tf.tensor('nn.l2_loss', [weights])]);
  const loss = tf.tensor('add', [tf.tensor('reduce_mean', [entropy]), penalty]);
  const step = tf.call('train.get_or_create_global_step') as Variable;
  const rate = tf.tensor('train.inverse_time_decay', [float(0.02), step, 10, float(0.5)], { staircase: true });
  const optimizer = tf.call('train.RMSPropOptimizer', [rate], { decay: float(0.9), epsilon: float(1e-8) });
  const train = tf.operation('Optimizer.minimize', [optimizer, loss], { global_step: step });
  const batches = [0, 6, 12].map(
    (begin): Feeds =>
      new Map([
        [x, value(features.slice(begin, begin + 6))],
        [y, value(labels.slice(begin, begin + 6), 'int32')],
      ]),
  );
  return { tf, train: [train], step, rate, loss, feeds: (iteration) => batches[iteration % 3] as Feeds };
}

function clipNaturalExp(): ByHand {
  const tf = new TensorFlow();
  const xs = float32s(linspace(-3, 3, 24));
  const [x, y] = [0, 1].map(() => tf.tensor('placeholder', ['float', [null, 1]])) as [Tensor, Tensor];
  const lines = [float32s(linspace(-1, 1, 5)), float32s(linspace(1, -1, 5))] as const;
  const scoped = (scope: string, name: string, kwargs: Readonly<Record<string, unknown>>): unknown =>
    tf.graph.withScope(scope, () => tf.call('get_variable', [name], kwargs));
  const wh = scoped('hidden', 'w', { initializer: tf.tensor('reshape', [array(lines[0]), [1, 5]]) });
  const bh = scoped('hidden', 'b', { initializer: array(lines[1]) });
  const h = tf.tensor('nn.sigmoid', [tf.tensor('add', [tf.tensor('matmul', [x, wh]), bh])]);
  const filled = (number: number): unknown => tf.call('constant_initializer', [float(number)]);
  const wo = scoped('out', 'w', { shape: [5, 1], initializer: filled(0.3) });
  const bo = scoped('out', 'b', { shape: [1], initializer: filled(0) });
  const out = tf.tensor('add', [tf.tensor('matmul', [h, wo]), bo]);
  const loss = tf.tensor('losses.mean_squared_error', [y, out]);
  const step = tf.variable(0, { trainable: false });
  const rate = tf.tensor('train.natural_exp_decay', [float(0.3), step], { decay_steps: 15, decay_rate: float(0.25) });
  const variables = tf.call('trainable_variables') as Variable[];
  const [clipped] = tf.call('clip_by_global_norm', [tf.call('gradients', [loss, variables]), float(0.5)]) as [Tensor[]];
  const pairs = variables.map((variable, index) => [clipped[index], variable]);
  const optimizer = tf.call('train.AdagradOptimizer', [rate]);
  const train = tf.operation('Optimizer.apply_gradients', [optimizer, pairs], { global_step: step });
  const feeds: Feeds = new Map([
    [x, value(column(xs))],
    [y, value(column(xs.map(Math.sin)))],
  ]);
  return { tf, train: [train], step, rate, loss, feeds: () => feeds };
}

function warmupCosine(): ByHand {
  const tf = new TensorFlow();
  const grid = Array.from({ length: 10 }, (_, row) => [0, 1, 2].map((index) => f((row * 3 + index) / 30)));
  const answer = grid.map(([a = 0, b = 0, c = 0]) => f(f(a + f(2 * b)) - c));
  const step = tf.call('train.get_or_create_global_step') as Variable;
  const dense = tf.variable([[float(0.5)], [float(-0.5)], [float(0.25)]], { dtype: dtype('float32'), name: 'dense' });
  const output = tf.tensor('squeeze', [tf.tensor('matmul', [tf.tensor('constant', [array(grid)]), dense])], {
    axis: 1,
  });
  const difference = tf.tensor('subtract', [output, tf.tensor('constant', [array(answer)])]);
  const loss = tf.tensor('reduce_mean', [tf.tensor('square', [difference])]);
  const counted = tf.tensor('cast', [tf.tensor('add', [step, 1]), dtype('float32')]);
  const warm = tf.tensor('divide', [tf.tensor('multiply', [float(0.08), counted]), float(10)]);
  const late = tf.tensor('subtract', [step, 10]);
  const decayed = tf.tensor('train.cosine_decay', [float(0.08), late, 50], { alpha: float(0.02) });
  const rate = tf.tensor('cond', [tf.tensor('less', [step, 10]), warm, decayed]);
  const optimizer = tf.call('train.MomentumOptimizer', [rate, float(0.9)], { use_nesterov: true });
  const train = tf.operation('Optimizer.minimize', [optimizer, loss], { global_step: step });
  return { tf, train: [train], step, rate, loss };
}

/** BERT's rate: the decay counts from step 0, and the warm-up is mixed in by arithmetic. */
function bertRate(tf: TensorFlow, step: Variable): Tensor {
  const initial = tf.tensor('constant', [], { value: float(0.05), shape: [], dtype: dtype('float32') });
  const options = { end_learning_rate: float(0), power: float(1), cycle: false };
  const decayed = tf.tensor('train.polynomial_decay', [initial, step, 50], options);
  const steps = tf.tensor('cast', [step, dtype('int32')]);
  const warmup = tf.tensor('constant', [8], { dtype: dtype('int32') });
  const [stepsFloat, warmupFloat] = [steps, warmup].map((tensor) => tf.tensor('cast', [tensor, dtype('float32')])) as [
    Tensor,
    Tensor,
  ];
  const warm = tf.tensor('divide', [tf.tensor('multiply', [float(0.05), stepsFloat]), warmupFloat]);
  const isWarmup = tf.tensor('cast', [tf.tensor('less', [steps, warmup]), dtype('float32')]);
  const rest = tf.tensor('multiply', [tf.tensor('subtract', [float(1), isWarmup]), decayed]);
  return tf.tensor('add', [rest, tf.tensor('multiply', [isWarmup, warm])]);
}

function bertStyle(): ByHand {
  const tf = new TensorFlow();
  const line = linspace(0, 2, 12);
  const rows = Array.from({ length: 6 }, (_, row) => line.slice(row * 2, row * 2 + 2));
  const inputs = tf.tensor('constant', [array(rows)], { dtype: dtype('float32') });
  const labels = tf.tensor('constant', [[0, 1, 0, 1, 1, 1]]);
  const initial = tf.tensor('constant', [[floats([0.3, -0.2]), floats([0.1, 0.4])]]);
  const weights = tf.call('get_variable', ['output_weights'], { initializer: initial });
  const logits = tf.tensor('matmul', [inputs, weights], { transpose_b: true });
  const logs = tf.tensor('nn.log_softmax', [logits], { axis: -1 });
  const oneHot = tf.tensor('one_hot', [labels], { depth: 2, dtype: dtype('float32') });
  const each = tf.tensor('negative', [tf.tensor('reduce_sum', [tf.tensor('multiply', [oneHot, logs])], { axis: -1 })]);
  const loss = tf.tensor('reduce_mean', [each]);
  const step = tf.call('train.get_or_create_global_step') as Variable;
  const rate = bertRate(tf, step);
  const optimizer = tf.call('train.AdamOptimizer', [rate], {
    beta1: float(0.9),
    beta2: float(0.999),
    epsilon: float(1e-6),
  });
  const variables = tf.call('trainable_variables') as Variable[];
  const gradients = tf.call('gradients', [loss, variables]);
  const [clipped] = tf.call('clip_by_global_norm', [gradients], { clip_norm: float(1) }) as [Tensor[]];
  const pairs = variables.map((variable, index) => [clipped[index], variable]);
  const applied = tf.operation('Optimizer.apply_gradients', [optimizer, pairs]);
  const train = tf.graph.controlDependencies([applied], () => {
    const next = tf.tensor('add', [step, 1]);
    return tf.operation('group', [applied, [tf.call('Variable.assign', [step, next])]]);
  });
  return { tf, train: [train], step, rate, loss };
}

function doubleCount(): ByHand {
  const tf = new TensorFlow();
  const inputs = linspace(0, 1, 20);
  const outputs = inputs.map((x) => 1.5 * x ** 2 + 0.25);
  const a = tf.variable(float(0.1), { name: 'a' });
  const c = tf.variable(float(0.9), { name: 'c' });
  const step = tf.variable(0, { trainable: false, name: 'step' });
  const increment = tf.tensor('assign_add', [step, 1]);
  const [x, t] = [0, 1].map(() => tf.tensor('placeholder', [dtype('float32'), [null, 1]])) as [Tensor, Tensor];
  const prediction = tf.tensor('add', [tf.tensor('multiply', [a, tf.tensor('square', [x])]), c]);
  const loss = tf.tensor('pow', [tf.tensor('subtract', [prediction, t]), 2]);
  const rate = tf.tensor('train.polynomial_decay', [float(5), step, 120], {
    end_learning_rate: float(0.5),
    power: float(2),
  });
  const optimizer = tf.call('train.AdadeltaOptimizer', [], {
    learning_rate: rate,
    rho: float(0.9),
    epsilon: float(1e-4),
  });
  const train = tf.operation('Optimizer.minimize', [optimizer, loss], { global_step: step });
  const batches = [0, 5, 10, 15].map(
    (begin): Feeds =>
      new Map([
        [x, value(column(inputs.slice(begin, begin + 5)))],
        [t, value(column(outputs.slice(begin, begin + 5)))],
      ]),
  );
  const feeds = (iteration: number): Feeds => batches[iteration % 4] as Feeds;
  return { tf, train: [train], after: [increment], step, rate, loss, feeds };
}

function emaNumUpdates(): ByHand {
  const tf = new TensorFlow();
  const u = tf.variable(float(4), { name: 'u' });
  const v = tf.variable(float(-2), { name: 'v' });
  const step = tf.variable(0, { trainable: false, name: 'global_step' });
  const first = tf.tensor('square', [tf.tensor('subtract', [u, float(1)])]);
  const second = tf.tensor('multiply', [float(2), tf.tensor('square', [tf.tensor('subtract', [v, float(0.5)])])]);
  const third = tf.tensor('multiply', [tf.tensor('multiply', [float(0.5), u]), v]);
  const loss = tf.tensor('add', [tf.tensor('add', [first, second]), third]);
  const descent = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [float(0.05)]), loss]);
  const average = tf.call('train.ExponentialMovingAverage', [float(0.99)], { num_updates: step });
  const train = tf.graph.controlDependencies([descent], () =>
    tf.operation('ExponentialMovingAverage.apply', [average, [u, v]]),
  );
  return { tf, train: [train], step, rate: 0.05, loss };
}

function fedStep(): ByHand {
  const tf = new TensorFlow();
  const step = tf.tensor('placeholder', [dtype('int32')], { shape: [], name: 'current_step' });
  const data = tf.tensor('placeholder', [dtype('float32')], { shape: [null, 2], name: 'data' });
  const target = tf.tensor('placeholder', [dtype('float32')], { shape: [null], name: 'target' });
  const coefficients = tf.variable(array([0, 0]), { name: 'coefficients' });
  const sums = tf.tensor('reduce_sum', [tf.tensor('multiply', [data, coefficients])], { axis: 1 });
  const loss = tf.tensor('reduce_sum', [tf.tensor('square', [tf.tensor('subtract', [sums, target])])]);
  const rate = tf.tensor('train.cosine_decay', [], { learning_rate: float(0.02), global_step: step, decay_steps: 40 });
  const train = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [rate]), loss]);
  const points = linspace(0, Math.PI, 9).map((angle) => [Math.cos(angle), Math.sin(angle)]);
  const wanted = points.map(([x = 0, y = 0]) => x - 2 * y);
  const feeds = (iteration: number): Feeds =>
    new Map([
      [data, value(points)],
      [target, value(wanted)],
      [step, value(iteration, 'int32')],
    ]);
  return { tf, train: [train], step, rate, loss, feeds };
}

function cosineRestartsFlags(): ByHand {
  const tf = new TensorFlow();
  const angles = Array.from({ length: 12 }, (_, index) => (Math.PI * index) / 11);
  const upper = angles.map((angle) => [Math.cos(angle), Math.sin(angle)]);
  const lower = angles.map((angle) => [1 - Math.cos(angle), 0.5 - Math.sin(angle)]);
  const points = tf.tensor('constant', [array([...upper, ...lower])]);
  const labels = array([...angles.map(() => 0), ...angles.map(() => 1)]);
  const step = tf.call('train.get_or_create_global_step') as Variable;
  const zeros = (): unknown => tf.call('zeros_initializer');
  const w = tf.call('get_variable', ['w'], { shape: [2, 1], initializer: zeros() });
  const b = tf.call('get_variable', ['b'], { shape: [1], initializer: zeros() });
  const logits = tf.tensor('reshape', [tf.tensor('add', [tf.tensor('matmul', [points, w]), b]), [-1]]);
  const loss = tf.tensor('losses.sigmoid_cross_entropy', [], { multi_class_labels: labels, logits });
  const options = { t_mul: float(2), m_mul: float(0.8), alpha: float(0.05) };
  const rate = tf.tensor('train.cosine_decay_restarts', [float(0.1), step, 20], options);
  const optimizer = tf.call('train.FtrlOptimizer', [rate], {
    l1_regularization_strength: float(0.001),
    l2_regularization_strength: float(0.001),
  });
  return { tf, train: [tf.operation('Optimizer.minimize', [optimizer, loss])], step, rate, loss };
}

/** By the name of the trace in test/data/programs. */
export const programs: Readonly<Record<string, () => ByHand>> = {
  decay_demo: decayDemo,
  linear_piecewise: linearPiecewise,
  logistic_polynomial: logisticPolynomial,
  xor_adam: xorAdam,
  softmax_inverse_time: softmaxInverseTime,
  clip_natural_exp: clipNaturalExp,
  warmup_cosine: warmupCosine,
  bert_style: bertStyle,
  double_count: doubleCount,
  ema_num_updates: emaNumUpdates,
  fed_step: fedStep,
  cosine_restarts_flags: cosineRestartsFlags,
};
