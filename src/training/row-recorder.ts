import type { ColumnBatch } from '../protocol/columns';
import { BatchMemory } from './batch-memory';

/** Numbers that one batch holds at most: half a megabyte, which a message hands over as quickly as a single one. */
const mostNumbers = 65_536;
/** Fewer messages cost the owner less: with 2,048 rows a batch it gets 3,000 a second at full speed. */
const mostRows = 8192;

/** Collects a run's rows by column and hands them out as exact-size batches. */
export class RowRecorder {
  /** Cells by column, another array after each full batch: column `c` of the row being written is at `c * capacity + position`. */
  columns: Float64Array;
  /** Rows that one batch holds. */
  readonly capacity: number;
  private count = 0;
  private firstRow = 0;

  /** `width` is the number of columns of every row; full batches are made of `memory`. */
  constructor(
    private readonly width: number,
    private readonly memory: BatchMemory = new BatchMemory(),
  ) {
    this.capacity = Math.max(1, Math.min(mostRows, Math.floor(mostNumbers / Math.max(1, width))));
    this.columns = new Float64Array(width * this.capacity);
  }

  /** Rows recorded so far, those already taken included. */
  get total(): number {
    return this.firstRow + this.count;
  }

  get isFull(): boolean {
    return this.count === this.capacity;
  }

  /** Place of the row being written. */
  get position(): number {
    return this.count;
  }

  /** Rows that can be written before the recorder has to be taken from. */
  get free(): number {
    return this.capacity - this.count;
  }

  /** Sets one cell of the row being written. */
  set(column: number, value: number): void {
    this.columns[column * this.capacity + this.count] = value;
  }

  /** Ends the row being written. A full recorder has to be taken from first. */
  endRow(): void {
    this.count += 1;
  }

  /** Sets a column of the next `rows` rows, which are not ended by it. */
  fill(column: number, rows: number, value: number): void {
    const start = column * this.capacity + this.count;
    this.columns.fill(value, start, start + rows);
  }

  /** What stands in a column of so many rows from one on. */
  column(column: number, first: number, rows: number): Float64Array {
    const start = column * this.capacity + first;
    return this.columns.subarray(start, start + rows);
  }

  /** Ends as many rows, written to `columns` directly. */
  endRows(rows: number): void {
    if (rows > this.free) throw new RangeError(`${rows} rows do not fit into the ${this.free} that are left`);
    this.count += rows;
  }

  /** The rows since the last call, or null where there are none. */
  take(): ColumnBatch | null {
    if (this.count === 0) return null;
    if (this.isFull) return this.handOver();
    const values = new Float64Array(this.width * this.count);
    for (let column = 0; column < this.width; column++) {
      const start = column * this.capacity;
      values.set(this.columns.subarray(start, start + this.count), column * this.count);
    }
    const batch: ColumnBatch = { firstRow: this.firstRow, count: this.count, values: values.buffer };
    this.firstRow += this.count;
    this.count = 0;
    return batch;
  }

  /** A full recorder's own memory is the batch: nothing is copied. */
  private handOver(): ColumnBatch {
    const batch: ColumnBatch = {
      firstRow: this.firstRow,
      count: this.count,
      values: this.columns.buffer as ArrayBuffer,
    };
    this.columns = this.memory.take(this.width * this.capacity);
    this.firstRow += this.count;
    this.count = 0;
    return batch;
  }
}
