import type { ChartOptions, ChartSeries, Curve } from './chart';
import { columnSpans, denseRows, fillSpans } from './column-spans';
import { drawCurve, type Projection } from './draw-curve';
import type { Box } from './projection';

// Paints the curves of a chart onto its canvas.

const lineWidth = 2;
const markSize = 3.5;

/** Where curves are painted: a box in device pixels, of which there are `pixelRatio` to a CSS pixel, and what stands in it. */
export interface CurvePlace {
  readonly box: Box;
  readonly projection: Projection;
  readonly pixelRatio: number;
}

/** Paints all curves onto a canvas, within a box. */
export function paintCurves(
  context: CanvasRenderingContext2D,
  { box, projection, pixelRatio }: CurvePlace,
  curves: readonly Curve[],
  { line, series }: Pick<ChartOptions, 'line' | 'series'>,
  colours: readonly string[],
): void {
  context.save();
  context.beginPath();
  // Marks at the edges stand half outside of the box, and are to be seen whole.
  const margin = Math.round(5 * pixelRatio);
  context.rect(box.left - margin, box.top - margin, box.width + 2 * margin, box.height + 2 * margin);
  context.clip();
  // Thousands of round joins cost a software raster more than all the rest.
  context.lineJoin = 'bevel';
  curves.forEach((curve, index) => {
    const one = series[index];
    if (one === undefined) return;
    const colour = colours[index] ?? '';
    context.strokeStyle = colour;
    context.fillStyle = colour;
    const dash = one.dash.map((length) => length * pixelRatio);
    const rows = denseRows(curve, projection);
    if (rows !== null) {
      // A software raster fills rectangles some ten times as fast as it strokes lines that go up and down in every column.
      const spans = columnSpans(curve, line, projection, rows);
      fillSpans(spans, box.left, lineWidth * pixelRatio, dash, (x, y, width, height) => {
        context.fillRect(x, y, width, height);
      });
      paintHoles(context, spans.holes, box, pixelRatio);
      return;
    }
    const path = new Path2D();
    const { points, holes } = drawCurve(curve, line, projection, path);
    context.lineWidth = lineWidth * pixelRatio;
    context.setLineDash(dash);
    context.stroke(path);
    context.setLineDash([]);
    paintMarks(context, points, one.marker, pixelRatio);
    paintHoles(context, holes, box, pixelRatio);
  });
  context.restore();
}

/** Hollow squares and filled circles: where two runs agree, the circle shows within the square. */
function paintMarks(
  context: CanvasRenderingContext2D,
  points: readonly (readonly [number, number])[],
  marker: ChartSeries['marker'],
  pixelRatio: number,
): void {
  if (marker === 'none') return;
  const half = markSize * pixelRatio;
  context.lineWidth = 1.5 * pixelRatio;
  context.beginPath();
  for (const [x, y] of points) {
    if (marker === 'circle') {
      context.moveTo(x + half, y);
      context.arc(x, y, half, 0, 2 * Math.PI);
    } else
      context.rect(x - half - pixelRatio / 2, y - half - pixelRatio / 2, 2 * half + pixelRatio, 2 * half + pixelRatio);
  }
  if (marker === 'circle') context.fill();
  else context.stroke();
}

/** A cross at the foot of the chart for each place where a value is missing. */
function paintHoles(
  context: CanvasRenderingContext2D,
  holes: readonly number[],
  { top, height }: Box,
  pixelRatio: number,
): void {
  const half = 3 * pixelRatio;
  const y = top + height - half - 2 * pixelRatio;
  context.lineWidth = 1.5 * pixelRatio;
  context.beginPath();
  for (const x of holes) {
    context.moveTo(x - half, y - half);
    context.lineTo(x + half, y + half);
    context.moveTo(x + half, y - half);
    context.lineTo(x - half, y + half);
  }
  context.stroke();
}
