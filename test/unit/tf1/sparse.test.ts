import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Optimizer } from '../../../src/tf1/optimizers/optimizer';
import { IndexedSlices } from '../../../src/tf1/op-registry';
import { array, dtype, float, numbersOf, TensorFlow, value } from './support/tensorflow';

// An embedding of five rows, looked up with repeated indices, as TensorFlow 2.21 trains it with each optimizer.
interface SparseCase {
  readonly optimizer: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly clip_norm: number | null;
  readonly rows: readonly { readonly embedding: readonly number[]; readonly weight: readonly number[] }[];
}

const { ids, cases } = JSON.parse(readFileSync(new URL('../../data/tf1-sparse.json', import.meta.url), 'utf8')) as {
  ids: number[][];
  cases: SparseCase[];
};

const start = Array.from({ length: 5 }, (_, row) => [0, 1].map((k) => -1 + ((row * 2 + k) * 2) / 9));

function program(given: SparseCase) {
  const tf = new TensorFlow();
  const embedding = tf.variable(array(start));
  const weight = tf.variable(array([[0.5], [-0.25]]));
  const step = tf.variable(0, { trainable: false, dtype: dtype('int64') });
  const looked = tf.tensor('placeholder', [dtype('int32'), [3]]);
  const output = tf.tensor('matmul', [tf.tensor('nn.embedding_lookup', [embedding, looked]), weight]);
  const loss = tf.tensor('reduce_sum', [tf.tensor('square', [tf.tensor('subtract', [output, float(1)])])]);
  const kwargs = Object.fromEntries(
    Object.entries(given.args).map(([key, one]) => [key, typeof one === 'number' ? float(one) : one]),
  );
  if (given.optimizer.startsWith('AdagradDA')) kwargs['global_step'] = step;
  const optimizer = tf.call(`train.${given.optimizer}`, [], kwargs) as Optimizer;
  const pairs = tf.call('Optimizer.compute_gradients', [optimizer, loss]) as unknown[][];
  if (given.clip_norm !== null) {
    const list = pairs.map(([gradient]) => gradient);
    const [clipped] = tf.call('clip_by_global_norm', [list, float(given.clip_norm)]) as [unknown[]];
    pairs.forEach((pair, index) => (pair[0] = clipped[index]));
  }
  expect(pairs[0]?.[0]).toBeInstanceOf(IndexedSlices);
  const train = tf.operation('Optimizer.apply_gradients', [optimizer, pairs], { global_step: step });
  return { tf, embedding, weight, looked, train };
}

const isClose = (got: readonly number[], expected: readonly number[]): boolean =>
  expected.every((one, index) => Math.abs((got[index] ?? Number.NaN) - one) <= 2e-5 * Math.max(1, Math.abs(one)));

describe('sparse gradients', () => {
  test.each(
    cases.map(
      (given) => [`${given.optimizer} ${JSON.stringify(given.args)} ${String(given.clip_norm)}`, given] as const,
    ),
  )('%s', (_name, given) => {
    const { tf, embedding, weight, looked, train } = program(given);
    const session = tf.session();
    const wrong = ids.flatMap((row, index) => {
      session.run([train], new Map([[looked, value(row, 'int32')]]));
      const wanted = given.rows[index]!;
      const got = { embedding: numbersOf(session, embedding), weight: numbersOf(session, weight) };
      return isClose(got.embedding, wanted.embedding) && isClose(got.weight, wanted.weight)
        ? []
        : [{ index, got, wanted }];
    });
    expect(wrong).toEqual([]);
    session.close();
  });
});
