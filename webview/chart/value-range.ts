/**
 * The range of a value axis that holds `min` to `max` and some air. Zero is in the picture unless the values lie far from it, so that
 * a change looks as large as it is, and always with `fromZero`; a constant gets a range around it and is drawn flat, in the middle. Empty or unbounded: 0 to 1.
 */
export function valueRange(min: number, max: number, fromZero = false): readonly [number, number] {
  if (!Number.isFinite(min) || !Number.isFinite(max) || min > max) return [0, 1];
  if (min === max) return min === 0 ? [-1, 1] : [Math.min(0, 2 * min), Math.max(0, 2 * min)];
  const showsZero = fromZero || (min >= 0 ? min <= max / 2 : max <= 0 && max >= min / 2);
  const low = showsZero ? Math.min(0, min) : min;
  const high = showsZero ? Math.max(0, max) : max;
  const air = (high - low) * 0.08;
  return [low === 0 ? 0 : low - air, high === 0 ? 0 : high + air];
}
