import type { ColumnBatch } from '../protocol/columns';

/** Rows of a batch that is kept as it came, without a copy; smaller ones share a block. */
const ownBlockRows = 1024;
const sharedBlockRows = 4096;

/** Consecutive rows, column after column, each with room for `stride` rows. */
interface Block {
  readonly firstRow: number;
  readonly stride: number;
  readonly values: Float64Array;
  count: number;
}

/**
 * Every row of one run: what the host keeps and any page is rebuilt from. Rows lie in blocks that are never moved, so that appending
 * costs the same at the millionth row as at the first and the owner's event loop is not held up by a growing array.
 */
export class RunLog {
  private readonly blocks: Block[] = [];
  private rows = 0;

  /** `width` is the number of columns of every row. */
  constructor(readonly width: number) {}

  /** Rows recorded so far. */
  get count(): number {
    return this.rows;
  }

  /** Appends a batch, whose buffer may be kept; one that does not follow the last row is an error, for a row would be lost. */
  append({ firstRow, count, values: buffer }: ColumnBatch): void {
    if (firstRow !== this.rows) {
      throw new RangeError(`batch starts at row ${firstRow}, but ${this.rows} rows are recorded`);
    }
    const values = new Float64Array(buffer);
    if (values.length !== count * this.width) {
      throw new RangeError(`batch of ${count} rows has ${values.length} values, not ${count * this.width}`);
    }
    if (count >= ownBlockRows) this.blocks.push({ firstRow, stride: count, values, count });
    else this.share(values, count);
    this.rows += count;
  }

  /** At most `maxRows` rows from `firstRow` on, as an exact-size batch. */
  read(firstRow: number, maxRows: number): ColumnBatch {
    const count = Math.max(0, Math.min(maxRows, this.rows - firstRow));
    const values = new Float64Array(count * this.width);
    let index = this.blockOf(firstRow);
    for (let row = firstRow; row < firstRow + count; index++) {
      const block = this.blocks[index];
      if (block === undefined) break;
      const start = row - block.firstRow;
      const taken = Math.min(block.count - start, firstRow + count - row);
      for (let column = 0; column < this.width; column++) {
        const from = column * block.stride + start;
        values.set(block.values.subarray(from, from + taken), column * count + row - firstRow);
      }
      row += taken;
    }
    return { firstRow, count, values: values.buffer };
  }

  /** One cell; NaN outside the recorded rows. */
  at(row: number, column: number): number {
    const block = this.blocks[this.blockOf(row)];
    if (block === undefined || row >= this.rows || column >= this.width) return Number.NaN;
    return block.values[column * block.stride + row - block.firstRow] ?? Number.NaN;
  }

  /** Copies a small batch into the last block, or into a new one where that has no room. */
  private share(values: Float64Array, count: number): void {
    let block = this.blocks.at(-1);
    if (block === undefined || block.stride - block.count < count) {
      const room = new Float64Array(this.width * sharedBlockRows);
      block = { firstRow: this.rows, stride: sharedBlockRows, values: room, count: 0 };
      this.blocks.push(block);
    }
    for (let column = 0; column < this.width; column++) {
      const batch = values.subarray(column * count, (column + 1) * count);
      block.values.set(batch, column * block.stride + block.count);
    }
    block.count += count;
  }

  /** Index of the block that holds a row, or would. */
  private blockOf(row: number): number {
    let [low, high] = [0, this.blocks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.blocks[middle]?.firstRow ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
