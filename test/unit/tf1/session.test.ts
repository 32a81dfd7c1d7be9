import { describe, expect, test } from 'vitest';
import { inEnglish } from '../../helpers/chinese';
import { TensorFlowError } from '../../../src/tf1/errors';
import { runStructure } from '../../../src/tf1/fetches';
import { Session } from '../../../src/tf1/session';
import type { Value } from '../../../src/tf1/value';
import { array, dtype, float, numberOf, numbersOf, TensorFlow, value } from './support/tensorflow';

/** The error that a body raises. */
function raised(body: () => unknown): TensorFlowError {
  try {
    body();
  } catch (error) {
    if (error instanceof TensorFlowError) return error;
    throw error;
  }
  throw new Error('nothing was raised');
}

describe('placeholders', () => {
  test('must be fed', () => {
    const tf = new TensorFlow();
    const x = tf.tensor('placeholder', [dtype('float32'), [2]], { name: 'x' });
    const error = raised(() => tf.session().run([tf.tensor('square', [x])]));
    expect([error.type, error.gist]).toEqual(['InvalidArgumentError', expect.stringContaining('x')]);
  });

  test('refuse another shape by name', () => {
    const tf = new TensorFlow();
    const x = tf.tensor('placeholder', [dtype('float32'), [null, 2]], { name: 'points' });
    const error = raised(() => tf.session().run([x], new Map([[x, value([1, 2, 3])]])));
    expect([error.type, error.gist]).toEqual(['ValueError', expect.stringMatching(/points:0.*\(\?, 2\)/)]);
  });

  test('refuse a float where an int belongs', () => {
    const tf = new TensorFlow();
    const x = tf.tensor('placeholder', [dtype('int32'), []], { name: 'count' });
    const error = raised(() => tf.session().run([x], new Map([[x, value(1.5)]])));
    expect([error.type, error.gist]).toEqual(['TypeError', expect.stringContaining('count')]);
  });

  test('take their default, or what is fed', () => {
    const tf = new TensorFlow();
    const x = tf.tensor('placeholder_with_default', [float(3), []]);
    const y = tf.tensor('square', [x]);
    const session = tf.session();
    expect(numberOf(session, y)).toBe(9);
    expect(numberOf(session, y, new Map([[x, value(2)]]))).toBe(4);
  });

  test('any tensor may be fed in their place', () => {
    const tf = new TensorFlow();
    const x = tf.tensor('placeholder', [dtype('float32'), []]);
    const y = tf.tensor('square', [x]);
    expect(numberOf(tf.session(), tf.tensor('add', [y, 1]), new Map([[y, value(5)]]))).toBe(6);
  });
});

describe('fetches', () => {
  test('have the structure that was asked for; an operation gives nothing', () => {
    const tf = new TensorFlow();
    const w = tf.variable(float(2), { name: 'w' });
    const y = tf.tensor('square', [w], { name: 'y' });
    const assign = tf.operation('group', [tf.tensor('assign', [w, float(2)])]);
    const session = tf.session();
    const got = runStructure(session, { all: [y, [w, 'y:0']], train: assign, op: 'y' }) as Record<string, unknown>;
    const numbers = (given: unknown): unknown =>
      Array.isArray(given) ? given.map(numbers) : given === null ? null : [...(given as Value).data];
    expect(Object.fromEntries(Object.entries(got).map(([key, part]) => [key, numbers(part)]))).toEqual({
      all: [[4], [[2], [4]]],
      train: null,
      op: null,
    });
    expect(raised(() => runStructure(session, 'nothing:0')).type).toBe('ValueError');
  });

  test('each tensor is evaluated once a run', () => {
    const tf = new TensorFlow();
    const random = tf.tensor('random_uniform', [[]]);
    const twice = tf.tensor('subtract', [random, random]);
    const session = tf.session();
    for (let run = 0; run < 5; run++) expect(numbersOf(session, twice)).toEqual([0]);
    const [one, other] = session.run([random, random]);
    expect(one?.data).toEqual(other?.data);
  });

  test('a loss beside the train op is the one before the update', () => {
    const tf = new TensorFlow();
    const w = tf.variable(float(1));
    const loss = tf.tensor('square', [w]);
    const train = tf.operation('Optimizer.minimize', [tf.call('train.GradientDescentOptimizer', [float(0.25)]), loss]);
    const session = tf.session();
    const [, before] = session.run([train, loss]);
    expect(before?.data[0]).toBe(1);
    expect(numberOf(session, loss)).toBe(0.25);
  });
});

