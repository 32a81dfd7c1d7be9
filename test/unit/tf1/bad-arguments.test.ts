import { describe, expect, test } from 'vitest';
import '../../../src/tf1/build-graph';
import { definedNames } from '../../../src/tf1/api/registry';
import { TensorFlowError } from '../../../src/tf1/errors';
import { Session } from '../../../src/tf1/session';
import { asFetch } from '../../../src/training/plan-feeds';
import { toArgument } from '../../../src/tf1/api/argument';
import { array, dtype, float, numberOf, TensorFlow } from './support/tensorflow';

/** What people hand over by mistake, and what is right somewhere. */
function candidates(tf: TensorFlow): unknown[] {
  const w = tf.variable(array([[1, 2], [3, 4]]), { name: 'w' }); // prettier-ignore
  const step = tf.variable(0, { trainable: false, name: 'step' });
  const optimizer = tf.call('train.GradientDescentOptimizer', [float(0.1)]);
  const loss = tf.tensor('reduce_sum', [tf.tensor('square', [w])]);
  return [
    null, true, 0, -1, 3, 1e12, float(0.5), float(Number.NaN), 'a', '', [], [[]], [1, [2, 3]], [null], ['x', 1], [w, step], [[loss, w]],
    array([]), array([1, 2, 3]), array([[0, 1]], 'int32'), dtype('float32'), dtype('int64'), dtype('string'), { kind: 'dict', entries: [] },
    w, step, optimizer, loss, tf.tensor('placeholder', [dtype('float32')]), tf.tensor('placeholder', [dtype('int32'), [null, 2]]),
    tf.call('global_variables_initializer'), tf.call('train.ExponentialMovingAverage', [float(0.9)]),
  ]; // prettier-ignore
}

/** A linear congruential generator: the same arguments in every run. */
function chooser(seed: number): (count: number) => number {
  let state = seed;
  return (count) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}

function attempt(name: string, choose: (count: number) => number): unknown {
  const tf = new TensorFlow();
  const given = candidates(tf);
  const pick = () => given[choose(given.length)];
  const args = Array.from({ length: choose(5) }, pick);
  try {
    const result = toArgument(tf.call(name, args));
    const fetch = asFetch(result);
    if (fetch === null) return null;
    const session = new Session(tf.graph);
    try {
      session.run([tf.operation('global_variables_initializer')]);
      session.run([fetch]);
    } finally {
      session.close();
    }
    return null;
  } catch (error) {
    return error instanceof TensorFlowError ? null : error;
  }
}

describe('a public function that is called with anything', () => {
  test.each(definedNames())('tf.%s builds or raises what TensorFlow would', (name) => {
    const choose = chooser(name.length * 7919 + name.charCodeAt(0));
    for (let time = 0; time < 80; time++) expect(attempt(name, choose)).toBeNull();
  });
});

describe('an empty list', () => {
  const typeOf = (name: string, args: readonly unknown[]): string | null => {
    try {
      new TensorFlow().call(name, args);
      return null;
    } catch (error) {
      return error instanceof TensorFlowError ? error.type : String(error);
    }
  };

  test.each(['add_n', 'losses.get_total_loss', 'concat'])('has no result in tf.%s', (name) => {
    expect(typeOf(name, name === 'losses.get_total_loss' ? [] : [[], 0].slice(0, name === 'concat' ? 2 : 1))).toBe(
      'ValueError',
    );
  });

  test('is an empty tensor when stacked, and has the norm 0', () => {
    const tf = new TensorFlow();
    expect(tf.tensor('stack', [[]]).shape).toEqual([0]);
    expect(numberOf(tf.session(), tf.tensor('global_norm', [[]]))).toBe(0);
  });

  test('more elements than memory has are refused by name', () => {
    const tf = new TensorFlow();
    expect(() => numberOf(tf.session(), tf.tensor('zeros', [[1e6, 1e6]]))).toThrow(/ResourceExhaustedError/);
  });
});
