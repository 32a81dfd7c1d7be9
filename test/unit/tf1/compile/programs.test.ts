import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../../src/tf1/graph';
import { Session } from '../../../../src/tf1/session';
import type { Variable } from '../../../../src/tf1/variable';
import { array, dtype, float, TensorFlow, value } from '../support/tensorflow';

// Whole programs, trained by the compiled step and on tfjs's kernels: every reported number and every variable must agree bit by bit.

interface Program {
  readonly tf: TensorFlow;
  readonly train: ReturnType<TensorFlow['operation']>;
  readonly loss: Tensor;
  readonly observed: readonly (Tensor | Variable)[];
  readonly feeds: ReadonlyMap<Tensor, ReturnType<typeof value>>;
}

const numbers = (count: number, seed: number): number[] => {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
};

const matrix = (rows: number, columns: number, seed: number): number[][] => {
  const all = numbers(rows * columns, seed);
  return Array.from({ length: rows }, (_, row) => all.slice(row * columns, (row + 1) * columns));
};

type MakeOptimizer = (tf: TensorFlow, rate: unknown, step: Variable) => unknown;

const optimizers: Readonly<Record<string, MakeOptimizer>> = {
  GradientDescent: (tf, rate) => tf.call('train.GradientDescentOptimizer', [rate]),
  Momentum: (tf, rate) => tf.call('train.MomentumOptimizer', [rate, 0.9]),
  Nesterov: (tf, rate) => tf.call('train.MomentumOptimizer', [rate, 0.9], { use_nesterov: true }),
  Adagrad: (tf, rate) => tf.call('train.AdagradOptimizer', [rate]),
  AdagradDA: (tf, rate, step) =>
    tf.call('train.AdagradDAOptimizer', [rate, step], {
      l1_regularization_strength: 0.001,
      l2_regularization_strength: 0.01,
    }),
  Adadelta: (tf, rate) => tf.call('train.AdadeltaOptimizer', [rate]),
  RMSProp: (tf, rate) => tf.call('train.RMSPropOptimizer', [rate], { momentum: 0.5 }),
  CenteredRMSProp: (tf, rate) => tf.call('train.RMSPropOptimizer', [rate], { centered: true }),
  Adam: (tf, rate) => tf.call('train.AdamOptimizer', [rate]),
  Ftrl: (tf, rate) => tf.call('train.FtrlOptimizer', [rate], { l1_regularization_strength: 0.01 }),
  ProximalGradientDescent: (tf, rate) =>
    tf.call('train.ProximalGradientDescentOptimizer', [rate], { l1_regularization_strength: 0.01 }),
  ProximalAdagrad: (tf, rate) =>
    tf.call('train.ProximalAdagradOptimizer', [rate], { l2_regularization_strength: 0.01 }),
};

/** A network of one hidden layer, fed a batch. */
function network(optimizer: MakeOptimizer): Program {
  const tf = new TensorFlow();
  const x = tf.tensor('placeholder', [dtype('float32')], { shape: [null, 5] });
  const y = tf.tensor('placeholder', [dtype('float32')], { shape: [null, 3] });
  const w1 = tf.variable(array(matrix(5, 7, 3)));
  const b1 = tf.variable(tf.call('zeros', [[7]]));
  const w2 = tf.variable(array(matrix(7, 3, 4)));
  const b2 = tf.variable(tf.call('zeros', [[3]]));
  const step = tf.variable(0, { trainable: false });
  const hidden = tf.call('nn.relu', [tf.call('add', [tf.call('matmul', [x, w1]), b1])]);
  const logits = tf.call('add', [tf.call('matmul', [hidden, w2]), b2]);
  const loss = tf.tensor('reduce_mean', [tf.call('nn.softmax_cross_entropy_with_logits', [], { logits, labels: y })]);
  const rate = tf.tensor('train.exponential_decay', [0.1, step, 10, 0.9], { staircase: true });
  const train = tf.operation('Optimizer.minimize', [optimizer(tf, rate, step), loss], { global_step: step });
  const labels = matrix(8, 3, 9).map((row) => row.map((n) => (n === Math.max(...row) ? 1 : 0)));
  const feeds = new Map([
    [x, value(matrix(8, 5, 8))],
    [y, value(labels)],
  ]);
  return { tf, train, loss, observed: [step, rate], feeds };
}

/** The article's program: one weight, a loss that is not reduced. */
function line(optimizer: MakeOptimizer): Program {
  const tf = new TensorFlow();
  const x = tf.tensor('placeholder', [dtype('float32')], { shape: [null, 1] });
  const w = tf.variable(float(0));
  const step = tf.variable(0, { trainable: false });
  const rate = tf.tensor('train.inverse_time_decay', [0.01, step, 10, 0.5]);
  const loss = tf.tensor('pow', [tf.call('subtract', [tf.call('multiply', [w, x]), x]), 2]);
  const train = tf.operation('Optimizer.minimize', [optimizer(tf, rate, step), loss], { global_step: step });
  return { tf, train, loss, observed: [step, rate, w], feeds: new Map([[x, value(matrix(10, 1, 5))]]) };
}

function trained({ tf, train, loss, observed, feeds }: Program, compiles: boolean, steps: number) {
  const session = new Session(tf.graph, { compiles });
  session.run([tf.operation('global_variables_initializer')]);
  const prepared = session.prepareRows({
    train: [train],
    reported: [{ column: 0, fetch: loss }],
    observed: observed.map((fetch, index) => ({ column: index + 1, fetch })),
    fed: [...feeds.keys()],
  });
  for (const [tensor, fed] of feeds) prepared.feed(tensor, fed);
  const rows = new Float64Array(steps * (observed.length + 1));
  for (let made = 0; made < steps;) {
    const more = prepared.advance(steps - made, rows, steps, made);
    expect(more).toBeGreaterThan(0);
    made += more;
  }
  const variables = tf.graph.getCollection<Variable>('variables');
  const values = session.run(variables).map((each) => [...(each?.data ?? [])]);
  return { rows: [...rows], values, execution: prepared.execution };
}

describe.each(Object.entries(optimizers))('%s', (_name, optimizer) => {
  it.each([
    ['a network', network],
    ['a line', line],
  ])('trains %s compiled as on the kernels', (_program, make) => {
    const compiled = trained(make(optimizer), true, 40);
    const onKernels = trained(make(optimizer), false, 40);
    expect(compiled.execution).toEqual({ kind: 'compiled', usesSimd: false });
    expect(onKernels.execution).toEqual({ kind: 'kernels', reason: 'compilation is off' });
    expect(compiled.rows).toEqual(onKernels.rows);
    expect(compiled.values).toEqual(onKernels.values);
  });
});
