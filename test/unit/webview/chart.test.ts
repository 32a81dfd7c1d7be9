import { describe, expect, it } from 'vitest';
import { fullXRange, logarithmicRange, yRangeOf } from '../../../webview/chart/axis-range';
import type { ChartScales, Curve } from '../../../webview/chart/chart';
import { drawCurve, type PathSink } from '../../../webview/chart/draw-curve';
import { projectionOf } from '../../../webview/chart/projection';
import { svgPicture } from '../../../webview/chart/svg-picture';
import { ticks } from '../../../webview/chart/ticks';
import { tickText } from '../../../webview/chart/tick-text';
import { valueRange } from '../../../webview/chart/value-range';
import { panned, zoomed } from '../../../webview/chart/zoom';
import { ColumnTable } from '../../../webview/data/column-table';

function curveOf(values: readonly number[] | Float64Array, x?: readonly number[]): Curve {
  const count = values.length;
  const both = new Float64Array(count * 2);
  for (let row = 0; row < count; row++) both[row] = x?.[row] ?? row + 1;
  both.set(values, count);
  const table = ColumnTable.empty(2).append({ firstRow: 0, count, values: both.buffer });
  return { x: table.slice(0), y: table.slice(1), isAscending: table.isAscending(0) };
}

/** Records strokes, and which pixels of each column they pass. */
class Strokes implements PathSink {
  readonly lines: [number, number][][] = [];

  moveTo(x: number, y: number): void {
    this.lines.push([[x, y]]);
  }

  lineTo(x: number, y: number): void {
    this.lines.at(-1)?.push([x, y]);
  }

  get points(): [number, number][] {
    return this.lines.flat();
  }
}

const scales = (changes: Partial<ChartScales> = {}): ChartScales => ({
  xLabel: 'iteration',
  x: 'linear',
  y: 'linear',
  xRange: [1, 10],
  ...changes,
});

function draw(curve: Curve, changes: Partial<ChartScales> = {}, line: 'held' | 'sampled' = 'sampled', width = 900) {
  const sink = new Strokes();
  const given = scales({ xRange: [1, curve.x.count], ...changes });
  const box = { left: 0, top: 0, width, height: 100 };
  const yRange = yRangeOf({ curves: [curve], scales: given }, false);
  const marks = drawCurve(curve, line, projectionOf(given, yRange, box), sink);
  return { sink, ...marks, projection: projectionOf(given, yRange, box) };
}

