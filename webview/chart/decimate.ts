import type { SeriesValues } from './chart';

/** Rows reduced for drawing: the rows that stand for all, and the values that each series shows there (null where it has none). */
export interface DecimatedRows {
  readonly rows: Uint32Array;
  readonly values: readonly (number | null)[][];
}

/**
 * Reduces rows to at most two a bucket, which is to be a pixel column: every bucket shows each series' least and greatest value, in
 * the order in which they stand, so that no spike is lost; a value that is not finite becomes a gap of its bucket. Up to two rows a
 * bucket, rows are shown as they are.
 */
export function decimate(series: readonly SeriesValues[], rowCount: number, buckets: number): DecimatedRows {
  if (rowCount <= buckets * 2) {
    return {
      rows: Uint32Array.from({ length: rowCount }, (_, row) => row),
      values: series.map(({ values }) => Array.from({ length: rowCount }, (_, row) => finiteOrNull(values[row]))),
    };
  }
  const rows = new Uint32Array(buckets * 2);
  for (let bucket = 0; bucket < buckets; bucket++) {
    rows[bucket * 2] = Math.floor((bucket * rowCount) / buckets);
    rows[bucket * 2 + 1] = Math.floor(((bucket + 1) * rowCount) / buckets) - 1;
  }
  return { rows, values: series.map(({ values }) => bucketExtremes(values, rows)) };
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

function bucketExtremes(values: Float64Array, rows: Uint32Array): (number | null)[] {
  const shown: (number | null)[] = [];
  for (let at = 0; at < rows.length; at += 2) {
    const first = rows[at] ?? 0;
    const last = Math.min(rows[at + 1] ?? 0, values.length - 1);
    let minRow = -1;
    let maxRow = -1;
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (let row = first; row <= last; row++) {
      const value = values[row] as number;
      if (value < min && value !== Number.NEGATIVE_INFINITY) {
        min = value;
        minRow = row;
      }
      if (value > max && value !== Number.POSITIVE_INFINITY) {
        max = value;
        maxRow = row;
      }
    }
    if (minRow < 0 || maxRow < 0) shown.push(null, null);
    else if (minRow <= maxRow) shown.push(min, max);
    else shown.push(max, min);
  }
  return shown;
}
