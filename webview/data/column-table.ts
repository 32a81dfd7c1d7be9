import type { ColumnBatch } from '../../src/protocol/columns';
import { Column, ColumnSlice } from './column';
import type { Extremes } from './extremes';

/** Columns shared by successive tables; only the table that ends where they are filled to may write on in place. */
interface Storage {
  readonly columns: readonly Column[];
  filled: number;
}

/**
 * The rows of one run, by column. Appending returns a longer table and leaves this one as it was, though both share their columns:
 * a million rows are stored once, and state made of tables stays immutable.
 */
export class ColumnTable {
  private constructor(
    /** Rows in the table. */
    readonly count: number,
    private readonly storage: Storage,
  ) {}

  /** A table without rows. */
  static empty(width: number): ColumnTable {
    return new ColumnTable(0, { columns: Array.from({ length: width }, () => new Column()), filled: 0 });
  }

  /** Columns of every row. */
  get width(): number {
    return this.storage.columns.length;
  }

  /** This table with a batch's rows behind its own. A batch that does not follow, or of another width, is a RangeError. */
  append(batch: ColumnBatch): ColumnTable {
    const { firstRow, count } = batch;
    if (firstRow !== this.count) throw new RangeError(`batch starts at row ${firstRow}, after ${this.count} rows`);
    const values = new Float64Array(batch.values);
    if (values.length !== count * this.width) {
      throw new RangeError(`batch has ${values.length} values for ${count} rows of ${this.width} columns`);
    }
    const storage = this.writableStorage();
    storage.columns.forEach((target, column) => {
      target.append(values.subarray(column * count, (column + 1) * count));
    });
    storage.filled = this.count + count;
    return new ColumnTable(storage.filled, storage);
  }

  /** Whether this is that table with rows appended, or none: the rows that both have are the same ones. */
  continues({ storage, count }: ColumnTable): boolean {
    return this.storage === storage && this.count >= count;
  }

  /** A column; one without rows where the table has none of that index. */
  slice(index: number): ColumnSlice {
    const column = this.storage.columns[index];
    return column === undefined ? new ColumnSlice(new Column(), 0) : new ColumnSlice(column, this.count);
  }

  /** One cell; NaN outside the table. */
  at(row: number, column: number): number {
    return row < this.count ? (this.storage.columns[column]?.at(row) ?? Number.NaN) : Number.NaN;
  }

  /** At most `maxRows` rows from `firstRow` on, as a batch. */
  read(firstRow: number, maxRows: number): ColumnBatch {
    const count = Math.max(0, Math.min(maxRows, this.count - firstRow));
    const values = new Float64Array(count * this.width);
    this.storage.columns.forEach((column, index) => {
      column.copyTo(values, index * count, firstRow, firstRow + count);
    });
    return { firstRow, count, values: values.buffer };
  }

  /** Extremes of a column over all rows. */
  extremesOf(column: number): Extremes {
    return this.slice(column).extremes();
  }

  /** Whether a column never falls and has no hole, so that a row can be found by its value. */
  isAscending(column: number): boolean {
    return this.storage.columns[column]?.ascends(this.count) ?? false;
  }

  private writableStorage(): Storage {
    const { columns, filled } = this.storage;
    if (filled === this.count) return this.storage;
    return { columns: columns.map((column) => column.upTo(this.count)), filled: this.count };
  }
}