describe('drawCurve', () => {
  it('joins sampled values and draws held ones as steps', () => {
    const curve = curveOf([0, 1, 1]);
    expect(draw(curve, {}, 'sampled', 200).sink.lines).toEqual([
      [
        [0, 100],
        [100, expect.closeTo(7.4, 1)],
        [200, expect.closeTo(7.4, 1)],
      ],
    ]);
    const [held] = draw(curve, {}, 'held', 200).sink.lines;
    expect(held?.slice(0, 3)).toEqual([
      [0, 100],
      [100, 100],
      [100, expect.closeTo(7.4, 1)],
    ]);
  });

  it('leaves gaps for what is not finite, marks them, and does not lose a value that stands alone', () => {
    const { sink, holes, points } = draw(
      curveOf([1, Number.NaN, 3, Number.POSITIVE_INFINITY, 2, 2]),
      {},
      'sampled',
      500,
    );
    expect(sink.lines.map((line) => line.length)).toEqual([1, 1, 2]);
    expect(holes).toEqual([100, 300]);
    expect(points.map(([x]) => x)).toEqual([0, 200, 400, 500]);
  });

  it('has no place on a logarithmic axis for zero and below, and says where', () => {
    const { holes, sink } = draw(curveOf([1, 0, 100, -5, 10]), { y: 'logarithmic' }, 'sampled', 400);
    expect(holes).toEqual([100, 300]);
    for (const [, y] of sink.points) expect(Number.isFinite(y)).toBe(true);
  });

  it('puts decades at equal distances on logarithmic axes', () => {
    const { sink } = draw(
      curveOf([1, 10, 100, 1000], [1, 10, 100, 1000]),
      { x: 'logarithmic', y: 'logarithmic', xRange: [1, 1000] },
      'sampled',
      300,
    );
    const [line] = sink.lines;
    expect(line?.map(([x]) => Math.round(x))).toEqual([0, 100, 200, 300]);
    const heights = line?.map(([, y]) => y) ?? [];
    const distances = heights.slice(1).map((y, index) => (heights[index] ?? 0) - y);
    for (const distance of distances) expect(distance).toBeCloseTo(distances[0] ?? 0);
  });

  it.each([1_000_000, 123_457])('covers, of %d rows, what a full drawing covers in every pixel column', (count) => {
    const noisy = Float64Array.from({ length: count }, (_, row) => Math.sin(row * 12.9898) + Math.cos(row / 5000));
    noisy[123_456] = 50;
    noisy[Math.floor(count * 0.7)] = -50;
    const curve = curveOf(noisy);
    const { sink, projection } = draw(curve);
    expect(sink.points.length).toBeLessThan(900 * 5);
    const reached = new Map<number, [number, number]>();
    for (const [x, y] of sink.points) {
      const [low, high] = reached.get(Math.floor(x)) ?? [y, y];
      reached.set(Math.floor(x), [Math.min(low, y), Math.max(high, y)]);
    }
    const wanted = new Map<number, [number, number]>();
    noisy.forEach((value, row) => {
      const column = Math.min(900, Math.floor(projection.x(row + 1)));
      const y = projection.y(value);
      const [low, high] = wanted.get(column) ?? [y, y];
      wanted.set(column, [Math.min(low, y), Math.max(high, y)]);
    });
    for (const [column, extremes] of wanted) {
      if (column === 900) continue;
      // A value within rounding of a column's edge may be drawn by its neighbour.
      const near = [column - 1, column, column + 1].flatMap((one) => reached.get(one) ?? []);
      expect(Math.min(...near)).toBeLessThanOrEqual(extremes[0] + 1e-9);
      expect(Math.max(...near)).toBeGreaterThanOrEqual(extremes[1] - 1e-9);
    }
  });

  it('draws every row where x goes back, as when a program sets its step anew', () => {
    const curve = curveOf([1, 2, 3, 4], [1, 2, 1, 2]);
    expect(curve.isAscending).toBe(false);
    expect(draw(curve, { xRange: [1, 2] }, 'sampled', 100).sink.lines[0]?.map(([x]) => x)).toEqual([0, 100, 0, 100]);
  });

  it('draws what is looked at, and the lines that lead there', () => {
    const { sink } = draw(curveOf([1, 2, 3, 4, 5, 6]), { xRange: [3, 4] }, 'sampled', 100);
    expect(sink.lines[0]?.map(([x]) => x)).toEqual([-100, 0, 100, 200]);
  });
});

