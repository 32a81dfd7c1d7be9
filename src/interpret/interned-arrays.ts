import type { Message } from '../base/message';
import type { GraphArray, GraphValue } from '../base/graph-call';
import type { Span } from '../python/syntax';
import { countOf } from './forgotten';
import { shapeText, takeRecorded, work } from './reading';

/** What an array is recorded for, in the words of a message, and where; by default where the program is. */
export interface ArrayUse {
  readonly what: (shape: string) => Message;
  readonly span?: Span;
}

type KeptArray = GraphValue & { readonly kind: 'array' };

/** Memory that threads share; a browser's page that is not isolated from others has none, and a message copies it. */
const Memory: new (bytes: number) => ArrayBufferLike =
  'SharedArrayBuffer' in globalThis ? SharedArrayBuffer : ArrayBuffer;

/** Elements of a piece of shared memory that small arrays lie in together. */
const elementsOfPiece = 2 ** 15;

/**
 * Recorded arrays, each kept once: a program that feeds the same batch again and again records it a single time. What is recorded is a
 * copy of its own, for the program may change its array afterwards; it lies in shared memory, so that the thread that trains reads
 * this very copy, for all of its runs.
 */
export class InternedArrays {
  private readonly byHash = new Map<number, KeptArray[]>();
  /** What was recorded of a memory, as often as that was written by then. */
  private readonly seen = new WeakMap<Float64Array, { readonly kept: KeptArray; readonly count: number }>();
  private readonly numbers = new Map<Float64Array, number>();
  private piece: Float64Array = new Float64Array(0);
  private used = 0;

  /** The recorded array that equals this one. Throws a limit where there is no memory for another. */
  intern(array: GraphArray, use: ArrayUse): GraphValue {
    const seen = this.seen.get(array.data);
    const count = countOf(array.data.buffer);
    if (
      seen?.count === count &&
      seen.kept.value.shape.join() === array.shape.join() &&
      seen.kept.value.dtype === array.dtype
    )
      return seen.kept;
    const kept = this.kept(array, use);
    this.seen.set(array.data, { kept, count });
    return kept;
  }

  private kept(array: GraphArray, use: ArrayUse): KeptArray {
    work(array.data.length);
    const hash = hashOf(array);
    const known = this.byHash.get(hash) ?? [];
    const same = known.find(({ value }) => isSame(value, array));
    if (same !== undefined) return same;
    takeRecorded(array.data.byteLength, () => use.what(shapeText(array.shape)), use.span);
    const made: KeptArray = { kind: 'array', value: { ...array, data: this.copied(array.data) } };
    this.byHash.set(hash, [...known, made]);
    this.numbers.set(made.value.data, this.numbers.size);
    return made;
  }

  private copied(data: Float64Array): Float64Array {
    const copy = this.shared(data.length);
    copy.set(data);
    return copy;
  }

  private shared(length: number): Float64Array {
    if (length > elementsOfPiece / 4) return new Float64Array(new Memory(length * 8));
    if (this.used + length > this.piece.length) {
      this.piece = new Float64Array(new Memory(elementsOfPiece * 8));
      this.used = 0;
    }
    this.used += length;
    return this.piece.subarray(this.used - length, this.used);
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
