import type { GraphArray, GraphValue } from '../base/graph-call';

/**
 * Recorded arrays, each kept once: a program that feeds the same batch again and again records it a single time. What is recorded is a
 * copy of its own, for the program may change its array afterwards.
 */
export class InternedArrays {
  private readonly byHash = new Map<number, (GraphValue & { kind: 'array' })[]>();
  private readonly numbers = new Map<Float64Array, number>();

  intern(array: GraphArray): GraphValue {
    const hash = hashOf(array);
    const known = this.byHash.get(hash) ?? [];
    const same = known.find(({ value }) => isSame(value, array));
    if (same !== undefined) return same;
    const kept = { kind: 'array', value: { ...array, data: array.data.slice() } } as const;
    this.byHash.set(hash, [...known, kept]);
    this.numbers.set(kept.value.data, this.numbers.size);
    return kept;
  }

  /** A number that tells interned arrays apart. */
  numberOf(data: Float64Array): number {
    return this.numbers.get(data) ?? -1;
  }
}

function hashOf({ data, shape }: GraphArray): number {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length * 2);
  let hash = 0x811c9dc5 ^ shape.length;
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ (words[at] ?? 0), 0x01000193);
  return hash;
}

function isSame(a: GraphArray, b: GraphArray): boolean {
  if (a.dtype !== b.dtype || a.data.length !== b.data.length || a.shape.join() !== b.shape.join()) return false;
  for (let at = 0; at < a.data.length; at++) if (!Object.is(a.data[at], b.data[at])) return false;
  return true;
}