describe('axes', () => {
  it('show what is in sight, in full height', () => {
    const curve = curveOf([100, 1, 2, 100]);
    const range = yRangeOf({ curves: [curve], scales: scales({ xRange: [1.5, 3.5] }) }, false);
    expect(range[1]).toBeGreaterThanOrEqual(100);
    const inside = yRangeOf(
      { curves: [curveOf([100, 100, 1, 2, 3, 100, 100])], scales: scales({ xRange: [4, 4] }) },
      false,
    );
    expect(inside[1]).toBeLessThan(4);
  });

  it('hold all positive values when logarithmic, and have a range for none', () => {
    const [low, high] = logarithmicRange(0.01, 100);
    expect(low).toBeLessThan(0.01);
    expect(low).toBeGreaterThan(0.001);
    expect(high).toBeGreaterThan(100);
    expect(logarithmicRange(Number.POSITIVE_INFINITY, -3)).toEqual([0.1, 10]);
    const [under, over] = logarithmicRange(5, 5);
    expect(under).toBeLessThan(5);
    expect(over).toBeGreaterThan(5);
  });

  it('reach as far as what is planned, and are never empty', () => {
    expect(fullXRange([curveOf([1, 2])], false, 10)).toEqual([0.5, 10.5]);
    expect(fullXRange([curveOf([1, 2, 3], [0, 0, 0])], false, Number.NEGATIVE_INFINITY)).toEqual([-0.5, 0.5]);
    const [low, high] = fullXRange([curveOf([1, 2], [0, 0])], true, Number.NEGATIVE_INFINITY);
    expect(low).toBeGreaterThan(0);
    expect(high).toBeGreaterThan(low);
  });

  it('have round ticks', () => {
    expect(ticks([0, 10], 'linear', 5)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(ticks([0.3, 0.7], 'linear', 4)).toEqual([0.3, 0.4, 0.5, 0.6, 0.7]);
    expect(ticks([1, 1000], 'logarithmic', 10)).toEqual([1, 10, 100, 1000]);
    expect(ticks([0.1, 0.2], 'logarithmic', 10)).toEqual([0.1, 0.2]);
    expect(ticks([2.1, 4.9], 'logarithmic', 4)).toEqual([3, 4]);
    expect(ticks([1, 1e14], 'logarithmic', 4)).toEqual([1, 1e4, 1e8, 1e12]);
    // Six decades on a low chart have one power of every third, and no 0.
    expect(ticks([0.002, 50], 'logarithmic', 2)).toEqual([1]);
    expect([0, 0.1, 200_000, 1e6, 1e-7, 2e9].map(tickText)).toEqual(['0', '0.1', '200,000', '1e6', '1e-7', '2e9']);
    // Steps looked at closely are told apart.
    expect([1_000_010, 1_000_020].map(tickText)).toEqual(['1,000,010', '1,000,020']);
  });
});

describe('zoom', () => {
  it('keeps the place under the pointer', () => {
    expect(zoomed([0, 100], [0, 100], 20, 0.5, false)).toEqual([10, 60]);
    const [low, high] = zoomed([1, 10_000], [1, 10_000], 100, 0.5, true) ?? [0, 0];
    expect(low).toBeCloseTo(10);
    expect(high).toBeCloseTo(1000);
  });

  it('shows all again when it reaches all, and stops at two steps', () => {
    expect(zoomed([10, 60], [0, 100], 35, 10, false)).toBeNull();
    expect(zoomed([10, 13], [0, 100], 11, 0.5, false)).toEqual([10, 13]);
  });

  it('pans within what there is', () => {
    expect(panned([10, 20], [0, 100], 0.5, false)).toEqual([15, 25]);
    expect(panned([90, 99], [0, 100], 1, false)).toEqual([91, 100]);
    expect(panned([5, 20], [0, 100], -1, false)).toEqual([0, 15]);
  });
});

describe('svgPicture', () => {
  it('is a file of its own, with every curve, its name escaped', () => {
    const curve = curveOf([1, Number.NaN, 3]);
    const svg = svgPicture(
      {
        title: 'Loss <b>',
        width: 400,
        height: 210,
        data: { curves: [curve], scales: scales({ xRange: [1, 3] }) },
        options: {
          line: 'sampled',
          fromZero: false,
          yLabel: 'loss',
          series: [{ label: 'a & b', colourVariable: '', dash: [6, 4], marker: 'circle' }],
        },
        yRange: [0, 3],
      },
      { text: '#111', grid: '#ddd', background: '#fff', font: '', fontFamily: 'a "b"', colours: ['#123456'] },
    );
    expect(svg).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
    expect(svg).toContain('Loss &lt;b&gt;');
    expect(svg).toContain('a &amp; b');
    expect(svg).toContain('stroke="#123456"');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
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
