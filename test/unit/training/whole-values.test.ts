import { describe, expect, it } from 'vitest';
import type { Formula, FormulaOperation } from '../../../src/base/formula';
import type { DType } from '../../../src/base/graph-call';
import { SeenSlots } from '../../../src/training/seen-slots';
import { makeValue } from '../../../src/tf1/value';

// The numbers are those of NumPy 2 for the same expressions.

const sevenths = makeValue(
  'float32',
  [2, 3],
  [0, 1, 2, 3, 4, 5].map((number) => Math.fround(number / 7)),
);
const column = makeValue('float32', [2, 1], [1, 2]);
const a = { kind: 'observed', slot: 0, at: 0 } as const;
const b: Formula = { kind: 'observed', slot: 1, at: 0 };
const of = (name: FormulaOperation, ...args: (Formula | number)[]): Formula => ({
  kind: 'operation',
  name,
  args: args.map((arg) => (typeof arg === 'number' ? { kind: 'number', value: arg } : arg)),
});
const array = (dtype: DType, shape: number[], data: number[]): Formula => ({
  kind: 'array',
  value: { dtype, shape, data: Float64Array.from(data) },
});

function slots(): SeenSlots {
  const seen = new SeenSlots();
  seen.seeWhole(0, sevenths);
  seen.seeWhole(1, column);
  return seen;
}

describe('arrays of the run', () => {
  it('are broadcast, and numbers take their dtype', () => {
    const value = slots().wholeOf(of('-', of('+', 0.3, of('*', 0.9, a)), of('/', b, 2)));
    expect(value).toMatchObject({ dtype: 'float32', shape: [2, 3] });
    const wanted = [-0.19999999, -0.07142854, 0.05714285, -0.3142857, -0.18571424, -0.05714285];
    for (const [at, number] of wanted.entries()) expect(value?.data[at]).toBeCloseTo(number, 6);
  });

  it('are float64 beside an array of float64', () => {
    const value = slots().wholeOf(of('*', a, array('float64', [3], [1, 10, 100])));
    expect(value).toMatchObject({ dtype: 'float64', shape: [2, 3] });
    expect([...(value?.data ?? [])].map((number) => number.toFixed(4))).toEqual([
      '0.0000',
      '1.4286',
      '28.5714',
      '0.4286',
      '5.7143',
      '71.4286',
    ]);
  });

  it('are meant as a whole where a condition takes the mean of what is computed', () => {
    expect(slots().valueOf(of('mean', of('abs', of('-', a, b))))).toBeCloseTo(1.1428572, 6);
  });

  it('are not known where they do not fit one another, or were seen too long ago', () => {
    const seen = slots();
    expect(seen.wholeOf(of('+', a, array('float32', [2], [1, 2])))).toBeNull();
    expect(seen.wholeOf({ ...a, at: 1 })).toBeNull();
  });

  it('are kept from one computation to the next', () => {
    const seen = slots();
    seen.compute(2, of('*', a, 2));
    seen.compute(2, of('+', { kind: 'observed', slot: 2, at: 0 }, b));
    expect([...(seen.wholeOf({ kind: 'observed', slot: 2, at: 0 })?.data ?? [])].map((n) => n.toFixed(3))).toEqual([
      '1.000',
      '1.286',
      '1.571',
      '2.857',
      '3.143',
      '3.429',
    ]);
  });
});
