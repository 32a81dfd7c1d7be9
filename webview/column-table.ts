import type { ColumnBatch } from '../src/protocol/columns';

/** Least and greatest finite value of a column, and whether it holds anything else; `min > max` where it holds no finite value. */
export interface Extremes {
  readonly min: number;
  readonly max: number;
  readonly hasNonFinite: boolean;
}

const none: Extremes = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, hasNonFinite: false };

/** Buffers shared by successive tables; only the table that ends where the buffers are filled to may write on in place. */
interface Storage {
  columns: Float64Array[];
  filled: number;
}

/**
 * The rows of one run, by column. Appending returns a longer table and leaves this one as it was, though both share their buffers,
 * which double as they fill: a million rows are stored once, and state made of tables stays immutable.
 */
export class ColumnTable {
  private constructor(
    /** Rows in the table. */
    readonly count: number,
    private readonly storage: Storage,
    private readonly extremes: readonly Extremes[],
  ) {}

  /** A table without rows. */
  static empty(width: number): ColumnTable {
    const columns = Array.from({ length: width }, () => new Float64Array(64));
    return new ColumnTable(0, { columns, filled: 0 }, Array<Extremes>(width).fill(none));
  }

  /** Columns of every row. */
  get width(): number {
    return this.extremes.length;
  }

  /** This table with a batch's rows behind its own. A batch that does not follow, or of another width, is a RangeError. */
  append(batch: ColumnBatch): ColumnTable {
    const { firstRow, count } = batch;
    if (firstRow !== this.count) throw new RangeError(`batch starts at row ${firstRow}, after ${this.count} rows`);
    const values = new Float64Array(batch.values);
    if (values.length !== count * this.width) {
      throw new RangeError(`batch has ${values.length} values for ${count} rows of ${this.width} columns`);
    }
    const storage = this.writableStorage(this.count + count);
    const extremes = this.extremes.map((known, column) => {
      const part = values.subarray(column * count, (column + 1) * count);
      storage.columns[column]?.set(part, this.count);
      return widened(known, part);
    });
    storage.filled = this.count + count;
    return new ColumnTable(this.count + count, storage, extremes);
  }

  /** The values of a column; a view of the table's own buffer, not to be written to. */
  column(index: number): Float64Array {
    return this.storage.columns[index]?.subarray(0, this.count) ?? new Float64Array(0);
  }

  /** One cell; NaN outside the table. */
  at(row: number, column: number): number {
    return row < this.count ? (this.storage.columns[column]?.[row] ?? Number.NaN) : Number.NaN;
  }

  /** Extremes of a column over all rows, kept up to date as rows come. */
  extremesOf(column: number): Extremes {
    return this.extremes[column] ?? none;
  }

  private writableStorage(rows: number): Storage {
    const { columns, filled } = this.storage;
    const capacity = columns[0]?.length ?? 0;
    if (filled === this.count && rows <= capacity) return this.storage;
    const grown = Math.max(rows, capacity * 2);
    return {
      filled: this.count,
      columns: columns.map((column) => {
        const larger = new Float64Array(grown);
        larger.set(column.subarray(0, this.count));
        return larger;
      }),
    };
  }
}

function widened(known: Extremes, values: Float64Array): Extremes {
  let { min, max, hasNonFinite } = known;
  for (const value of values) {
    if (!Number.isFinite(value)) hasNonFinite = true;
    else {
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return { min, max, hasNonFinite };
}
