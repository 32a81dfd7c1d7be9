import { chunkRows } from '../../src/protocol/packed-chunk';
import { Chunk } from './chunk';
import { type Extremes, GatheredExtremes } from './extremes';

/** One column of a run: chunks that are never moved, so that the millionth row costs what the first did. */
export class Column {
  private readonly chunks: Chunk[] = [];
  private count = 0;
  /** Rows known to ascend, and whether the row after them falls or is not finite. */
  private ascending = 0;
  private hasFall = false;

  append(values: Float64Array): void {
    for (let taken = 0; taken < values.length;) {
      let chunk = this.chunks.at(-1);
      if (chunk === undefined || chunk.rows === chunkRows) {
        chunk = new Chunk(chunk?.fitsFloat32 ?? true);
        this.chunks.push(chunk);
      }
      taken += chunk.append(values.subarray(taken));
    }
    this.count += values.length;
  }

  /** A value; NaN outside of the column. */
  at(row: number): number {
    return row >= 0 && row < this.count
      ? (this.chunks[Math.floor(row / chunkRows)] as Chunk).at(row % chunkRows)
      : Number.NaN;
  }

  /** Whether none of the first `rows` values is below the one before it, or not finite. */
  ascends(rows: number): boolean {
    while (!this.hasFall && this.ascending < Math.min(rows, this.count)) {
      const index = Math.floor(this.ascending / chunkRows);
      const chunk = this.chunks[index] as Chunk;
      const before = this.ascending === 0 ? Number.NEGATIVE_INFINITY : this.at(this.ascending - 1);
      const reached = chunk.firstFall(this.ascending % chunkRows, before);
      this.ascending = index * chunkRows + reached;
      this.hasFall = reached < chunk.rows;
    }
    return this.ascending >= rows;
  }

  /** Adds the extremes of the rows from `from` up to, but without, `to`. */
  gather(sum: GatheredExtremes, from: number, to: number): void {
    for (let row = from; row < to;) {
      const index = Math.floor(row / chunkRows);
      const end = Math.min(to, (index + 1) * chunkRows);
      (this.chunks[index] as Chunk).gather(sum, row - index * chunkRows, end - index * chunkRows);
      row = end;
    }
  }

  /** Writes the rows from `from` up to, but without, `to` into `target`, from `start` on. */
  copyTo(target: Float64Array, start: number, from: number, to: number): void {
    for (let row = from; row < to;) {
      const index = Math.floor(row / chunkRows);
      const end = Math.min(to, (index + 1) * chunkRows);
      (this.chunks[index] as Chunk).copyTo(
        target,
        start + row - from,
        row - index * chunkRows,
        end - index * chunkRows,
      );
      row = end;
    }
  }

  /** Its first rows as a column that goes on by itself; full chunks are shared, for they do not change any more. */
  upTo(rows: number): Column {
    const copy = new Column();
    const shared = Math.floor(rows / chunkRows);
    copy.chunks.push(...this.chunks.slice(0, shared));
    const rest = rows - shared * chunkRows;
    if (rest > 0) copy.chunks.push((this.chunks[shared] as Chunk).upTo(rest));
    copy.count = rows;
    return copy;
  }
}

/** The first rows of a column, as a chart reads them. */
export class ColumnSlice {
  constructor(
    private readonly column: Column,
    readonly count: number,
  ) {}

  at(row: number): number {
    return row < this.count ? this.column.at(row) : Number.NaN;
  }

  /** Adds the extremes of the rows from `from` up to, but without, `to`; quick whatever their number. */
  gather(sum: GatheredExtremes, from: number, to: number): void {
    this.column.gather(sum, from, to);
  }

  extremes(from = 0, to = this.count): Extremes {
    const sum = new GatheredExtremes();
    this.gather(sum, from, to);
    return sum;
  }

  /** Of a column that ascends, the first row whose value is not below `value`. */
  rowFrom(value: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.column.at(middle) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
