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
    ['more than two chunks, in one', [20_000]],
    ['many of any length', [1, 15, 16, 17, 255, 256, 257, 4096, 1, 1, 4083, 9000]],
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
      [8191, 8193],
      [1, 16_385],
    ] as const) {
      if (to > table.count) continue;
      expect({ ...column.extremes(from, to) }, `${from} to ${to}`).toEqual(searched(from, to));
    }
    expect({ ...table.extremesOf(0) }).toEqual(searched(0, table.count));
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

describe('a column', () => {
  const noise = (row: number): number => Math.sin(row * 12.9898);
  it.each<[string, (row: number) => number]>([
    ['iterations', (row) => row + 1],
    ['a constant rate, no float32', () => 0.1],
    ['numbers that fall evenly through zero', (row) => 9000 - row],
    ['a progression that breaks off', (row) => (row < 8500 ? row : row * 1.5)],
    ['a step that stands, then moves', (row) => (row < 300 ? 7 : row)],
    ['float32', (row) => Math.fround(noise(row))],
    ['float32 up to a double', (row) => (row < 10_000 ? Math.fround(noise(row)) : noise(row))],
    ['doubles', noise],
    ['steps beyond 2^24, then others', (row) => (row < 5000 ? 16_777_215 + row : 16_777_216 + row * 3)],
    ['zeros of both signs', (row) => (row % 3 === 0 ? -0 : 0)],
    ['what is not finite, at the start and later', (row) => [Number.NaN, row, Number.POSITIVE_INFINITY][row % 3] ?? 0],
    ['infinity first', (row) => (row === 0 ? Number.NEGATIVE_INFINITY : row)],
    ['numbers too large for a float32', (row) => (row % 100 === 99 ? 1e300 : row % 7)],
  ])('reads as exactly what came: %s', (_, valueOf) => {
    for (const lengths of [[20_000], [1, 2, 8189, 1, 5000, 6807], Array<number>(200).fill(100)]) {
      let table = ColumnTable.empty(1);
      for (const count of lengths) {
        const first = table.count;
        const values = Float64Array.from({ length: count }, (_, at) => valueOf(first + at));
        table = table.append({ firstRow: first, count, values: values.buffer });
      }
      for (let row = 0; row < table.count; row++) {
        if (!Object.is(table.at(row, 0), valueOf(row))) expect(table.at(row, 0), `row ${row}`).toBe(valueOf(row));
      }
      const all = Array.from({ length: table.count }, (_, row) => valueOf(row));
      const finite = all.filter((value) => Number.isFinite(value));
      const least = (values: number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
      // Extremes do not tell the zeros apart.
      const { min, max, ...others } = table.extremesOf(0);
      expect({ min: min + 0, max: max + 0, ...others }).toEqual({
        min: least(finite) + 0,
        max: -least(finite.map((value) => -value)) + 0,
        leastPositive: least(finite.filter((value) => value > 0)),
        hasNonFinite: finite.length < all.length,
      });
      expect(table.isAscending(0)).toBe(
        all.every((value, row) => Number.isFinite(value) && value >= (all[row - 1] ?? value)),
      );
    }
  });

  it('finds rows by value where it ascends, also after later rows fell', () => {
    const rising = Float64Array.from({ length: 9000 }, (_, row) => Math.floor(row / 2));
    const table = ColumnTable.empty(1).append({ firstRow: 0, count: 9000, values: rising.buffer });
    expect([0, 1, 4499, 4500].map((value) => table.slice(0).rowFrom(value))).toEqual([0, 2, 8998, 9000]);
    const fallen = table.append({ firstRow: 9000, count: 1, values: Float64Array.of(3).buffer });
    expect([table.isAscending(0), fallen.isAscending(0), table.isAscending(0)]).toEqual([true, false, true]);
  });
});

describe('a table', () => {
  it('continues those that it was appended to, and no other, whatever their rows are', () => {
    const short = tableOf([3]);
    const long = short.append({ firstRow: 3, count: 1, values: new Float64Array(1).buffer });
    const fork = short.append({ firstRow: 3, count: 1, values: new Float64Array(1).buffer });
    expect(long.continues(short)).toBe(true);
    expect(long.continues(long)).toBe(true);
    expect(short.continues(long)).toBe(false);
    expect(fork.continues(long)).toBe(false);
    expect(tableOf([3]).continues(short)).toBe(false);
  });
});
