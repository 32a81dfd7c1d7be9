import type { ColumnBatch } from '../protocol/columns';
import { chunkRows, PackedChunk } from '../protocol/packed-chunk';

/**
 * Every row of one run: what the host keeps and any page is rebuilt from. Rows lie in chunks that are never moved, so that appending
 * costs the same at the millionth row as at the first and the owner's event loop is not held up by a growing array. They are packed,
 * some 12 bytes a row where the program's numbers are float32: what is kept outside of the heap counts for the collector all the same.
 */
export class RunLog {
  private readonly columns: readonly PackedChunk[][];
  private rows = 0;

  /** `width` is the number of columns of every row. */
  constructor(readonly width: number) {
    this.columns = Array.from({ length: width }, () => []);
  }

  /** Rows recorded so far. */
  get count(): number {
    return this.rows;
  }

  /** Appends a batch, and says whether its buffer is kept; one that does not follow the last row is an error, for a row would be lost. */
  append({ firstRow, count, values: buffer }: ColumnBatch): boolean {
    if (firstRow !== this.rows) {
      throw new RangeError(`batch starts at row ${firstRow}, but ${this.rows} rows are recorded`);
    }
    const values = new Float64Array(buffer);
    if (values.length !== count * this.width) {
      throw new RangeError(`batch of ${count} rows has ${values.length} values, not ${count * this.width}`);
    }
    let isKept = false;
    this.columns.forEach((chunks, column) => {
      const end = (column + 1) * count;
      for (let at = column * count; at < end;) {
        let chunk = chunks.at(-1);
        if (chunk === undefined || chunk.rows === chunkRows) {
          chunk = new PackedChunk(chunk?.fitsFloat32 ?? true);
          chunks.push(chunk);
        }
        at += chunk.append(values.subarray(at, end));
        isKept ||= chunk.values?.buffer === buffer;
      }
    });
    this.rows += count;
    return isKept;
  }

  /** At most `maxRows` rows from `firstRow` on, as an exact-size batch. */
  read(firstRow: number, maxRows: number): ColumnBatch {
    const count = Math.max(0, Math.min(maxRows, this.rows - firstRow));
    const values = new Float64Array(count * this.width);
    this.columns.forEach((chunks, column) => {
      for (let row = firstRow; row < firstRow + count;) {
        const index = Math.floor(row / chunkRows);
        const start = index * chunkRows;
        const end = Math.min(firstRow + count, start + chunkRows);
        chunks[index]?.copyTo(values, column * count + row - firstRow, row - start, end - start);
        row = end;
      }
    });
    return { firstRow, count, values: values.buffer };
  }

  /** One cell; NaN outside the recorded rows. */
  at(row: number, column: number): number {
    if (row < 0 || row >= this.rows) return Number.NaN;
    return this.columns[column]?.[Math.floor(row / chunkRows)]?.at(row % chunkRows) ?? Number.NaN;
  }
}
