import type { ColumnBatch } from '../protocol/columns';

/** Every row of one run, by column, in arrays that double as they fill: what the host keeps and any page is rebuilt from. */
export class RunLog {
  private columns: Float64Array[];
  private rows = 0;

  /** `width` is the number of columns of every row. */
  constructor(readonly width: number) {
    this.columns = Array.from({ length: width }, () => new Float64Array(1024));
  }

  /** Rows recorded so far. */
  get count(): number {
    return this.rows;
  }

  /** Appends a batch; one that does not follow the last row is an error, for a row would be lost. */
  append(batch: ColumnBatch): void {
    if (batch.firstRow !== this.rows) {
      throw new RangeError(`batch starts at row ${batch.firstRow}, but ${this.rows} rows are recorded`);
    }
    const values = new Float64Array(batch.values);
    if (values.length !== batch.count * this.width) {
      throw new RangeError(`batch of ${batch.count} rows has ${values.length} values, not ${batch.count * this.width}`);
    }
    this.reserve(this.rows + batch.count);
    this.columns.forEach((column, index) => {
      column.set(values.subarray(index * batch.count, (index + 1) * batch.count), this.rows);
    });
    this.rows += batch.count;
  }

  /** At most `maxRows` rows from `firstRow` on, as an exact-size batch. */
  read(firstRow: number, maxRows: number): ColumnBatch {
    const count = Math.max(0, Math.min(maxRows, this.rows - firstRow));
    const values = new Float64Array(count * this.width);
    this.columns.forEach((column, index) => {
      values.set(column.subarray(firstRow, firstRow + count), index * count);
    });
    return { firstRow, count, values: values.buffer };
  }

  /** One cell; NaN outside the recorded rows. */
  at(row: number, column: number): number {
    return row < this.rows ? (this.columns[column]?.[row] ?? Number.NaN) : Number.NaN;
  }

  private reserve(rows: number): void {
    const capacity = this.columns[0]?.length ?? 0;
    if (rows <= capacity) return;
    const grown = Math.max(rows, capacity * 2);
    this.columns = this.columns.map((column) => {
      const larger = new Float64Array(grown);
      larger.set(column.subarray(0, this.rows));
      return larger;
    });
  }
}
