import type { Random } from '../random';

/** A whole number between two limits, small ones as often as large ones. */
export function size(random: Random, least: number, most: number): number {
  return Math.round(least * (most / least) ** random.next());
}

/** So many lines, each made from its number. */
export function times(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join('\n');
}

/** Makes a part of a program: whatever it is, it stands behind `import tensorflow as tf` and before the training. */
export type Shape = (random: Random) => string;
