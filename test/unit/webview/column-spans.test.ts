import { describe, expect, it } from 'vitest';
import { yRangeOf } from '../../../webview/chart/axis-range';
import type { ChartScales, Curve } from '../../../webview/chart/chart';
import { columnSpans, denseRows, fillSpans } from '../../../webview/chart/column-spans';
import { projectionOf } from '../../../webview/chart/projection';
import { ColumnTable } from '../../../webview/data/column-table';

const [left, width, height] = [40, 200, 100];

function curveOf(count: number, yOf: (row: number) => number, xOf = (row: number): number => row + 1): Curve {
  const values = Float64Array.from({ length: 2 * count }, (_, at) => (at < count ? xOf(at) : yOf(at - count)));
  const table = ColumnTable.empty(2).append({ firstRow: 0, count, values: values.buffer });
  return { x: table.slice(0), y: table.slice(1), isAscending: table.isAscending(0) };
}

function spansOf(curve: Curve, line: 'held' | 'sampled', changes: Partial<ChartScales> = {}) {
  const scales: ChartScales = {
    xLabel: '',
    x: 'linear',
    y: 'linear',
    xRange: [curve.x.extremes().min, curve.x.extremes().max],
    ...changes,
  };
  const projection = projectionOf(scales, yRangeOf({ curves: [curve], scales }, false), {
    left,
    top: 0,
    width,
    height,
  });
  const rows = denseRows(curve, projection);
  if (rows === null) throw new Error('too few rows');
  return { ...columnSpans(curve, line, projection, rows), projection };
}

/** Every row's line, walked in thin slices: what a drawing of every single row passes in each column. */
function walked(
  curve: Curve,
  line: 'held' | 'sampled',
  { projection }: ReturnType<typeof spansOf>,
): [number, number][] {
  const spans = Array.from({ length: width }, (): [number, number] => [Infinity, -Infinity]);
  const isLog = projection.scales.y === 'logarithmic';
  const hasPlace = (value: number): boolean => Number.isFinite(value) && (!isLog || value > 0);
  const reach = (x: number, y: number): void => {
    const column = Math.floor(x - left);
    // The last row stands on the right edge, which is the last column's.
    const span = spans[column === width && x === left + width ? width - 1 : column];
    if (span === undefined) return;
    span[0] = Math.min(span[0], y);
    span[1] = Math.max(span[1], y);
  };
  for (let row = 0; row < curve.x.count; row++) {
    const [x, value] = [projection.x(curve.x.at(row)), curve.y.at(row)];
    if (hasPlace(value)) reach(x, projection.y(value));
    const before = curve.y.at(row - 1);
    if (row === 0 || !hasPlace(before) || (line === 'sampled' && !hasPlace(value))) continue;
    const x0 = projection.x(curve.x.at(row - 1));
    const slices = Math.max(2, Math.ceil(Math.abs(x - x0) * 8));
    for (let slice = 1; slice < slices; slice++) {
      const part = slice / slices;
      const to = line === 'held' ? projection.y(before) : projection.y(value);
      reach(x0 + (x - x0) * part, projection.y(before) + (to - projection.y(before)) * part);
    }
  }
  return spans;
}

const noise = (row: number): number => Math.sin(row * 12.9898) * (row % 501 === 77 ? 30 : 1) + 2;

const back = curveOf(
  5000,
  (row) => (row % 83 < 20 ? Number.NaN : noise(row)),
  (row) => 500 + 400 * Math.sin(row / 40),
);

