import type { Extremes } from '../data/extremes';
import type { ChartData, Curve } from './chart';
import { valueRange } from './value-range';

/**
 * The range of a logarithmic axis: from the least to the greatest value, and some air; a decade where they are equal or there are none.
 * Exported for tests.
 */
export function logarithmicRange(leastPositive: number, max: number): readonly [number, number] {
  if (!Number.isFinite(leastPositive) || !(max >= leastPositive)) return [0.1, 10];
  const air = Math.max(1.1, (max / leastPositive) ** 0.06);
  return leastPositive === max ? [max / Math.sqrt(10), max * Math.sqrt(10)] : [leastPositive / air, max * air];
}

/** The value axis that holds what all curves show in the x range that is looked at. */
export function yRangeOf({ curves, scales }: ChartData, fromZero: boolean): readonly [number, number] {
  const parts = curves.map((curve) => visibleExtremes(curve, scales.xRange));
  const min = Math.min(...parts.map((part) => part.min));
  const max = Math.max(...parts.map((part) => part.max));
  if (scales.y === 'logarithmic') return logarithmicRange(Math.min(...parts.map((part) => part.leastPositive)), max);
  return valueRange(min, max, fromZero);
}

function visibleExtremes({ x, y, isAscending }: Curve, [from, to]: readonly [number, number]): Extremes {
  if (!isAscending) return y.extremes();
  const first = Math.max(0, x.rowFrom(from) - 1);
  return y.extremes(first, Math.min(y.count, x.rowFrom(to) + 1));
}

/** The stretch of x that shows everything: from the least to the greatest, and at least up to `atLeast`; half a step of air for few rows. */
export function fullXRange(
  curves: readonly Curve[],
  isLogarithmic: boolean,
  atLeast: number,
): readonly [number, number] {
  const parts = curves.map(({ x }) => x.extremes());
  const min = Math.min(...parts.map((part) => part.min));
  const max = Math.max(atLeast, ...parts.map((part) => part.max));
  if (!Number.isFinite(max)) return isLogarithmic ? [1, 10] : [0, 1];
  if (isLogarithmic) {
    const least = Math.min(max, ...parts.map((part) => part.leastPositive));
    return least < max && least > 0 ? [least / 1.08, max * 1.08] : [Math.max(max, 1) / 2, Math.max(max, 1) * 2];
  }
  const low = Number.isFinite(min) ? Math.min(min, max) : 0;
  return max - low <= 60 ? [low - 0.5, max + 0.5] : [low, max];
}
