import type { ChartScales } from './chart';
import type { Projection } from './draw-curve';

/** A rectangle of pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The projection of an x and a y range onto a box; y grows upwards. */
export function projectionOf(scales: ChartScales, yRange: readonly [number, number], box: Box): Projection {
  const toX = scales.x === 'logarithmic' ? Math.log : same;
  const fromX = scales.x === 'logarithmic' ? Math.exp : same;
  const toY = scales.y === 'logarithmic' ? Math.log : same;
  const [x0, x1] = scales.xRange.map(toX) as [number, number];
  const [y0, y1] = yRange.map(toY) as [number, number];
  const perX = box.width / (x1 - x0 || 1);
  const perY = box.height / (y1 - y0 || 1);
  return {
    scales,
    left: box.left,
    width: Math.round(box.width),
    x: (value) => box.left + (toX(value) - x0) * perX,
    y: (value) => box.top + box.height - (toY(value) - y0) * perY,
    xAt: (pixel) => fromX(x0 + (pixel - box.left) / perX),
  };
}

function same(value: number): number {
  return value;
}
