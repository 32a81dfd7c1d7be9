import { describe, expect, it } from 'vitest';
import { message } from '../../../../src/base/message';
import { tfjs } from '../../../../src/tf1/kernels/tfjs';
import type { Variable } from '../../../../src/tf1/variable';
import { array, dtype, float, TensorFlow, value } from '../support/tensorflow';
import { matrix, numbers, prepared, type Program, trained } from './support';

// Whole programs, trained by the compiled step and on tfjs's kernels: every reported number and every variable must agree bit by bit.

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

describe.each(Object.entries(optimizers))('%s', (_name, optimizer) => {
  it.each([
    ['a network', network],
    ['a line', line],
  ])('trains %s compiled as on the kernels', (_program, make) => {
    const compiled = trained(make(optimizer), true, 40);
    const onKernels = trained(make(optimizer), false, 40);
    expect(compiled.execution).toEqual({ kind: 'compiled', usesSimd: false });
    expect(onKernels.execution).toEqual({ kind: 'kernels', reason: message('compilation is off') });
    expect(compiled.rows).toEqual(onKernels.rows);
    expect(compiled.values).toEqual(onKernels.values);
  });
});

describe('a compiled step', () => {
  const sgd: MakeOptimizer = (tf, rate) => tf.call('train.GradientDescentOptimizer', [rate]);

  it('is used by a run that is prepared alone', () => {
    const { tf, loss, train, feeds } = network(sgd);
    const session = tf.session();
    const run = session.prepare([train, loss], [...feeds.keys()]);
    for (const [tensor, fed] of feeds) run.feed(tensor, fed);
    const losses = Array.from({ length: 8 }, () => {
      run.step();
      return run.scalars[1];
    });
    expect(run.execution).toEqual({ kind: 'compiled', usesSimd: false });
    expect(run.value(1)?.data[0]).toBe(losses.at(-1));
    const other = trained(network(sgd), false, 8);
    expect(losses).toEqual(other.rows.slice(0, 8));
  });

  it('goes on when the batch changes its size, and back', () => {
    const results = [true, false].map((compiles) => {
      const program = network(sgd);
      const { rows, session } = prepared(program, compiles);
      const [x, y] = [...program.feeds.keys()];
      const cells = new Float64Array(3);
      const losses: (number | undefined)[] = [];
      for (let step = 0; step < 30; step++) {
        const size = step % 3 === 2 ? 4 : 8;
        rows.feed(x!, value(matrix(size, 5, step)));
        rows.feed(y!, value(matrix(size, 3, step + 100).map(() => [0, 1, 0])));
        rows.advance(1, cells, 1, 0);
        losses.push(cells[0]);
      }
      session.close();
      return losses;
    });
    expect(results[0]).toEqual(results[1]);
  });

  it('ends with the first step that is not finite, like the kernels', () => {
    const diverging = (compiles: boolean) => {
      const tf = new TensorFlow();
      const w = tf.variable(float(3));
      const loss = tf.tensor('square', [tf.call('square', [w])]);
      const train = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [1.5]), loss]);
      const { rows } = prepared({ tf, train, loss, observed: [w], feeds: new Map() }, compiles);
      const cells = new Float64Array(200);
      let made = 0;
      while (made < 100) {
        const more = rows.advance(100 - made, cells, 100, made);
        made += more;
        const row = [cells[made - 1], cells[100 + made - 1]];
        if (!row.every(Number.isFinite)) return { made, row };
      }
      return { made, row: [] };
    };
    expect(diverging(true)).toEqual(diverging(false));
    expect(diverging(true).made).toBeLessThan(100);
  });

  it('keeps the rows before the step that raises', () => {
    const raising = (compiles: boolean) => {
      const tf = new TensorFlow();
      const w = tf.variable(array([1, 2]));
      const step = tf.variable(0, { trainable: false });
      const rows = tf.call('gather', [array([3, 2, 1, 1, 1, 1, 1, 1, 1, 1]), step]);
      const loss = tf.tensor('reduce_sum', [tf.call('square', [tf.call('multiply', [w, rows])])]);
      const train = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [0.01]), loss, step]);
      const { rows: run } = prepared({ tf, train, loss, observed: [], feeds: new Map() }, compiles);
      const cells = new Float64Array(100);
      let made = 0;
      for (;;) {
        try {
          made += run.advance(100 - made, cells, 100, made);
        } catch (error) {
          made += run.completed;
          return { made, cells: [...cells], message: String(error) };
        }
      }
    };
    expect(raising(true)).toEqual(raising(false));
    expect(raising(true)).toMatchObject({ made: 10, message: expect.stringContaining('index 10 is not in') as string });
  });

  it('sees a variable that another run has assigned', () => {
    const tf = new TensorFlow();
    const w = tf.variable(array([1, 2, 3]));
    const loss = tf.tensor('reduce_sum', [tf.call('square', [w])]);
    const train = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [0.25]), loss]);
    const reset = tf.tensor('assign', [w, array([4, 4, 4])]);
    const session = tf.session();
    const run = session.prepare([train, loss]);
    for (let step = 0; step < 10; step++) run.step();
    expect(run.execution.kind).toBe('compiled');
    session.run([reset]);
    run.step();
    expect(run.scalars[1]).toBe(48);
    expect([...(session.run([w])[0]?.data ?? [])]).toEqual([2, 2, 2]);
  });

  it('draws the same random numbers as the kernels, each once', () => {
    const noisy = (): Program => {
      const tf = new TensorFlow();
      const w = tf.variable(array(numbers(12, 1)));
      const noise = tf.call('random_normal', [[12]], { seed: 3 });
      const dropped = tf.call('nn.dropout', [tf.call('add', [w, noise])], { keep_prob: 0.5, seed: 4 });
      const shaken = tf.call('multiply', [dropped, tf.call('random_uniform', [[]], { seed: 5 })]);
      const loss = tf.tensor('reduce_sum', [tf.call('square', [shaken])]);
      const train = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [0.1]), loss]);
      return { tf, train, loss, observed: [], feeds: new Map() };
    };
    const [compiled, onKernels] = [trained(noisy(), true, 20), trained(noisy(), false, 20)];
    expect(compiled.execution.kind).toBe('compiled');
    expect(compiled.rows).toEqual(onKernels.rows);
    expect(compiled.values).toEqual(onKernels.values);
  });

  it('trains a convolution beside what is compiled', () => {
    const convolution = (): Program => {
      const tf = new TensorFlow();
      const x = tf.tensor('placeholder', [dtype('float32')], { shape: [null, 6, 6, 1] });
      const filter = tf.variable(
        array(
          matrix(9, 2, 3)
            .map(([a, b]) => [[a, b]])
            .reduce<unknown[][]>((rows, cell, index) => {
              if (index % 3 === 0) rows.push([]);
              rows.at(-1)?.push(cell);
              return rows;
            }, []),
        ),
      );
      const image = tf.call('nn.conv2d', [x, filter], { strides: [1, 1, 1, 1], padding: 'SAME' });
      const pooled = tf.call('nn.max_pool', [tf.call('nn.relu', [image])], {
        ksize: [1, 2, 2, 1],
        strides: [1, 2, 2, 1],
        padding: 'SAME',
      });
      const loss = tf.tensor('reduce_mean', [tf.call('square', [pooled])]);
      const train = tf.operation('Optimizer.minimize', [tf.call('train.AdamOptimizer', [0.01]), loss]);
      const images = matrix(2, 36, 5).map((row) =>
        Array.from({ length: 6 }, (_, y) => row.slice(y * 6, y * 6 + 6).map((n) => [n])),
      );
      return { tf, train, loss, observed: [], feeds: new Map([[x, value(images)]]) };
    };
    const [compiled, onKernels] = [trained(convolution(), true, 12), trained(convolution(), false, 12)];
    expect(compiled.execution).toEqual({ kind: 'compiled', usesSimd: false });
    expect(compiled.rows).toEqual(onKernels.rows);
    expect(compiled.values).toEqual(onKernels.values);
  });

  it('leaves a program to the kernels that has an operation without a compiled form, and says so', () => {
    const tf = new TensorFlow();
    const w = tf.variable(float(1));
    const counted = tf.variable(float(0), { trainable: false });
    const loss = tf.tensor('square', [w]);
    const minimize = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [0.1]), loss]);
    const branch = tf.graph.withBranch({ predicate: tf.tensor('greater', [w, float(0.5)]), taken: true }, () =>
      tf.tensor('assign_add', [counted, float(1)]),
    );
    const train = tf.operation('group', [minimize, branch]);
    const { execution } = trained({ tf, train, loss, observed: [], feeds: new Map() }, true, 6);
    expect(execution).toEqual({ kind: 'kernels', reason: message('{0} writes in a branch', 'AssignAdd') });
  });

  it('is given up where code must not be generated', () => {
    const original = globalThis.Function;
    const barred = function (): never {
      throw new EvalError('code generation from strings is disallowed');
    };
    globalThis.Function = barred as unknown as FunctionConstructor;
    try {
      const { execution } = trained(line(sgd), true, 6);
      expect(execution).toEqual({ kind: 'kernels', reason: message('this environment bars the generation of code') });
    } finally {
      globalThis.Function = original;
    }
  });

  it('multiplies large matrices in SIMD, close to the kernels', () => {
    const wide = (): Program => {
      const tf = new TensorFlow();
      const x = tf.tensor('placeholder', [dtype('float32')], { shape: [null, 61] });
      const w1 = tf.variable(array(matrix(61, 70, 3)));
      const w2 = tf.variable(array(matrix(70, 9, 4)));
      const hidden = tf.call('nn.tanh', [tf.call('matmul', [x, w1])]);
      const loss = tf.tensor('reduce_mean', [tf.call('square', [tf.call('matmul', [hidden, w2])])]);
      const train = tf.operation('Optimizer.minimize', [tf.call('train.AdamOptimizer', [0.01]), loss]);
      return { tf, train, loss, observed: [], feeds: new Map([[x, value(matrix(37, 61, 5))]]) };
    };
    const [compiled, onKernels] = [trained(wide(), true, 20), trained(wide(), false, 20)];
    expect(compiled.execution).toEqual({ kind: 'compiled', usesSimd: true });
    compiled.rows.forEach((loss, step) => {
      expect(loss).toBeCloseTo(onKernels.rows[step]!, 4);
    });
  });
});

describe('memory', () => {
  it('is the same after 1, 10 and 10,000 steps, and none is left after the session', () => {
    const before = tfjs().memory();
    const { session, rows } = prepared(
      network((tf, rate) => tf.call('train.AdamOptimizer', [rate])),
      true,
    );
    const cells = new Float64Array(3 * 4096);
    const advance = (count: number): number => {
      for (let left = count; left > 0;) left -= rows.advance(Math.min(left, 4096), cells, 4096, 0);
      return tfjs().memory().tensors;
    };
    const counts = [advance(1), advance(9), advance(9_990)];
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeGreaterThan(before.tensors);
    session.close();
    expect(tfjs().memory()).toEqual(before);
  });
});
