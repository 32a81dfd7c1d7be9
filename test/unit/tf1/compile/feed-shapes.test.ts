import { describe, expect, it } from 'vitest';
import { message } from '../../../../src/base/message';
import { ArrayPool } from '../../../../src/tf1/compile/array-pool';
import { makeValue, type Value } from '../../../../src/tf1/value';
import type { Variable } from '../../../../src/tf1/variable';
import { array, dtype, TensorFlow, value } from '../support/tensorflow';
import { matrix, numbers, prepared, type Program } from './support';

// What is fed changes its shape from step to step.

/** What each of the placeholders is fed, step by step. */
type Feeding = readonly (readonly Value[])[];

/** Trains step by step and gives the losses, the variables in the end, and how the steps were executed. */
function fedTraining(make: () => Program, feeding: Feeding, compiles: boolean) {
  const program = make();
  const { rows, session } = prepared(program, compiles);
  const placeholders = [...program.feeds.keys()];
  const cells = new Float64Array(1);
  const losses = feeding.map((values) => {
    values.forEach((fed, index) => {
      rows.feed(placeholders[index]!, fed);
    });
    rows.advance(1, cells, 1, 0);
    return cells[0];
  });
  const variables = session.run(program.tf.graph.getCollection<Variable>('variables'));
  const { execution } = rows;
  session.close();
  return { losses, variables: variables.map((each) => [...(each?.data ?? [])]), execution };
}

/** A step over `inner` features and `outer` results, fed rows. */
const dense = (inner: number, outer: number) => (): Program => {
  const tf = new TensorFlow();
  const x = tf.tensor('placeholder', [dtype('float32')], { shape: [null, inner] });
  const w = tf.variable(array(matrix(inner, outer, 3)));
  const loss = tf.tensor('reduce_mean', [tf.call('square', [tf.call('tanh', [tf.call('matmul', [x, w])])])]);
  const train = tf.operation('Optimizer.minimize', [tf.call('train.AdamOptimizer', [0.01]), loss]);
  return { tf, train, loss, observed: [], feeds: new Map([[x, value(matrix(2, inner, 1))]]) };
};

const rowsOf = (sizes: readonly number[], width: number): Feeding =>
  sizes.map((size, step) => [makeValue('float32', [size, width], numbers(size * width, step + 5))]);

