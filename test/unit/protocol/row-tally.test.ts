import { describe, expect, it } from 'vitest';
import { RowTally } from '../../../src/protocol/row-tally';

const width = 3;
const cell = (row: number, column: number): number =>
  [row + 1, Math.sin(row) * 1e6, row % 5 === 3 ? Number.NaN : 0.1][column] ?? 0;

function tallyOf(batches: readonly number[], of = cell): RowTally {
  const tally = new RowTally();
  for (const count of batches) {
    const firstRow = tally.count;
    const values = new Float64Array(count * width);
    values.forEach((_, at) => (values[at] = of(firstRow + (at % count), Math.floor(at / count))));
    tally.add({ firstRow, count, values: values.buffer });
  }
  return tally;
}

describe('RowTally', () => {
  const whole = tallyOf([1000]);

  it('is the same in whatever batches rows come', () => {
    for (const batches of [[1, 999], [500, 0, 500], Array<number>(1000).fill(1)]) {
      const tally = tallyOf(batches);
      expect([tally.count, tally.checksum]).toEqual([1000, whole.checksum]);
    }
    expect(Number.isSafeInteger(whole.checksum) && whole.checksum >= 0).toBe(true);
  });

  it.each<[string, (row: number, column: number) => number]>([
    ['the last bit of a cell', (row, column) => cell(row, column) * (row === 500 && column === 1 ? 1 + 2 ** -52 : 1)],
    ['the sign of a zero', (row, column) => (row === 0 && column === 1 ? -0 : cell(row, column))],
    ['two cells in each other’s place', (row, column) => cell(row, row === 7 ? (column + 1) % 2 : column)],
    ['two rows in each other’s place', (row, column) => cell(row === 10 ? 11 : row === 11 ? 10 : row, column)],
    ['a row twice', (row, column) => cell(row > 600 ? row - 1 : row, column)],
    ['a hole that is filled', (row, column) => (row === 3 && column === 2 ? 0.1 : cell(row, column))],
  ])('tells %s', (_, other) => {
    expect(tallyOf([1000], other).checksum).not.toBe(whole.checksum);
  });

  it('tells a row that is missing at the end', () => {
    expect(tallyOf([999]).checksum).not.toBe(whole.checksum);
  });

  it('takes every NaN for the same', () => {
    const other = new Float64Array(1);
    new Uint32Array(other.buffer).set([1, 0xfff80000]);
    const of = (values: Float64Array): number => {
      const tally = new RowTally();
      tally.add({ firstRow: 0, count: 1, values: values.buffer as ArrayBuffer });
      return tally.checksum;
    };
    expect(of(other)).toBe(of(Float64Array.of(Number.NaN)));
    expect(of(Float64Array.of(Number.POSITIVE_INFINITY))).not.toBe(of(Float64Array.of(Number.NaN)));
  });
});
