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

/** From 1 to 2 to 5 to 10, and so on. */
const factors = [2, 2.5, 2];

/**
 * The dial that shows up to `steps` without its slowest hand coming round: as on a clock, that hand takes one `unit` from number to
 * number; from 10 steps a number on, the next hand goes round once in that time, and beyond 100 a third one makes single steps visible.
 */
export function dialScale(steps: number): DialScale {
  let [unit, next] = [1, 0];
  while (12 * unit <= steps) {
    unit *= factors[next] ?? 1;
    next = (next + 1) % factors.length;
  }
  const hands: DialHand[] = [{ kind: 'hour', turn: 12 * unit }];
  if (unit >= 10) hands.push({ kind: 'minute', turn: unit });
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
