import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DType } from '../../../src/base/dtype';
import { TensorFlowError } from '../../../src/tf1/errors';
import { Session } from '../../../src/tf1/session';
import type { Tensor } from '../../../src/tf1/graph';
import { array, dtype, TensorFlow } from './support/tensorflow';

/** What TensorFlow makes of a call: `scripts/narrow-tensors.py`. */
type Given = readonly [DType, unknown] | { readonly dtype: DType } | number;
type Row = readonly [name: string, args: readonly Given[], result: readonly [DType, unknown] | null];
const rows = JSON.parse(readFileSync('test/data/narrow-tensors.json', 'utf8')) as readonly Row[];

function made(tf: TensorFlow, [name, args]: Row): Tensor {
  const given = args.map((argument) =>
    typeof argument === 'number'
      ? argument
      : 'dtype' in argument
        ? dtype(argument.dtype)
        : tf.call('constant', [array(argument[1], argument[0])]),
  );
  return tf.tensor(name, given);
}

/** The result's dtype and numbers; the message of an error of ours. */
function computed(row: Row): readonly [DType, readonly number[]] | string {
  try {
    const tf = new TensorFlow();
    const result = made(tf, row);
    const [value] = new Session(tf.graph).run([result]);
    return value ? [value.dtype, [...value.data]] : 'nothing';
  } catch (error) {
    if (error instanceof TensorFlowError) return error.message;
    throw error;
  }
}

const steps = 6;

/** What it gives where a step is compiled: the result is put into a variable, several times. */
function trained(row: Row): readonly number[] | string {
  const tf = new TensorFlow();
  const result = made(tf, row);
  const shape = result.shape ?? [];
  const variable = tf.variable(tf.tensor('zeros', [shape, dtype(result.dtype)]), { trainable: false });
  const train = tf.operation('assign', [variable, result]);
  const session = new Session(tf.graph);
  session.run([tf.operation('global_variables_initializer')]);
  const run = session.prepareRows({
    train: [train],
    reported: [{ column: 0, fetch: tf.tensor('constant', [0]) }],
    observed: [],
    fed: [],
  });
  const cells = new Float64Array(steps);
  try {
    for (let made = 0; made < steps;) made += run.advance(steps - made, cells, steps, made);
  } catch (error) {
    if (error instanceof TensorFlowError) return error.message;
    throw error;
  }
  const [value] = session.run([variable]);
  return value ? [...value.data] : 'nothing';
}

function plain(value: unknown): number[] {
  return [value].flat(Number.POSITIVE_INFINITY).map(Number);
}

const differs = (found: readonly number[], wanted: readonly number[]): boolean =>
  found.length !== wanted.length ||
  found.some((number, at) => Math.abs(number - (wanted[at] ?? 0)) > 1e-6 * Math.abs(number));

describe('tensors of integers of 8 to 64 bits', () => {
  const found = rows.map(computed);

  it('are TensorFlow’s, or end with a reason', () => {
    const wrong = rows.flatMap(([name, args, result], at) => {
      const own = found[at] ?? '';
      if (typeof own === 'string') return [];
      const isRight = result !== null && own[0] === result[0] && !differs(own[1], plain(result[1]));
      return isRight
        ? []
        : [{ name, args: JSON.stringify(args), own: JSON.stringify(own), result: JSON.stringify(result) }];
    });
    expect(wrong).toEqual([]);
  });

  it('are known wherever TensorFlow knows them and no 64 bits are beyond a double', () => {
    const reasons = rows.flatMap(([name, args, result], at) => {
      const own = found[at] ?? '';
      if (typeof own !== 'string' || result === null) return [];
      const isExpected = /beyond 2 \*\* 53|depends on the processor|out of bounds for u?int64|indices must be/.test(
        own,
      );
      return isExpected ? [] : [{ name, args: JSON.stringify(args), own }];
    });
    expect(reasons).toEqual([]);
  });

  it('are the same where a step is compiled', () => {
    const wrong = rows.flatMap((row, at) => {
      const own = found[at] ?? '';
      if (typeof own === 'string') return [];
      const compiled = trained(row);
      return JSON.stringify(compiled) === JSON.stringify(own[1])
        ? []
        : [{ row: JSON.stringify(row), own: JSON.stringify(own), compiled }];
    });
    expect(wrong).toEqual([]);
  });
});
