import { chunkRows, type Numbers, PackedChunk } from '../../src/protocol/packed-chunk';
import { GatheredExtremes } from './extremes';

/** Rows that are summed up together. */
const blockRows = 128;

const blocksInChunk = chunkRows / blockRows;

/**
 * What the full blocks of a chunk hold: their least values, then their greatest, their least above zero, and 1 for each with a value
 * that is not finite. One array, for a million rows have hundreds of chunks.
 */
interface Blocks {
  /** What is summed up; a chunk has other values once they take more bytes. */
  readonly of: Numbers;
  readonly sums: Numbers;
  count: number;
}

/** A chunk of a column that is drawn: its extremes over any stretch. */
export class Chunk extends PackedChunk {
  private blocks: Blocks | null = null;
  /** Extremes of all its rows; made when it is full and somebody asks. */
  private whole: GatheredExtremes | null = null;

  /** The first row from `from` on whose value is below the one before (`before`: of the row ahead of `from`), or not finite; `rows` where there is none. */
  firstFall(from: number, before: number): number {
    let last = before;
    const { values } = this;
    if (values === null) {
      if (from >= this.rows) return this.rows;
      if (!(this.at(from) >= before)) return from;
      return this.difference < 0 && from + 1 < this.rows ? from + 1 : this.rows;
    }
    for (let row = from; row < this.rows; row++) {
      const value = values[row] as number;
      if (!(value >= last) || value - value !== 0) return row;
      last = value;
    }
    return this.rows;
  }

  /** Adds the extremes of the rows from `from` up to, but without, `to`. */
  gather(sum: GatheredExtremes, from: number, to: number): void {
    const { values } = this;
    if (values === null) this.gatherProgression(sum, from, to);
    else if (to - from <= 2 * blockRows) sum.addValues(values, from, to);
    else if (from === 0 && to === chunkRows) {
      if (this.whole === null) {
        this.whole = new GatheredExtremes();
        this.gatherBlocks(this.whole, values, 0, chunkRows);
      }
      const { min, max, leastPositive, hasNonFinite } = this.whole;
      sum.add(min, max, leastPositive, hasNonFinite);
    } else this.gatherBlocks(sum, values, from, to);
  }

  /** Its first `rows` rows as a chunk of its own. */
  upTo(rows: number): Chunk {
    const copy = new Chunk(this.fitsFloat32);
    copy.append(Float64Array.from({ length: rows }, (_, row) => this.at(row)));
    return copy;
  }

  private gatherProgression(sum: GatheredExtremes, from: number, to: number): void {
    if (from >= to) return;
    const [one, other] = [this.at(from), this.at(to - 1)];
    const [min, max] = one < other ? [one, other] : [other, one];
    let leastPositive = min > 0 ? min : Number.POSITIVE_INFINITY;
    if (min <= 0 && max > 0) {
      for (let row = from; row < to; row++) {
        const value = this.at(row);
        if (value > 0 && value < leastPositive) leastPositive = value;
      }
    }
    sum.add(min, max, leastPositive, false);
  }

  private gatherBlocks(sum: GatheredExtremes, values: Numbers, from: number, to: number): void {
    const blocks = this.summedUp(values);
    const low = Math.ceil(from / blockRows);
    const high = Math.min(blocks.count, Math.floor(to / blockRows));
    sum.addValues(values, from, low * blockRows);
    const { sums } = blocks;
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let leastPositive = Number.POSITIVE_INFINITY;
    let hasNonFinite = false;
    for (let block = low; block < high; block++) {
      if ((sums[block] as number) < min) min = sums[block] as number;
      if ((sums[block + blocksInChunk] as number) > max) max = sums[block + blocksInChunk] as number;
      if ((sums[block + 2 * blocksInChunk] as number) < leastPositive) {
        leastPositive = sums[block + 2 * blocksInChunk] as number;
      }
      if (sums[block + 3 * blocksInChunk] !== 0) hasNonFinite = true;
    }
    sum.add(min, max, leastPositive, hasNonFinite);
    sum.addValues(values, high * blockRows, to);
  }

  /** The blocks that are full by now; each is summed up once, and only in columns that are drawn. */
  private summedUp(values: Numbers): Blocks {
    if (this.blocks?.of !== values) this.blocks = emptyBlocks(values);
    const { blocks } = this;
    const full = Math.floor(this.rows / blockRows);
    if (blocks.count < full) sumUp(values, blocks, full);
    return blocks;
  }
}

/** Sums up the blocks from the last one known up to `full`. One loop, for a million rows that come at once are summed up by cold code. */
function sumUp(values: Numbers, blocks: Blocks, full: number): void {
  const { sums } = blocks;
  for (let block = blocks.count, row = blocks.count * blockRows; block < full; block++) {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let hasNaN = false;
    for (const end = row + blockRows; row < end; row++) {
      const value = values[row] as number;
      // Written so that NaN comes in here: two comparisons a value, and no third.
      if (!(value >= min)) {
        if (value === value) min = value;
        else hasNaN = true;
      }
      if (value > max) max = value;
    }
    let leastPositive = min;
    if (hasNaN || !(min > 0) || max === Number.POSITIVE_INFINITY) {
      const sum = new GatheredExtremes();
      sum.addValues(values, row - blockRows, row);
      ({ min, max, leastPositive } = sum);
      if (sum.hasNonFinite) sums[block + 3 * blocksInChunk] = 1;
    }
    sums[block] = min;
    sums[block + blocksInChunk] = max;
    sums[block + 2 * blocksInChunk] = leastPositive;
  }
  blocks.count = full;
}

function emptyBlocks(of: Numbers): Blocks {
  const length = 4 * blocksInChunk;
  return { of, sums: of instanceof Float32Array ? new Float32Array(length) : new Float64Array(length), count: 0 };
}
