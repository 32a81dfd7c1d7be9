/** One hand of a dial: how many steps take it round once. */
export interface DialHand {
  readonly kind: 'hour' | 'minute' | 'second';
  readonly turn: number;
}

/** A clock face that counts steps: twelve numbers, each worth `unit` steps. */
export interface DialScale {
  readonly unit: number;
  readonly hands: readonly DialHand[];
}

/**
 * The dial that shows up to `steps` without its slowest hand coming round: as on a clock, that hand takes one `unit` from number to
 * number, and the next one goes round once in that time. From 1,000 steps a number on, a third hand makes single steps visible.
 */
export function dialScale(steps: number): DialScale {
  let unit = 1;
  while (12 * unit <= steps) unit *= 10;
  const hands: DialHand[] = [{ kind: 'hour', turn: 12 * unit }];
  if (unit > 1) hands.push({ kind: 'minute', turn: unit });
  if (unit > 100) hands.push({ kind: 'second', turn: 10 });
  return { unit, hands };
}

/** Degrees from twelve o'clock; it grows beyond 360, so that a hand never turns backwards when it comes round. */
export function handAngle(step: number, turn: number): number {
  return Number.isFinite(step) ? (step / turn) * 360 : 0;
}

/** The path of an arc around (50, 50) from twelve o'clock over `degrees`, at most the whole circle. */
export function arcPath(radius: number, degrees: number): string {
  const swept = Math.min(Math.max(degrees, 0), 359.99);
  if (swept === 0) return '';
  const radians = (swept * Math.PI) / 180;
  const x = 50 + radius * Math.sin(radians);
  const y = 50 - radius * Math.cos(radians);
  return `M50 ${50 - radius}A${radius} ${radius} 0 ${swept > 180 ? 1 : 0} 1 ${x.toFixed(3)} ${y.toFixed(3)}`;
}
