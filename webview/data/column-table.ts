import type { ColumnBatch } from '../../src/protocol/columns';
import { type Extremes, ExtremesPyramid, noExtremes } from './pyramid';

/** Buffers shared by successive tables; only the table that ends where the buffers are filled to may write on in place. */
interface Storage {
  columns: Float64Array[];
  pyramids: ExtremesPyramid[];
  filled: number;
}

/** One column of a table, as a chart reads it. */
export interface ColumnSlice {
  /** A view of the table's own buffer, not to be written to. */
  readonly values: Float64Array;
  /** Extremes of the rows from `from` up to, but without, `to`; quick whatever their number. */
  extremes(from: number, to: number): Extremes;
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
    private readonly known: readonly Extremes[],
    private readonly falls: readonly boolean[],
  ) {}

  /** A table without rows. */
  static empty(width: number): ColumnTable {
    const storage: Storage = {
      columns: Array.from({ length: width }, () => new Float64Array(64)),
      pyramids: Array.from({ length: width }, () => new ExtremesPyramid()),
      filled: 0,
    };
    return new ColumnTable(0, storage, Array<Extremes>(width).fill(noExtremes), Array<boolean>(width).fill(false));
  }

  /** Columns of every row. */
  get width(): number {
    return this.known.length;
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
    const rows = this.count + count;
    const known: Extremes[] = [];
    const falls: boolean[] = [];
    storage.columns.forEach((target, column) => {
      target.set(values.subarray(column * count, (column + 1) * count), this.count);
      const added = survey(target, this.count, rows);
      known.push(merged(this.known[column] ?? noExtremes, added));
      falls.push(this.falls[column] === true || added.falls);
    });
    storage.filled = rows;
    return new ColumnTable(rows, storage, known, falls);
  }

  /** The values of a column; a view of the table's own buffer, not to be written to. */
  column(index: number): Float64Array {
    return this.storage.columns[index]?.subarray(0, this.count) ?? new Float64Array(0);
  }

  /** A column with the means to sum it up quickly. */
  slice(index: number): ColumnSlice {
    const values = this.column(index);
    const pyramid = this.storage.pyramids[index] ?? new ExtremesPyramid();
    const whole = this.extremesOf(index);
    return {
      values,
      // Blocks are summed up when somebody asks for a part: many columns are never drawn.
      extremes: (from, to) => (from === 0 && to === values.length ? whole : pyramid.over(values, from, to)),
    };
  }

  /** One cell; NaN outside the table. */
  at(row: number, column: number): number {
    return row < this.count ? (this.storage.columns[column]?.[row] ?? Number.NaN) : Number.NaN;
  }

  /** Extremes of a column over all rows, kept up to date as rows come. */
  extremesOf(column: number): Extremes {
    return this.known[column] ?? noExtremes;
  }

  /** Whether a column never falls and has no hole, so that a row can be found by its value. */
  isAscending(column: number): boolean {
    return this.falls[column] === false && !this.extremesOf(column).hasNonFinite;
  }

  private writableStorage(rows: number): Storage {
    const { columns, filled, pyramids } = this.storage;
    const capacity = columns[0]?.length ?? 0;
    if (filled === this.count && rows <= capacity) return this.storage;
    const larger = columns.map((column) => {
      const copy = new Float64Array(Math.max(rows, capacity * 2));
      copy.set(column.subarray(0, this.count));
      return copy;
    });
    // Pyramids may only be carried on where they hold this table's rows and none of a sister's.
    if (filled === this.count) {
      this.storage.filled = Number.POSITIVE_INFINITY;
      return { filled: this.count, columns: larger, pyramids };
    }
    return { filled: this.count, columns: larger, pyramids: columns.map(() => new ExtremesPyramid()) };
  }
}

/** The extremes of some rows, and whether a value among them is below the one before it: one pass, with nothing made on the way. */
function survey(values: Float64Array, from: number, to: number): Extremes & { readonly falls: boolean } {
  let [min, max, leastPositive] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  let hasNonFinite = false;
  let falls = false;
  let before = from > 0 ? (values[from - 1] as number) : Number.NEGATIVE_INFINITY;
  for (let row = from; row < to; row++) {
    const value = values[row] as number;
    if (value < before) falls = true;
    before = value;
    // False for NaN and both infinities alike.
    if (value - value !== 0) {
      hasNonFinite = true;
      continue;
    }
    if (value < min) min = value;
    if (value > max) max = value;
    if (value > 0 && value < leastPositive) leastPositive = value;
  }
  return { min, max, leastPositive, hasNonFinite, falls };
}

function merged(one: Extremes, other: Extremes): Extremes {
  return {
    min: Math.min(one.min, other.min),
    max: Math.max(one.max, other.max),
    leastPositive: Math.min(one.leastPositive, other.leastPositive),
    hasNonFinite: one.hasNonFinite || other.hasNonFinite,
  };
}
