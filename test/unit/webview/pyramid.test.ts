import { describe, expect, it } from 'vitest';
import { ColumnTable } from '../../../webview/data/column-table';

/** Repeatable, rough, with holes and infinities now and then. */
const roughValue = (row: number): number => {
  if (row % 997 === 13) return Number.NaN;
  if (row % 1511 === 7) return Number.NEGATIVE_INFINITY;
  return Math.sin(row * 12.9898) * (row % 89 === 0 ? 40 : 1);
};

function tableOf(batches: readonly number[]): ColumnTable {
  let table = ColumnTable.empty(1);
  for (const count of batches) {
    const first = table.count;
    const values = Float64Array.from({ length: count }, (_, at) => roughValue(first + at));
    table = table.append({ firstRow: first, count, values: values.buffer });
  }
  return table;
}

function searched(from: number, to: number) {
  const finite = Array.from({ length: to - from }, (_, at) => roughValue(from + at)).filter((value) =>
    Number.isFinite(value),
  );
  return {
    min: Math.min(...finite),
    max: Math.max(...finite),
    leastPositive: Math.min(...finite.filter((value) => value > 0)),
    hasNonFinite: finite.length < to - from,
  };
}

describe('the extremes of a column', () => {
  it.each([
    ['one batch', [9000]],
    ['many of any length', [1, 15, 16, 17, 255, 256, 257, 4096, 1, 1, 4083]],
  ])('are those of a search through the rows, after %s', (_, batches) => {
    const table = tableOf(batches);
    const column = table.slice(0);
    for (const [from, to] of [
      [0, table.count],
      [0, 1],
      [15, 17],
      [16, 32],
      [3, 300],
      [255, 4097],
      [256, 4096],
      [4000, table.count],
      [1234, 8765],
    ] as const) {
      expect({ ...column.extremes(from, to) }, `${from} to ${to}`).toEqual(searched(from, to));
    }
    expect(table.extremesOf(0)).toEqual(searched(0, table.count));
  });

  it('stay those of their own rows when two tables grow from one', () => {
    const base = tableOf([64]);
    const grow = (value: number) =>
      base.append({ firstRow: 64, count: 100, values: new Float64Array(100).fill(value).buffer });
    const [high, low] = [grow(500), grow(-500)];
    expect(high.slice(0).extremes(0, 164).max).toBe(500);
    expect(low.slice(0).extremes(0, 164).max).toBeLessThan(50);
    expect(low.slice(0).extremes(64, 164)).toMatchObject({ min: -500, max: -500 });
    expect(base.slice(0).extremes(0, 64).min).toBeGreaterThan(-50);
  });

  it('know whether a column can be searched by its value', () => {
    const ascending = (...values: number[]) =>
      ColumnTable.empty(1)
        .append({ firstRow: 0, count: values.length, values: Float64Array.from(values).buffer })
        .isAscending(0);
    expect(ascending(0, 0, 1, 5)).toBe(true);
    expect(ascending(0, 2, 1)).toBe(false);
    expect(ascending(0, Number.NaN, 1)).toBe(false);
  });
});
