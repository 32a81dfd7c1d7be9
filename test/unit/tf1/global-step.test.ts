import { describe, expect, test } from 'vitest';
import { TensorFlowError } from '../../../src/tf1/errors';
import {
  assertGlobalStep,
  createGlobalStep,
  getGlobalStep,
  getOrCreateGlobalStep,
  globalStep,
  globalStepRead,
} from '../../../src/tf1/global-step';
import { GraphKeys } from '../../../src/tf1/graph';
import { globalVariables, trainableVariables, Variable } from '../../../src/tf1/variable';
import { array, dtype, float, numberOf, TensorFlow } from './support/tensorflow';

const typeOf = (body: () => unknown): string => {
  try {
    body();
  } catch (error) {
    if (error instanceof TensorFlowError) return error.type;
    throw error;
  }
  return 'none';
};

describe('create_global_step', () => {
  test('makes an int64 scalar at 0 that is not trained', () => {
    const tf = new TensorFlow();
    const step = createGlobalStep(tf.graph);
    expect([step.name, step.dtype, step.shape, step.trainable]).toEqual(['global_step:0', 'int64', [], false]);
    expect(globalVariables(tf.graph)).toEqual([step]);
    expect(trainableVariables(tf.graph)).toEqual([]);
    expect(tf.graph.getCollection(GraphKeys.GLOBAL_STEP)).toEqual([step]);
    expect(numberOf(tf.session(), step)).toBe(0);
  });

  test('raises where there is one, made officially or by name', () => {
    const official = new TensorFlow();
    createGlobalStep(official.graph);
    expect(typeOf(() => createGlobalStep(official.graph))).toBe('ValueError');
    const byName = new TensorFlow();
    byName.variable(0, { name: 'global_step', trainable: false });
    expect(typeOf(() => createGlobalStep(byName.graph))).toBe('ValueError');
  });

  test('is under the variable scope in force, whose name scope is cleared', () => {
    const tf = new TensorFlow();
    expect(tf.graph.withScope('tower', () => createGlobalStep(tf.graph, 'foo')).name).toBe('foo/global_step:0');
    expect(typeOf(() => createGlobalStep(new TensorFlow().graph, 'foo', true))).toBe('ValueError');
  });

  test('is not held back by the control dependencies around it', () => {
    const tf = new TensorFlow();
    const never = tf.tensor('placeholder', [dtype('float32'), []]);
    const step = tf.graph.controlDependencies([never.op], () => createGlobalStep(tf.graph));
    expect(numberOf(tf.session(), step)).toBe(0);
  });
});

describe('get_global_step', () => {
  test('is nothing in a graph without one', () => {
    expect(getGlobalStep(new TensorFlow().graph)).toBeNull();
  });

  test('is the one in the collection, whatever its name', () => {
    const tf = new TensorFlow();
    const step = tf.variable(0, { name: 'counter', trainable: false });
    tf.graph.addToCollection(GraphKeys.GLOBAL_STEP, step);
    expect(getGlobalStep(tf.graph)).toBe(step);
  });

  test('is by name the reference of a variable that was made by hand', () => {
    const tf = new TensorFlow();
    const step = tf.variable(0, { name: 'global_step', trainable: false });
    const found = getGlobalStep(tf.graph);
    expect(found).toBe(step.ref);
    expect(found).not.toBeInstanceOf(Variable);
    const loss = tf.tensor('square', [tf.variable(float(1))]);
    const train = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [float(0.1)]), loss], {
      global_step: found,
    });
    const session = tf.session();
    session.run([train]);
    expect(numberOf(session, step)).toBe(1);
  });

  test('does not find one in a scope, nor choose between two', () => {
    const scoped = new TensorFlow();
    scoped.graph.withScope('my', () => scoped.variable(0, { name: 'global_step', trainable: false }));
    expect(getGlobalStep(scoped.graph)).toBeNull();
    const two = new TensorFlow();
    for (const name of ['a', 'b']) two.graph.addToCollection(GraphKeys.GLOBAL_STEP, two.variable(0, { name }));
    expect(getGlobalStep(two.graph)).toBeNull();
    getOrCreateGlobalStep(two.graph);
    expect(typeOf(() => getOrCreateGlobalStep(two.graph))).toBe('ValueError');
  });

  test('refuses one that is no integer or no scalar', () => {
    const real = new TensorFlow();
    real.variable(float(0), { name: 'global_step', trainable: false });
    expect(typeOf(() => getGlobalStep(real.graph))).toBe('TypeError');
    const vector = new TensorFlow();
    vector.variable(array([0], 'int32'), { name: 'global_step', trainable: false });
    expect(typeOf(() => getGlobalStep(vector.graph))).toBe('TypeError');
  });

  test('a second of that name is another counter', () => {
    const tf = new TensorFlow();
    const official = createGlobalStep(tf.graph);
    const other = tf.variable(0, { name: 'global_step', trainable: false });
    expect(other.opName).toBe('global_step_1');
    expect(getGlobalStep(tf.graph)).toBe(official);
  });
});

test('get_or_create_global_step gives the same one again, graph by graph', () => {
  const [one, other] = [new TensorFlow(), new TensorFlow()];
  const step = getOrCreateGlobalStep(one.graph);
  expect(getOrCreateGlobalStep(one.graph)).toBe(step);
  expect(getGlobalStep(other.graph)).toBeNull();
});

describe('assert_global_step', () => {
  const tf = new TensorFlow();
  test.each([
    ['a number', 5],
    ['a list', [1]],
    ['nothing', null],
    ['a float', tf.variable(float(0))],
    ['a bool', tf.variable(array(0, 'bool'))],
    ['a vector', tf.variable(array([1, 2], 'int32'))],
  ])('refuses %s', (_what, given) => {
    expect(
      typeOf(() => {
        assertGlobalStep(given);
      }),
    ).toBe('TypeError');
  });

  test.each([
    ['int32', tf.variable(0)],
    ['int64', tf.variable(0, { dtype: dtype('int64') })],
    ['a constant', tf.tensor('constant', [1])],
    ['an unknown shape', tf.tensor('placeholder', [dtype('int64')])],
    ['an unknown length', tf.tensor('placeholder', [dtype('int64'), [null]])],
  ])('accepts %s', (_what, given) => {
    expect(
      typeOf(() => {
        assertGlobalStep(given);
      }),
    ).toBe('none');
  });
});

describe('global_step(sess, tensor)', () => {
  test('is an int, cut off, by tensor, variable or name', () => {
    const tf = new TensorFlow();
    const step = tf.variable(float(2.7), { name: 'step' });
    const session = tf.session();
    expect([globalStep(session, step), globalStep(session, step.ref), globalStep(session, 'step:0')]).toEqual([
      2, 2, 2,
    ]);
    expect(typeOf(() => globalStep(session, 'nothing:0'))).toBe('KeyError');
  });
});

test('what hooks read is a copy, one a graph', () => {
  const tf = new TensorFlow();
  expect(globalStepRead(tf.graph)).toBeNull();
  const step = createGlobalStep(tf.graph);
  const read = globalStepRead(tf.graph)!;
  expect(globalStepRead(tf.graph)).toBe(read);
  const session = tf.session();
  const [before] = session.run([read, tf.tensor('assign_add', [step, 1])]);
  expect(before?.data[0]).toBe(0);
  tf.graph.addToCollection('global_step_read_op_cache', read);
  expect(typeOf(() => globalStepRead(tf.graph))).toBe('RuntimeError');
});
