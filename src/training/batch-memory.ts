/** So many pieces wait for the next batch; of more, the rest is given back to the system. */
const mostPieces = 32;

/**
 * Memory of batches that came back from their owner, to be written again. New memory costs more than all else of a quick step: the system
 * makes each page of it when it is first written.
 */
export class BatchMemory {
  private readonly pieces = new Map<number, ArrayBuffer[]>();

  /** So many zeros. */
  take(length: number): Float64Array {
    const piece = this.pieces.get(length * Float64Array.BYTES_PER_ELEMENT)?.pop();
    return piece === undefined ? new Float64Array(length) : new Float64Array(piece).fill(0);
  }

  /** Takes in the memory of a batch that nobody reads any more. */
  give(piece: ArrayBuffer): void {
    const alike = this.pieces.get(piece.byteLength) ?? [];
    this.pieces.set(piece.byteLength, alike);
    if (alike.length < mostPieces) alike.push(piece);
  }
}
