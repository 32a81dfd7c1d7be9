import { describe, expect, it } from 'vitest';
import { decimate } from '../../../webview/chart/decimate';
import { valueRange } from '../../../webview/chart/value-range';

const series = (values: Float64Array) => ({ values, min: 0, max: 0 });

describe('decimate', () => {
  it('shows few rows as they are, with gaps for what is not finite and after the end of a shorter run', () => {
    const long = Float64Array.of(1, Number.NaN, 3, Number.POSITIVE_INFINITY);
    const short = Float64Array.of(5, 6);
    const { rows, values } = decimate([series(long), series(short)], 4, 100);
    expect([...rows]).toEqual([0, 1, 2, 3]);
    expect(values).toEqual([
      [1, null, 3, null],
      [5, 6, null, null],
    ]);
  });

  it('keeps every spike, up or down, of a million rows', () => {
    const noisy = Float64Array.from({ length: 1_000_000 }, (_, row) => Math.sin(row));
    noisy[123_456] = 50;
    noisy[765_432] = -50;
    const { rows, values } = decimate([series(noisy)], noisy.length, 900);
    expect(rows.length).toBe(1800);
    const shown = values[0] ?? [];
    for (const [spike, row] of [
      [50, 123_456],
      [-50, 765_432],
    ] as const) {
      const at = shown.indexOf(spike);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(rows[at - (at % 2)]).toBeLessThanOrEqual(row);
      expect(rows[at - (at % 2) + 1]).toBeGreaterThanOrEqual(row);
    }
  });

  it('covers every row once, first to last', () => {
    const { rows } = decimate([series(new Float64Array(1001))], 1001, 7);
    expect(rows[0]).toBe(0);
    expect(rows[rows.length - 1]).toBe(1000);
    for (let at = 2; at < rows.length; at += 2) expect(rows[at]).toBe((rows[at - 1] ?? 0) + 1);
  });

  it('keeps the order of a bucket: a rise is drawn as a rise', () => {
    const rising = Float64Array.from({ length: 40 }, (_, row) => row);
    expect(decimate([series(rising)], 40, 2).values).toEqual([[0, 19, 20, 39]]);
    expect(decimate([series(rising.toReversed())], 40, 2).values).toEqual([[39, 20, 19, 0]]);
  });

  it('leaves a gap where a bucket holds nothing finite', () => {
    const values = Float64Array.from({ length: 40 }, (_, row) => (row < 20 ? Number.NaN : row));
    expect(decimate([series(values)], 40, 2).values).toEqual([[null, null, 20, 39]]);
  });
});

describe('valueRange', () => {
  it.each([
    [0.1, 0.2, 0, 0.2],
    [0, 5, 0, 5],
    [-4, -1, -4, 0],
    [-1, 2, -1, 2],
  ])('holds %d to %d, and zero where it is near', (min, max, low, high) => {
    const range = valueRange(min, max);
    expect(range[0]).toBeLessThanOrEqual(low);
    expect(range[1]).toBeGreaterThanOrEqual(high);
    if (low === 0) expect(range[0]).toBe(0);
    if (high === 0) expect(range[1]).toBe(0);
  });

  it('does not squeeze a small change far from zero into a line', () => {
    const [low, high] = valueRange(2.2, 2.3);
    expect(high - low).toBeLessThan(0.15);
  });

  it.each([0.1, -3, 0])('draws the constant %d in the middle', (value) => {
    const [low, high] = valueRange(value, value);
    expect((low + high) / 2).toBeCloseTo(value);
    expect(high).toBeGreaterThan(low);
  });

  it('has a range for no values at all', () => {
    expect(valueRange(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)).toEqual([0, 1]);
  });
});
