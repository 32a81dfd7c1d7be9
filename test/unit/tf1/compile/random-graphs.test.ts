import { describe, expect, it } from 'vitest';
import { array, dtype, float, TensorFlow, value } from '../support/tensorflow';
import { matrix, numbers, type Program, trained } from './support';

// Graphs drawn by a seed, with gradients and an optimizer, trained compiled and on tfjs's kernels: bit for bit the same.

/** Draws choices. */
class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = (seed * 2246822519 + 3266489917) >>> 0;
  }

  below(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  one<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

interface Node {
  readonly tensor: unknown;
  readonly shape: readonly number[];
}

const unaries = [
  ...['negative', 'abs', 'square', 'exp', 'tanh', 'sigmoid', 'sin', 'cos', 'identity', 'ones_like', 'zeros_like'],
  ...['nn.relu', 'nn.relu6', 'nn.elu', 'nn.selu', 'nn.softplus', 'nn.softsign', 'nn.softmax', 'nn.log_softmax', 'sign'],
  ...['floor', 'stop_gradient', 'atan', 'erf'],
];
const binaries = ['add', 'subtract', 'multiply', 'divide', 'maximum', 'minimum', 'squared_difference'];
const comparisons = ['greater', 'less_equal', 'equal'];
const reductions = ['reduce_sum', 'reduce_mean', 'reduce_max', 'reduce_min', 'reduce_prod'];
const optimizers: readonly (readonly [string, ...unknown[]])[] = [
  ['train.GradientDescentOptimizer', 0.01],
  ['train.MomentumOptimizer', 0.01, 0.9],
  ['train.AdamOptimizer', 0.01],
  ['train.AdagradOptimizer', 0.01],
  ['train.RMSPropOptimizer', 0.01],
];

const broadcast = (a: readonly number[], b: readonly number[]): number[] | null => {
  const rank = Math.max(a.length, b.length);
  const result: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const [x, y] = [a[axis - rank + a.length] ?? 1, b[axis - rank + b.length] ?? 1];
    if (x !== y && x !== 1 && y !== 1) return null;
    result.push(Math.max(x, y));
  }
  return result;
};

/** Grows a graph by one node, or not. */
function grown(tf: TensorFlow, dice: Dice, nodes: readonly Node[]): Node | null {
  const [x, y] = [dice.one(nodes), dice.one(nodes)];
  switch (dice.below(8)) {
    case 0:
    case 1: {
      const type = dice.one(unaries);
      if (x.shape.length === 0 && /softmax/.test(type)) return null;
      return { tensor: tf.call(type, [x.tensor]), shape: x.shape };
    }
    case 2:
    case 3: {
      const shape = broadcast(x.shape, y.shape);
      if (shape === null) return null;
      // A divisor that stays away from 0.
      const type = dice.one(binaries);
      const right = type === 'divide' ? tf.call('add', [tf.call('square', [y.tensor]), float(1)]) : y.tensor;
      return { tensor: tf.call(type, [x.tensor, right]), shape };
    }
    case 4: {
      if (x.shape.length === 0) return null;
      const axis = dice.below(x.shape.length);
      const keep = dice.below(2) === 0;
      const shape = x.shape.flatMap((length, index) => (index !== axis ? [length] : keep ? [1] : []));
      return { tensor: tf.call(dice.one(reductions), [x.tensor], { axis, keepdims: keep }), shape };
    }
    case 5: {
      if (x.shape.length !== 2) return null;
      const [rows = 1, columns = 1] = x.shape;
      if (dice.below(2) === 0) return { tensor: tf.call('transpose', [x.tensor]), shape: [columns, rows] };
      return { tensor: tf.call('reshape', [x.tensor, [rows * columns]]), shape: [rows * columns] };
    }
    case 6: {
      const [a, b] = [x.shape, y.shape];
      if (a.length !== 2 || b.length !== 2) return null;
      const [transposeA, transposeB] = [dice.below(2) === 0, dice.below(2) === 0];
      const [rows, inner] = transposeA ? [a[1]!, a[0]!] : [a[0]!, a[1]!];
      const [other, columns] = transposeB ? [b[1]!, b[0]!] : [b[0]!, b[1]!];
      if (inner !== other) return null;
      const flags = { transpose_a: transposeA, transpose_b: transposeB };
      return { tensor: tf.call('matmul', [x.tensor, y.tensor], flags), shape: [rows, columns] };
    }
    default: {
      if (x.shape.join() !== y.shape.join() || x.shape.length === 0) return null;
      if (dice.below(2) === 0) {
        const shape = [x.shape[0]! * 2, ...x.shape.slice(1)];
        return { tensor: tf.call('concat', [[x.tensor, y.tensor], 0]), shape };
      }
      const condition = tf.call(dice.one(comparisons), [x.tensor, y.tensor]);
      return { tensor: tf.call('where', [condition, x.tensor, y.tensor]), shape: x.shape };
    }
  }
}

function drawn(seed: number): Program {
  const dice = new Dice(seed);
  const tf = new TensorFlow();
  const [rows, columns] = [2 + dice.below(4), 1 + dice.below(5)];
  const x = tf.tensor('placeholder', [dtype('float32')], { shape: [rows, columns] });
  const w = tf.variable(array(matrix(columns, rows, seed + 1)));
  const b = tf.variable(array(numbers(columns, seed + 2)));
  const s = tf.variable(float(0.5));
  const step = tf.variable(0, { trainable: false });
  const nodes: Node[] = [
    { tensor: x, shape: [rows, columns] },
    { tensor: w, shape: [columns, rows] },
    { tensor: b, shape: [columns] },
    { tensor: s, shape: [] },
  ];
  for (let index = 0; index < 24; index++) {
    const node = grown(tf, dice, nodes);
    if (node !== null) nodes.push(node);
  }
  // Bounded, so that most programs stay finite; every variable takes part.
  const parts = [...nodes.slice(4), nodes[1]!, nodes[2]!, nodes[3]!].map(({ tensor }) =>
    tf.call('reduce_mean', [tf.call('tanh', [tensor])]),
  );
  const loss = tf.tensor('add_n', [parts]);
  const rate = tf.tensor('train.exponential_decay', [0.1, step, 5, 0.9]);
  const [name, , ...others] = dice.one(optimizers);
  const optimizer = tf.call(name, [rate, ...others]);
  const train = tf.operation('Optimizer.minimize', [optimizer, loss], { global_step: step });
  const feeds = new Map([[x, value(matrix(rows, columns, seed + 3))]]);
  return { tf, train, loss, observed: [step, rate, s], feeds };
}

describe('random graphs', () => {
  it.each(Array.from({ length: 60 }, (_, index) => index + 1))('of seed %i', (seed) => {
    const [compiled, onKernels] = [trained(drawn(seed), true, 12), trained(drawn(seed), false, 12)];
    expect(compiled.execution).toEqual({ kind: 'compiled', usesSimd: false });
    expect(compiled.rows).toEqual(onKernels.rows);
    expect(compiled.values).toEqual(onKernels.values);
  });
});
