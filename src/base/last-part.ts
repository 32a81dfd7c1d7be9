/** The last part of a dotted path: `exponential_decay` of `train.exponential_decay`. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
