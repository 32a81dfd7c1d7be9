import type { ChartOptions, Curve } from './chart';
import type { ColumnSpans } from './column-spans';
import type { Projection } from './draw-curve';

/** Pixel columns that lines between rows may cross in one picture; beyond, lines across many columns end where they begin. */
const mostCrossings = 4_000_000;

/**
 * What a curve covers whose x goes back, as when a program sets its step anew: row by row, for rows of a stretch of x lie anywhere.
 * Takes time with the number of rows, tens of nanoseconds each, where a stroke of them all would hold the page up for seconds.
 */
export function wanderingSpans(curve: Curve, line: ChartOptions['line'], projection: Projection): ColumnSpans {
  const { left, width, scales } = projection;
  const top = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  const bottom = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  const isHole = new Uint8Array(width);
  const [from, to] = scales.xRange;
  const isLogY = scales.y === 'logarithmic';
  const reach = (column: number, y: number): void => {
    if (column < 0 || column >= width) return;
    if (y < (top[column] as number)) top[column] = y;
    if (y > (bottom[column] as number)) bottom[column] = y;
  };
  let crossings = mostCrossings;
  /** The line between two places in different columns: where it crosses the edges between them. */
  const cross = (x0: number, y0: number, x1: number, y1: number): void => {
    const first = Math.max(0, Math.floor(Math.min(x0, x1)) + 1);
    const last = Math.min(width, Math.floor(Math.max(x0, x1)));
    crossings -= Math.max(0, last - first);
    if (crossings < 0) return;
    for (let edge = first; edge <= last; edge++) {
      const y = line === 'held' ? y0 : y0 + ((y1 - y0) * (edge - x0)) / (x1 - x0);
      reach(edge - 1, y);
      reach(edge, y);
    }
  };
  let isDown = false;
  let lastX = 0;
  let lastY = 0;
  for (let row = 0; row < curve.x.count; row++) {
    const at = curve.x.at(row);
    const x = projection.x(at) - left;
    if (x - x !== 0) {
      isDown = false;
      continue;
    }
    // The right edge is the last column's.
    const column = at === to ? width - 1 : Math.floor(x);
    const value = curve.y.at(row);
    if (value - value !== 0 || (isLogY && value <= 0)) {
      if (isDown && line === 'held') cross(lastX, lastY, x, lastY);
      if (at >= from && at <= to && column >= 0 && column < width) isHole[column] = 1;
      isDown = false;
      continue;
    }
    const y = projection.y(value);
    if (isDown) {
      if (Math.floor(lastX) !== column) cross(lastX, lastY, x, y);
      if (line === 'held') reach(column, lastY);
    }
    reach(column, y);
    isDown = true;
    lastX = x;
    lastY = y;
  }
  const holes: number[] = [];
  isHole.forEach((hole, column) => {
    if (hole === 1) holes.push(left + column + 0.5);
  });
  return { top, bottom, holes };
}