describe('the order of a run', () => {
  test('control dependencies', () => {
    const tf = new TensorFlow();
    const w = tf.variable(float(1));
    const add = tf.tensor('assign_add', [w, float(2)]);
    const read = tf.graph.controlDependencies([add.op], () => tf.tensor('identity', [w]));
    expect(numberOf(tf.session(), read)).toBe(3);
  });

  test('a group runs all its parts', () => {
    const tf = new TensorFlow();
    const [u, v] = [tf.variable(float(1)), tf.variable(float(1))];
    const group = tf.operation('group', [
      tf.tensor('assign_add', [u, float(1)]),
      tf.tensor('assign_sub', [v, float(1)]),
    ]);
    const session = tf.session();
    session.run([group]);
    expect([numberOf(session, u), numberOf(session, v)]).toEqual([2, 0]);
  });

  test('only the branch taken of a cond changes anything', () => {
    const tf = new TensorFlow();
    const w = tf.variable(float(0));
    const predicate = tf.tensor('placeholder', [dtype('bool'), []]);
    const [yes, no] = [1, -1].map((by) =>
      tf.graph.withBranch({ predicate, taken: by > 0 }, () => tf.tensor('assign_add', [w, float(by)])),
    );
    const result = tf.tensor('cond', [predicate, yes, no]);
    const session = tf.session();
    const after = [1, 1, 0, 1].map((taken) => {
      session.run([result], new Map([[predicate, value(taken, 'bool')]]));
      return numberOf(session, w);
    });
    expect(after).toEqual([1, 2, 1, 2]);
  });

  test('where chooses elements and rows', () => {
    const tf = new TensorFlow();
    const rows = tf.tensor('where', [array([1, 0], 'bool'), array([[1, 2], [3, 4]]), array([[5, 6], [7, 8]])]); // prettier-ignore
    expect(numbersOf(tf.session(), rows)).toEqual([1, 2, 7, 8]);
  });
});

describe('variables', () => {
  test('are not there before they are initialised', () => {
    const tf = new TensorFlow();
    const w = tf.variable(float(1), { name: 'w' });
    const error = raised(() => new Session(tf.graph).run([tf.tensor('square', [w])]));
    expect([error.type, error.gist]).toEqual(['FailedPreconditionError', expect.stringContaining('w')]);
  });

  test('initialized_value orders the initialisers', () => {
    const tf = new TensorFlow();
    const first = tf.variable(tf.tensor('random_normal', [[3]]));
    const second = tf.variable(tf.call('Variable.initialized_value', [first]));
    const session = tf.session();
    expect(numbersOf(session, second)).toEqual(numbersOf(session, first));
  });

  test('are in the collections that they name', () => {
    const tf = new TensorFlow();
    tf.variable(float(1), { name: 'w' });
    tf.variable(float(1), { name: 'fixed', trainable: false });
    tf.variable(float(1), { name: 'local', collections: ['local_variables'], trainable: false });
    const names = (call: string): string[] => (tf.call(call) as { opName: string }[]).map(({ opName }) => opName);
    expect(names('global_variables')).toEqual(['w', 'fixed']);
    expect(names('trainable_variables')).toEqual(['w']);
    expect(names('local_variables')).toEqual(['local']);
  });

  test('of the same name get a number', () => {
    const tf = new TensorFlow();
    const names = [0, 1, 2].map(() => tf.variable(float(0)).opName);
    expect(names).toEqual(['Variable', 'Variable_1', 'Variable_2']);
    const scoped = tf.graph.withScope('layer', () => tf.variable(float(0), { name: 'w' }));
    expect(scoped.name).toBe('layer/w:0');
  });

  test('an int cannot be assigned a float, nor a vector a matrix', () => {
    const tf = new TensorFlow();
    const step = tf.variable(0);
    expect(raised(() => tf.tensor('assign_add', [step, float(1.5)])).type).toBe('TypeError');
    const w = tf.variable(array([1, 2]));
    expect(raised(() => tf.tensor('assign', [w, array([[1, 2]])])).type).toBe('ValueError');
  });
});

describe('mixtures', () => {
  test('a tensor of another graph', () => {
    const [one, other] = [new TensorFlow(), new TensorFlow()];
    const error = raised(() => one.tensor('add', [one.variable(float(1)), other.variable(float(1))]));
    expect([error.type, error.gist]).toEqual(['ValueError', expect.stringContaining('same graph')]);
    expect(raised(() => one.session().run([other.variable(float(1))])).type).toBe('ValueError');
  });

  test('dtypes that do not match are refused, with both named', () => {
    const tf = new TensorFlow();
    const error = raised(() => tf.tensor('add', [tf.variable(float(1)), tf.variable(1)]));
    expect([error.type, error.gist]).toEqual(['TypeError', expect.stringMatching(/int32.*float32|float32.*int32/)]);
  });

  test('a function that is missing is an error by its name', () => {
    const error = raised(() => new TensorFlow().tensor('linalg.svd', [array([[1]])]));
    expect([error.type, inEnglish(error.gist)]).toEqual(['NotImplementedError', expect.stringContaining('linalg.svd')]);
  });

  test('a closed session runs nothing', () => {
    const tf = new TensorFlow();
    const session = tf.session();
    session.close();
    expect(raised(() => session.run([tf.variable(float(1))])).type).toBe('RuntimeError');
  });
});