describe('columnSpans', () => {
  it.each<[string, Curve, Partial<ChartScales>]>([
    ['noise with spikes', curveOf(20_000, noise), {}],
    ['noise, little more than a row a column', curveOf(230, noise), {}],
    ['holes', curveOf(5000, (row) => (row % 83 < 20 ? Number.NaN : noise(row))), {}],
    ['a logarithmic value axis', curveOf(5000, (row) => noise(row) - 1.5), { y: 'logarithmic' }],
    ['rows that lie apart', curveOf(900, noise, (row) => row + (row > 450 ? 4000 : 0)), {}],
    ['a logarithmic x axis', curveOf(5000, noise), { x: 'logarithmic' }],
    ['a stretch within', curveOf(20_000, noise), { xRange: [5000.5, 9000.25] }],
    ['a step that is set anew', curveOf(5000, noise, (row) => row % 1700), {}],
    ['a step that goes back and forth, with holes', back, {}],
    ['a stretch of such a step', back, { xRange: [100, 400] }],
    ['beyond the last row', curveOf(5000, noise), { xRange: [2500, 7500] }],
  ])('are what a drawing of every row passes: %s', (_, curve, changes) => {
    for (const line of ['held', 'sampled'] as const) {
      const spans = spansOf(curve, line, changes);
      walked(curve, line, spans).forEach(([top, bottom], column) => {
        const mine = [spans.top[column] ?? Number.NaN, spans.bottom[column] ?? Number.NaN] as const;
        // Rounding may put a row on the other side of an edge, where the line comes by anyway.
        const near = [column - 1, column, column + 1].filter((at) => at >= 0 && at < width);
        expect(Math.min(...near.map((at) => spans.top[at] ?? 0)), `${line} ${column}`).toBeLessThanOrEqual(top + 1e-6);
        expect(Math.max(...near.map((at) => spans.bottom[at] ?? 0))).toBeGreaterThanOrEqual(bottom - 1e-6);
        if (top > bottom) expect(mine[0], `${line} ${column}`).toBeGreaterThan(mine[1]);
      });
    }
  });

  it('reach no further than the line', () => {
    const curve = curveOf(20_000, noise);
    const spans = spansOf(curve, 'sampled');
    const all = walked(curve, 'sampled', spans);
    spans.top.forEach((top, column) => {
      const near = [column - 1, column, column + 1].flatMap((at) => all[at] ?? []);
      expect(top).toBeGreaterThanOrEqual(Math.min(...near) - 1e-6);
      expect(spans.bottom[column]).toBeLessThanOrEqual(Math.max(...near) + 1e-6);
    });
  });

  it('mark the columns with a value that has no place', () => {
    const broken = spansOf(
      curveOf(2000, (row) => (row === 1000 ? Number.NaN : 1 + (row % 7))),
      'sampled',
    );
    expect(broken.holes).toHaveLength(1);
    expect(broken.holes[0]).toBeCloseTo(left + 100, -0.5);
    expect(
      spansOf(
        curveOf(2000, (row) => row % 500),
        'held',
        { y: 'logarithmic' },
      ).holes,
    ).toHaveLength(4);
  });
});

describe('denseRows', () => {
  it('leaves few rows to a stroke, but not a scribble', () => {
    const at = (curve: Curve) => {
      const scales: ChartScales = { xLabel: '', x: 'linear', y: 'linear', xRange: [1, curve.x.count] };
      return denseRows(curve, projectionOf(scales, [-1, 1], { left, top: 0, width, height }));
    };
    expect(at(curveOf(150, (row) => row / 150))).toBeNull();
    expect(at(curveOf(60, (row) => (row % 2 === 0 ? 1e5 : -1e5)))).toBeNull();
    expect(at(curveOf(150, (row) => (row % 2 === 0 ? 2 : -2)))).toEqual({ first: 0, end: 150 });
    expect(
      at(
        curveOf(
          150,
          (row) => row,
          () => 1,
        ),
      ),
    ).toBeNull();
    expect(at(curveOf(201, () => 1))).toEqual({ first: 0, end: 201 });
  });
});

describe('fillSpans', () => {
  const fill = (top: number[], bottom: number[], penWidth: number, dash: number[] = []) => {
    const rects: number[][] = [];
    fillSpans({ top: Float64Array.from(top), bottom: Float64Array.from(bottom) }, left, penWidth, dash, (...rect) => {
      rects.push(rect);
    });
    return rects;
  };

  it('fills a flat line as one rectangle, as wide as the pen around it', () => {
    expect(fill([50, 50, 50, 50], [50, 50, 50, 50], 2)).toEqual([[40, 49, 4, 2]]);
  });

  it('gives a spike of one column the width of the pen', () => {
    expect(fill([50, 10, 50, 50], [50, 50, 50, 50], 2)).toEqual([
      [40, 49, 1, 2],
      [41, 9, 2, 42],
      [43, 49, 1, 2],
    ]);
  });

  it('leaves columns without a line empty', () => {
    expect(fill([50, Infinity, Infinity, 50], [50, -Infinity, -Infinity, 50], 1)).toEqual([
      [40, 49.5, 1, 1],
      [43, 49.5, 1, 1],
    ]);
  });

  it('keeps both ends of a tall column in the gap of a dash', () => {
    expect(fill([50, 50, 50, 10, 50, 50], [50, 50, 50, 90, 50, 50], 1, [2, 2])).toEqual([
      [40, 49.5, 2, 1],
      [43, 9.5, 1, 1],
      [43, 89.5, 1, 1],
      [44, 49.5, 2, 1],
    ]);
  });
});
