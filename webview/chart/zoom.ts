type Range = readonly [number, number];

/** Closest look: about this many iterations or steps. */
const narrowest = 2;

/**
 * The range seen after zooming by `factor` (below 1: closer) about `at`, within `full`; null once everything is in sight. On a
 * logarithmic axis the ratios around `at` are kept instead of the distances.
 */
export function zoomed(range: Range, full: Range, at: number, factor: number, isLogarithmic: boolean): Range | null {
  const [to, from] = isLogarithmic ? [Math.log, Math.exp] : [same, same];
  const low = from(to(at) + (to(range[0]) - to(at)) * factor);
  const high = from(to(at) + (to(range[1]) - to(at)) * factor);
  return high - low < narrowest && factor < 1 ? range : within(low, high, full);
}

/** The range seen after moving by a part of its width, kept within `full`. */
export function panned(range: Range, full: Range, part: number, isLogarithmic: boolean): Range | null {
  const [to, from] = isLogarithmic ? [Math.log, Math.exp] : [same, same];
  const [low, high, least, most] = [range[0], range[1], full[0], full[1]].map(to) as [number, number, number, number];
  const wanted = (high - low) * part;
  const by = Math.min(Math.max(wanted, least - low), most - high);
  return within(from(low + by), from(high + by), full);
}

function within(low: number, high: number, full: Range): Range | null {
  const kept: Range = [Math.max(low, full[0]), Math.min(high, full[1])];
  const isAll = kept[0] <= full[0] && kept[1] >= full[1];
  return isAll || kept[1] <= kept[0] ? null : kept;
}

function same(value: number): number {
  return value;
}
