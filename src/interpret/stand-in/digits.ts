import type { GraphArray } from '../../base/graph-call';
import type { MersenneTwister } from '../numpy/mersenne-twister';

// Digits drawn by strokes, in the form of MNIST's pictures: what stands in for pictures that are a download.

type Point = readonly [x: number, y: number];

/** Points of an ellipse's arc between two angles in degrees, clockwise from the right. */
function arc(centre: Point, [width, height]: Point, from: number, to: number): Point[] {
  const count = Math.max(4, Math.ceil(Math.abs(to - from) / 40));
  return Array.from({ length: count + 1 }, (_, at): Point => {
    const angle = ((from + ((to - from) * at) / count) * Math.PI) / 180;
    return [centre[0] + width * Math.cos(angle), centre[1] + height * Math.sin(angle)];
  });
}

/** The strokes of the digits 0 to 9, in a square from -1 to 1 with y downwards. */
const strokes: readonly (readonly (readonly Point[])[])[] = [
  [arc([0, 0], [0.62, 0.95], 0, 360)],
  [
    [
      [-0.3, -0.6],
      [0.1, -0.95],
      [0.1, 0.95],
    ],
  ],
  [[...arc([0, -0.42], [0.6, 0.52], 190, 390), [-0.6, 0.92], [0.65, 0.92]]],
  [arc([-0.05, -0.45], [0.58, 0.48], 210, 440), arc([-0.05, 0.45], [0.64, 0.5], -90, 150)],
  [
    [
      [0.25, 0.95],
      [0.25, -0.95],
      [-0.65, 0.3],
      [0.65, 0.3],
    ],
  ],
  [[[0.55, -0.92], [-0.45, -0.92], [-0.5, -0.1], ...arc([-0.02, 0.38], [0.6, 0.55], 230, 500)]],
  [[[0.4, -0.92], ...arc([0.45, 0.35], [0.95, 1.1], 240, 180)], arc([0, 0.42], [0.52, 0.5], 0, 360)],
  [
    [
      [-0.6, -0.9],
      [0.6, -0.9],
      [-0.1, 0.95],
    ],
  ],
  [arc([0, -0.46], [0.48, 0.46], 0, 360), arc([0, 0.46], [0.58, 0.48], 0, 360)],
  [
    arc([0, -0.42], [0.52, 0.5], 0, 360),
    [
      [0.52, -0.42],
      [0.35, 0.95],
    ],
  ],
];

/** Pixels along a side. */
const side = 28;

/** Pictures of digits of 28 x 28 pixels from 0 to 255, one a row of 784, with their digits. */
export interface DrawnDigits {
  readonly pictures: GraphArray;
  readonly digits: Float64Array;
}

/** Draws digits: each of a random size, slant, place and weight of its pen. */
export function drawDigits(count: number, generator: MersenneTwister): DrawnDigits {
  const data = new Float64Array(count * side * side);
  const digits = new Float64Array(count);
  const between = (low: number, high: number): number => low + (high - low) * generator.nextDouble();
  for (let row = 0; row < count; row++) {
    const digit = Math.floor(generator.nextDouble() * strokes.length);
    digits[row] = digit;
    const [size, slant, turn] = [between(8, 10), between(-0.1, 0.3), between(-0.15, 0.15)];
    const [centreX, centreY] = [between(12.5, 14.5), between(12.5, 14.5)];
    const weight = between(0.8, 1.5);
    const place = ([x, y]: Point): Point => {
      const [slanted, down] = [x - slant * y, y];
      const [across, along] = [
        slanted * Math.cos(turn) - down * Math.sin(turn),
        slanted * Math.sin(turn) + down * Math.cos(turn),
      ];
      return [centreX + across * size * 0.8, centreY + along * size];
    };
    const picture = data.subarray(row * side * side, (row + 1) * side * side);
    for (const stroke of strokes[digit] ?? []) {
      const points = stroke.map(place);
      for (const [at, end] of points.entries()) if (at > 0) drawLine(picture, points[at - 1] ?? end, end, weight);
    }
  }
  return { pictures: { dtype: 'int32', shape: [count, side * side], data }, digits };
}

/** A line with soft edges. */
function drawLine(picture: Float64Array, [x0, y0]: Point, [x1, y1]: Point, weight: number): void {
  const [width, height] = [x1 - x0, y1 - y0];
  const length = width * width + height * height;
  const reach = weight + 1;
  const [top, bottom] = [
    Math.max(0, Math.floor(Math.min(y0, y1) - reach)),
    Math.min(side - 1, Math.ceil(Math.max(y0, y1) + reach)),
  ];
  const [left, right] = [
    Math.max(0, Math.floor(Math.min(x0, x1) - reach)),
    Math.min(side - 1, Math.ceil(Math.max(x0, x1) + reach)),
  ];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * width + (y - y0) * height) / length));
      const distance = Math.hypot(x - x0 - along * width, y - y0 - along * height);
      const ink = Math.round(255 * Math.min(1, Math.max(0, weight + 0.5 - distance)));
      const at = y * side + x;
      if (ink > (picture[at] ?? 0)) picture[at] = ink;
    }
  }
}