describe('a step whose feeds change their shapes', () => {
  it('has a function for each, and is one of the kernels where there are more than can be kept', () => {
    const once = Array.from({ length: 300 }, (_, index) => index + 1);
    const many = rowsOf([...once, ...once], 1);
    const [compiled, kernels] = [true, false].map((compiles) => fedTraining(dense(1, 1), many, compiles));
    expect(compiled).toEqual({
      ...kernels,
      execution: { kind: 'kernels', reason: message('the feeds have too many shapes') },
    });
    const hundred = rowsOf(
      Array.from({ length: 500 }, (_, index) => 1 + (index % 100)),
      1,
    );
    expect(fedTraining(dense(1, 1), hundred, true).execution).toEqual({ kind: 'compiled', usesSimd: false });
  });

  it('multiplies large matrices in SIMD for some and not for others', () => {
    const feeding = rowsOf(
      Array.from({ length: 36 }, (_, step) => [64, 3, 41, 64, 8, 70][step % 6]!),
      61,
    );
    const [compiled, kernels] = [true, false].map((compiles) => fedTraining(dense(61, 70), feeding, compiles));
    expect(compiled!.execution).toEqual({ kind: 'compiled', usesSimd: true });
    compiled!.losses.forEach((loss, step) => {
      expect(loss).toBeCloseTo(kernels!.losses[step]!, 4);
    });
  });

  it('is compiled for each number that is fed as a size', () => {
    const make = (): Program => {
      const tf = new TensorFlow();
      const x = tf.tensor('placeholder', [dtype('float32')], { shape: [null] });
      const n = tf.tensor('placeholder', [dtype('int32')], { shape: [] });
      const w = tf.variable(array([0.5]));
      const head = tf.call('getitem', [x, ['slice', null, n, null]]);
      const noise = tf.call('random_normal', [tf.call('stack', [[n, 2]])], { seed: 2 });
      const parts = [tf.call('multiply', [head, w]), tf.call('fill', [tf.call('stack', [[n]]), 0.5]), noise];
      const loss = tf.tensor('add_n', [parts.map((part) => tf.call('reduce_sum', [tf.call('square', [part])]))]);
      const train = tf.operation('Optimizer.minimize', [tf.call('train.MomentumOptimizer', [0.01, 0.9]), loss]);
      const feeds = new Map([
        [x, value([1, 2, 3, 4])],
        [n, value(4, 'int32')],
      ]);
      return { tf, train, loss, observed: [], feeds };
    };
    const feeding = Array.from({ length: 30 }, (_, step) => [
      value([1, 2, 3, step / 30]),
      value([4, 2, 0][step % 3]!, 'int32'),
    ]);
    const [compiled, kernels] = [true, false].map((compiles) => fedTraining(make, feeding, compiles));
    expect(compiled!.execution).toEqual({ kind: 'compiled', usesSimd: false });
    expect(compiled).toEqual({ ...kernels, execution: compiled!.execution });
  });

  it('stays on the kernels where a variable decides a shape', () => {
    const make = (): Program => {
      const tf = new TensorFlow();
      const x = tf.tensor('placeholder', [dtype('float32')], { shape: [null] });
      const w = tf.variable(array([0.5]));
      const step = tf.variable(0, { trainable: false });
      const head = tf.call('getitem', [x, ['slice', null, step, null]]);
      const loss = tf.tensor('reduce_sum', [tf.call('square', [tf.call('multiply', [head, w])])]);
      const optimizer = tf.call('train.GradientDescentOptimizer', [0.01]);
      const train = tf.operation('Optimizer.minimize', [optimizer, loss], { global_step: step });
      return { tf, train, loss, observed: [], feeds: new Map([[x, value([1])]]) };
    };
    const feeding = Array.from({ length: 9 }, () => [value(numbers(9, 4))]);
    const [compiled, kernels] = [true, false].map((compiles) => fedTraining(make, feeding, compiles));
    const reason = message('the shape of {0} depends on numbers that steps change', 'StridedSliceAt');
    expect(compiled).toEqual({ ...kernels, execution: { kind: 'kernels', reason } });
  });
});

describe('the arrays of a step', () => {
  const kind = {
    name: 'float32',
    make: (size: number) => new Float32Array(size),
    part: (whole: Float32Array, size: number) => whole.subarray(0, size),
  };

  it('are those of the largest shapes', () => {
    const pool = new ArrayPool();
    const [large, small] = [pool.take(kind, 0, 100), pool.take(kind, 0, 40)];
    expect([large.length, small.length]).toEqual([100, 40]);
    expect(small.buffer).toBe(large.buffer);
    expect(pool.take(kind, 1, 40).buffer).not.toBe(large.buffer);
    expect(pool.take({ ...kind, name: 'scratch' }, 0, 40).buffer).not.toBe(large.buffer);
  });

  it('grow to twice their size, so that sizes that rise one by one cost no more', () => {
    const pool = new ArrayPool();
    const buffers = new Set(Array.from({ length: 1000 }, (_, size) => pool.take(kind, 0, size + 1).buffer));
    const elements = [...buffers].reduce((sum, { byteLength }) => sum + byteLength / 4, 0);
    expect(elements).toBeLessThan(3000);
  });

  it('hold each constant once', () => {
    const pool = new ArrayPool();
    const constant = value([1, 2, 3]);
    const make = (): Float32Array => new Float32Array(3);
    const copy = pool.constant(constant, make);
    expect([...copy]).toEqual([1, 2, 3]);
    expect(pool.constant(constant, make)).toBe(copy);
    expect(copy).not.toBe(constant.data);
  });
});
