import { GatheredExtremes } from '../data/extremes';
import type { ChartOptions, Curve } from './chart';
import { wanderingSpans } from './wandering-spans';
import { markedRows, type Projection, type RowRange, rowsInSight } from './draw-curve';

/** What a curve covers, pixel column by pixel column, from the left edge of the plot on. */
export interface ColumnSpans {
  /** Upper and lower end of the stretch that the line passes in a column; `top > bottom` where it passes through none. */
  readonly top: Float64Array;
  readonly bottom: Float64Array;
  /** Places along x where a value has no place on the axis. */
  readonly holes: readonly number[];
}

/** Pixels up and down from which on a line is a scribble, of which a stroke shows no more than columns do, at ten times the cost. */
const longestStroke = 20_000;

/**
 * The rows in sight where columns tell the whole line: they are as many as pixel columns or more, or the line goes up and down a lot.
 * Null where a stroke, smooth at its slopes, is the better picture.
 */
export function denseRows(curve: Curve, projection: Projection): RowRange | null {
  if (!curve.isAscending) return curve.x.count > projection.width ? { first: 0, end: curve.x.count } : null;
  const rows = rowsInSight(curve, projection.scales.xRange);
  if (rows.end - rows.first > projection.width) return rows;
  if (rows.end - rows.first <= markedRows) return null;
  let travel = 0;
  let before = Number.NaN;
  for (let row = rows.first; row < rows.end; row++) {
    const y = projection.y(curve.y.at(row));
    const way = Math.abs(y - before);
    if (way < Number.POSITIVE_INFINITY) travel += way;
    before = y;
  }
  return travel > longestStroke ? rows : null;
}

/** Follows the line from row to row; lines between rows end at the edges of the columns that they cross, so that columns join. */
export function columnSpans(
  curve: Curve,
  line: ChartOptions['line'],
  projection: Projection,
  { first, end }: RowRange,
): ColumnSpans {
  if (!curve.isAscending) return wanderingSpans(curve, line, projection);
  const { left, width } = projection;
  const walk = new Walk(curve, line, projection);
  const top = new Float64Array(width);
  const bottom = new Float64Array(width);
  const holes: number[] = [];
  let row = first;
  const lastInside = curve.x.at(end - 1) > projection.scales.xRange[1] ? end - 1 : end;
  for (let column = 0; column < width; column++) {
    const edge = left + column + 1;
    const next = column === width - 1 ? lastInside : Math.min(end, curve.x.rowFrom(projection.xAt(edge)));
    walk.column(edge - 1, row, Math.max(row, next), end);
    top[column] = walk.top;
    bottom[column] = walk.bottom;
    if (walk.hasHole) holes.push(edge - 0.5);
    row = Math.max(row, next);
  }
  return { top, bottom, holes };
}

class Walk {
  top = 0;
  bottom = 0;
  hasHole = false;
  private readonly sum = new GatheredExtremes();
  private readonly isLogY: boolean;

  constructor(
    private readonly curve: Curve,
    private readonly line: ChartOptions['line'],
    private readonly projection: Projection,
  ) {
    this.isLogY = projection.scales.y === 'logarithmic';
  }

  /** The column from pixel `at` on, with the rows from `row` up to `next`; `end` is where the curve's rows end. */
  column(at: number, row: number, next: number, end: number): void {
    this.top = Number.POSITIVE_INFINITY;
    this.bottom = Number.NEGATIVE_INFINITY;
    this.hasHole = false;
    if (row < next) this.values(row, next);
    if (row > 0 && row < end) this.crossing(row, at);
    if (next > 0 && next < end) this.crossing(next, at + 1);
  }

  private values(row: number, next: number): void {
    const { sum, projection } = this;
    sum.clear();
    this.curve.y.gather(sum, row, next);
    const low = this.isLogY ? sum.leastPositive : sum.min;
    this.hasHole = sum.hasNonFinite || low !== sum.min || low > sum.max;
    if (low > sum.max) return;
    this.reach(projection.y(sum.max));
    this.reach(projection.y(low));
  }

  /** Where the line that leads to `row` crosses the left edge of a column at `pixel`. */
  private crossing(row: number, pixel: number): void {
    const { curve, projection } = this;
    const before = curve.y.at(row - 1);
    if (!this.hasPlace(before)) return;
    const from = projection.y(before);
    if (this.line === 'held') {
      this.reach(from);
      return;
    }
    const after = curve.y.at(row);
    if (!this.hasPlace(after)) return;
    const x0 = projection.x(curve.x.at(row - 1));
    const x1 = projection.x(curve.x.at(row));
    if (!Number.isFinite(x0)) return;
    const part = x1 > x0 ? Math.min(1, Math.max(0, (pixel - x0) / (x1 - x0))) : 1;
    this.reach(from + (projection.y(after) - from) * part);
  }

  private reach(y: number): void {
    if (y < this.top) this.top = y;
    if (y > this.bottom) this.bottom = y;
  }

  private hasPlace(value: number): boolean {
    return value - value === 0 && (!this.isLogY || value > 0);
  }
}

/** A filled rectangle. */
export type FillRect = (x: number, y: number, width: number, height: number) => void;

/**
 * Fills what a pen of `penWidth` pixels covers along a line given by columns; neighbours alike are one rectangle. In the gaps of a
 * dash both ends of a tall column are still drawn: no extreme is lost to a dash.
 */
export function fillSpans(
  { top, bottom }: Pick<ColumnSpans, 'top' | 'bottom'>,
  left: number,
  penWidth: number,
  dash: readonly number[],
  fill: FillRect,
): void {
  const half = penWidth / 2;
  const across = Math.max(1, Math.round(penWidth));
  const before = across >> 1;
  const end = top.length + across - 1 - before;
  const isGap = gaps(dash);
  let start = 0;
  let high = Number.POSITIVE_INFINITY;
  let low = Number.NEGATIVE_INFINITY;
  let isInGap = false;
  // The pen reaches to either side of the column that it is in. Written out, for the first picture is drawn by cold code.
  for (let pixel = 0; pixel <= end; pixel++) {
    let nextHigh = Number.POSITIVE_INFINITY;
    let nextLow = Number.NEGATIVE_INFINITY;
    const last = Math.min(top.length, pixel - before + across);
    for (let column = Math.max(0, pixel - before); column < last; column++) {
      if ((top[column] as number) < nextHigh) nextHigh = top[column] as number;
      if ((bottom[column] as number) > nextLow) nextLow = bottom[column] as number;
    }
    const nextIsInGap = isGap !== null && isGap(pixel);
    if (pixel < end && nextHigh === high && nextLow === low && nextIsInGap === isInGap) continue;
    if (high <= low) {
      const height = low - high + penWidth;
      if (!isInGap) fill(left + start, high - half, pixel - start, height);
      else if (height > 4 * penWidth) {
        fill(left + start, high - half, pixel - start, penWidth);
        fill(left + start, low - half, pixel - start, penWidth);
      }
    }
    start = pixel;
    high = nextHigh;
    low = nextLow;
    isInGap = nextIsInGap;
  }
}

/** Whether a dash leaves out the pixel at a distance from where it begins. */
function gaps(dash: readonly number[]): ((at: number) => boolean) | null {
  const period = dash.reduce((sum, length) => sum + length, 0);
  if (period <= 0) return null;
  return (at) => {
    let rest = at % period;
    let part = 0;
    while (part < dash.length && rest >= (dash[part] as number)) rest -= dash[part++] as number;
    return part % 2 === 1;
  };
}
