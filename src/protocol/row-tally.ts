import type { ColumnBatch } from './columns';

/** How many rows of a run there are, and a sum over every bit of them. */
export interface TalliedRows {
  readonly runId: string;
  readonly count: number;
  readonly checksum: number;
}

/**
 * Counts a run's rows and sums them up, batch by batch; in whatever batches rows come, they make the same sum. Each cell's words are
 * weighted with an odd number of their place, modulo 2^32, so that no single change goes unseen, nor do cells in each other's place.
 */
export class RowTally {
  private rows = 0;
  private sum = 0;

  get count(): number {
    return this.rows;
  }

  /** A whole number below 2^32. */
  get checksum(): number {
    return this.sum >>> 0;
  }

  /** Takes in the rows that follow. */
  add({ firstRow, count, values }: ColumnBatch): void {
    const words = new Int32Array(values);
    let { sum } = this;
    for (let at = 0, column = 1; at < words.length; column++) {
      const factor = Math.imul(column, 0x9e3779b1) | 1;
      for (let row = firstRow; row < firstRow + count; row++, at += 2) {
        let low = words[at] as number;
        let high = words[at + 1] as number;
        // There are many NaNs, and one kind only once it went through a float32.
        if ((high & 0x7ff00000) === 0x7ff00000 && ((high & 0xfffff) | low) !== 0) {
          low = 0;
          high = 0x7ff80000;
        }
        const weight = Math.imul(2 * row + 1, factor);
        sum = (sum + Math.imul(low, weight) + Math.imul(high, weight ^ 0x5bd1e994)) | 0;
      }
    }
    this.sum = sum;
    this.rows += count;
  }
}
