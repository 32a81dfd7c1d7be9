import type { ChartOptions, ChartScales, Curve } from './chart';

/** Takes a line, a canvas's path or the text of a picture. */
export interface PathSink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/** From values to pixels and back, along both axes. Pixels are those of the device. */
export interface Projection {
  readonly scales: ChartScales;
  readonly left: number;
  readonly width: number;
  x(value: number): number;
  y(value: number): number;
  xAt(pixel: number): number;
}

/** What else is to be drawn of a curve. */
export interface CurveMarks {
  /** Places of single values, where there are few enough to be told apart, or where a value stands alone between gaps. */
  readonly points: readonly (readonly [number, number])[];
  /** Places along x where a value has no place on the axis: not finite, or not positive on a logarithmic one. */
  readonly holes: readonly number[];
}

/** Values are marked one by one up to this many of them in sight; beyond, marks would hide the line that they mark. */
export const markedRows = 60;
/** Rows a pixel column from which on a column is drawn as its first, least, greatest and last value: no fewer pixels, far fewer points. */
const rowsPerColumn = 4;

/** Rows of a curve that ascends, from `first` up to, but without, `end`. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** The rows in sight, and one beyond either end, for the line that leads there. */
export function rowsInSight({ x }: Curve, [from, to]: readonly [number, number]): RowRange {
  let end = x.rowFrom(to);
  while (end < x.count && x.at(end) === to) end++;
  return { first: Math.max(0, x.rowFrom(from) - 1), end: Math.min(x.count, end + 1) };
}

/**
 * Draws one curve within the x range in sight. Nothing is smoothed and nothing left out: where many rows fall on a pixel column, the
 * column is drawn from its first value over its least and its greatest to its last, which covers the very pixels of a full drawing.
 */
export function drawCurve(
  curve: Curve,
  line: ChartOptions['line'],
  projection: Projection,
  sink: PathSink,
): CurveMarks {
  const pen = new Pen(line, projection, sink);
  const { x, y, isAscending } = curve;
  if (!isAscending) {
    for (let row = 0; row < y.count; row++) pen.row(x.at(row), y.at(row));
    return pen.finish();
  }
  const { first, end } = rowsInSight(curve, projection.scales.xRange);
  if (end - first <= projection.width * rowsPerColumn) {
    for (let row = first; row < end; row++) pen.row(x.at(row), y.at(row));
    return pen.finish();
  }
  let row = first;
  for (let column = 0; column <= projection.width && row < end; column++) {
    const next = Math.min(end, x.rowFrom(projection.xAt(projection.left + column + 1)));
    if (next > row) pen.column(projection.left + column + 0.5, curve, row, next);
    row = Math.max(row, next);
  }
  return pen.finish();
}

class Pen {
  private isDown = false;
  private lastX = 0;
  private lastY = 0;
  /** Whether the value at the pen stands alone so far. */
  private isAlone = false;
  private readonly points: [number, number][] = [];
  private readonly lone: [number, number][] = [];
  private readonly holes: number[] = [];
  private drawn = 0;
  private readonly isLogX: boolean;
  private readonly isLogY: boolean;

  constructor(
    private readonly line: ChartOptions['line'],
    private readonly projection: Projection,
    private readonly sink: PathSink,
  ) {
    this.isLogX = projection.scales.x === 'logarithmic';
    this.isLogY = projection.scales.y === 'logarithmic';
  }

  row(x: number, y: number): void {
    if (!Number.isFinite(x) || (this.isLogX && x <= 0)) {
      this.lift();
      return;
    }
    const at = this.projection.x(x);
    if (!this.hasPlace(y)) {
      this.hole(at);
      return;
    }
    const height = this.projection.y(y);
    this.to(at, height);
    if (++this.drawn <= markedRows) this.points.push([at, height]);
  }

  /** All rows of a pixel column at once. */
  column(at: number, { y }: Curve, from: number, to: number): void {
    const { min, max, leastPositive, hasNonFinite } = y.extremes(from, to);
    const low = this.isLogY ? leastPositive : min;
    if (!this.hasPlace(low) || low > max) {
      this.hole(at);
      return;
    }
    this.drawn += to - from;
    const first = y.at(from);
    const last = y.at(to - 1);
    const { projection } = this;
    const [lowest, highest] = [projection.y(low), projection.y(max)];
    if (!this.hasPlace(first)) this.lift();
    this.to(at, this.hasPlace(first) ? projection.y(first) : lowest);
    this.isAlone = false;
    this.sink.lineTo(at, lowest);
    this.sink.lineTo(at, highest);
    this.lastY = this.hasPlace(last) ? projection.y(last) : highest;
    this.sink.lineTo(at, this.lastY);
    if (hasNonFinite || low !== min) this.holes.push(at);
    if (!this.hasPlace(last)) this.lift();
  }

  finish(): CurveMarks {
    this.lift();
    return { points: this.drawn <= markedRows ? this.points : this.lone, holes: this.holes };
  }

  private to(x: number, y: number): void {
    if (!this.isDown) {
      this.sink.moveTo(x, y);
      this.isAlone = true;
    } else {
      if (this.line === 'held') this.sink.lineTo(x, this.lastY);
      this.sink.lineTo(x, y);
      this.isAlone = false;
    }
    this.isDown = true;
    this.lastX = x;
    this.lastY = y;
  }

  private hole(x: number): void {
    if (this.isDown && this.line === 'held') {
      this.sink.lineTo(x, this.lastY);
      this.isAlone = false;
    }
    if (this.holes[this.holes.length - 1] !== x) this.holes.push(x);
    this.lift();
  }

  private lift(): void {
    if (this.isDown && this.isAlone) this.lone.push([this.lastX, this.lastY]);
    this.isDown = false;
    this.isAlone = false;
  }

  private hasPlace(value: number): boolean {
    return value - value === 0 && (!this.isLogY || value > 0);
  }
}
