import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { areNeighbours } from '../../vectors/findings';
import type { Argument } from '../../../src/tf1/api/argument';
import { dtype, numbersOf, TensorFlow } from './support/tensorflow';

// What TensorFlow's Philox draws for seeds of operations (and of graphs beside them), run after run.
interface Draw {
  readonly fn: string;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly graph_seed: number | null;
  readonly runs: readonly (readonly number[])[];
}

interface Initial {
  readonly fn: string;
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly shape: readonly number[];
  readonly value: readonly number[];
}

const { draws, initializers } = JSON.parse(
  readFileSync(new URL('../../data/tf1-random.json', import.meta.url), 'utf8'),
) as { draws: Draw[]; initializers: Initial[] };

/** JSON has one kind of number: what has a fraction somewhere is a list of floats. */
function pythonValue(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(pythonValue);
  return typeof given === 'number' && !Number.isInteger(given)
    ? ({ kind: 'float', value: given } satisfies Argument)
    : given;
}

const keywords = (kwargs: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(kwargs).map(([key, given]) => [
      key,
      key === 'dtype' ? dtype(given as 'float32') : pythonValue(given),
    ]),
  );

/** Numbers that are not the same float32 nor next to it; doubles may differ in their last digits. */
function wrong(got: readonly number[], expected: readonly number[], isDouble: boolean): unknown {
  const fits = expected.every((one, index) => {
    const own = got[index] ?? Number.NaN;
    // Where TensorFlow adds a mean or scales in vectors, a last bit of the sum may differ.
    return isDouble
      ? Math.abs(own - one) <= 1e-14 * Math.max(1, Math.abs(one))
      : areNeighbours(own, one) || Math.abs(own - one) < 5e-7;
  });
  return fits && got.length === expected.length ? null : { got, expected };
}

describe('draws', () => {
  test.each(
    draws.map((draw) => [`${draw.fn} ${JSON.stringify(draw.kwargs)} ${String(draw.graph_seed)}`, draw] as const),
  )('%s', (_name, { fn, args, kwargs, graph_seed: seed, runs }) => {
    const tf = new TensorFlow();
    if (seed !== null) tf.call('set_random_seed', [seed]);
    const isDropout = fn === 'nn.dropout';
    const positional = isDropout ? [tf.tensor('cast', [args[0], dtype('float32')])] : args;
    const drawn = tf.tensor(fn, positional, keywords(kwargs));
    const session = tf.session();
    const isDouble = kwargs['dtype'] === 'float64';
    expect(runs.map((expected) => wrong(numbersOf(session, drawn), expected, isDouble))).toEqual(runs.map(() => null));
    session.close();
  });
});

describe('initializers', () => {
  test.each(
    initializers.map(
      (initial) => [`${initial.fn} ${JSON.stringify(initial.kwargs)} ${String(initial.shape)}`, initial] as const,
    ),
  )('%s', (_name, { fn, kwargs, shape, value }) => {
    const tf = new TensorFlow();
    const variable = tf.call('get_variable', ['v'], { shape, initializer: tf.call(fn, [], keywords(kwargs)) });
    expect(wrong(numbersOf(tf.session(), variable as Parameters<typeof numbersOf>[1]), value, false)).toBeNull();
  });
});
