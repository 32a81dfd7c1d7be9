import { GatheredExtremes, type Numbers } from './extremes';

/** Rows of a chunk: the unit in which a column is stored and summed up. */
export const chunkRows = 8192;
/** Rows that are summed up together. */
const blockRows = 32;

const blocksInChunk = chunkRows / blockRows;

/**
 * What the full blocks of a chunk hold: their least values, then their greatest, their least above zero, and 1 for each with a value
 * that is not finite. One array, for a million rows have hundreds of chunks.
 */
interface Blocks {
  readonly values: Numbers;
  count: number;
}

/**
 * Up to 8,192 values of a column. Where each differs from the one before by the same, as iterations, steps and constant rates do, they
 * are two numbers; where each is a float32, as TensorFlow's are, they take four bytes; else eight. Each reads as exactly what came.
 * Of eight bytes, a whole chunk is kept where it came, without a copy.
 */
export class Chunk {
  private count = 0;
  /** Null while the values are `first + row * difference`. */
  private values: Numbers | null = null;
  private first = 0;
  private difference = 0;
  private blocks: Blocks | null = null;
  /** Extremes of all its rows; made when it is full and somebody asks. */
  private whole: GatheredExtremes | null = null;

  /** `isSingle`: whether the column's values were float32 up to here. */
  constructor(private isSingle: boolean) {}

  get rows(): number {
    return this.count;
  }

  /** Whether no value was met yet that takes eight bytes. */
  get fitsFloat32(): boolean {
    return this.isSingle;
  }

  at(row: number): number {
    return this.values === null ? this.first + row * this.difference : (this.values[row] as number);
  }

  /** Takes in as many values as there is room for, and says how many. */
  append(added: Float64Array): number {
    const taken = Math.min(added.length, chunkRows - this.count);
    const followed = this.values === null ? this.follow(added, taken) : 0;
    if (followed === taken) return taken;
    if (followed === this.count && taken === chunkRows && !this.isSingle) {
      this.values = added.subarray(0, taken);
      this.count = taken;
    } else this.store(added.subarray(followed, taken));
    return taken;
  }

  /** The first row from `from` on whose value is below the one before (`before`: of the row ahead of `from`), or not finite; `rows` where there is none. */
  firstFall(from: number, before: number): number {
    let last = before;
    const { values } = this;
    if (values === null) {
      if (from >= this.count) return this.count;
      if (!(this.at(from) >= before)) return from;
      return this.difference < 0 && from + 1 < this.count ? from + 1 : this.count;
    }
    for (let row = from; row < this.count; row++) {
      const value = values[row] as number;
      if (!(value >= last) || value - value !== 0) return row;
      last = value;
    }
    return this.count;
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
    const copy = new Chunk(this.isSingle);
    copy.append(Float64Array.from({ length: rows }, (_, row) => this.at(row)));
    return copy;
  }

  /** Counts the values that continue the progression, from the first on. */
  private follow(added: Float64Array, taken: number): number {
    let row = 0;
    if (this.count === 0 && taken > 0 && Number.isFinite(added[0]) && !Object.is(added[0], -0)) {
      this.first = added[row++] as number;
      this.count = 1;
    }
    if (this.count === 1 && row < taken && Number.isFinite(added[row])) {
      this.difference = (added[row] as number) - this.first;
    }
    const { first, difference } = this;
    const offset = this.count - row;
    for (; row < taken; row++) {
      const value = added[row] as number;
      const expected = first + (offset + row) * difference;
      // Minus zero equals zero, and reads otherwise.
      if (value !== expected || (value === 0 && !Object.is(value, expected))) break;
    }
    this.count = offset + row;
    return row;
  }

  private store(added: Float64Array): void {
    const { count } = this;
    const values = this.values ?? this.asValues();
    values.set(added, count);
    this.values = values;
    this.count += added.length;
    if (!(values instanceof Float32Array) || isExact(values, count, added)) return;
    this.isSingle = false;
    const wide = new Float64Array(chunkRows);
    wide.set(values.subarray(0, count));
    wide.set(added, count);
    this.values = wide;
    this.blocks = null;
  }

  /** The progression up to here, value by value. */
  private asValues(): Numbers {
    const wide = new Float64Array(chunkRows);
    for (let row = 0; row < this.count; row++) wide[row] = this.at(row);
    if (!this.isSingle) return wide;
    const single = new Float32Array(chunkRows);
    single.set(wide.subarray(0, this.count));
    this.isSingle = isExact(single, 0, wide.subarray(0, this.count));
    return this.isSingle ? single : wide;
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
    for (let block = low; block < high; block++) {
      sum.add(
        blocks.values[block] as number,
        blocks.values[block + blocksInChunk] as number,
        blocks.values[block + 2 * blocksInChunk] as number,
        blocks.values[block + 3 * blocksInChunk] === 1,
      );
    }
    sum.addValues(values, high * blockRows, to);
  }

  /** The blocks that are full by now; each is summed up once, and only in columns that are drawn. */
  private summedUp(values: Numbers): Blocks {
    const blocks = (this.blocks ??= emptyBlocks(values instanceof Float32Array));
    const full = Math.floor(this.count / blockRows);
    if (blocks.count < full) sumUp(values, blocks, full);
    return blocks;
  }
}

/** Sums up the blocks from the last one known up to `full`. One loop, for a million rows that come at once are summed up by cold code. */
function sumUp(values: Numbers, blocks: Blocks, full: number): void {
  const sums = blocks.values;
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

function emptyBlocks(isSingle: boolean): Blocks {
  const length = 4 * blocksInChunk;
  return { values: isSingle ? new Float32Array(length) : new Float64Array(length), count: 0 };
}

/** Whether the stored values from `start` on read as what was to be stored. */
function isExact(stored: Float32Array, start: number, added: Float64Array): boolean {
  for (let row = 0; row < added.length; row++) {
    const value = added[row] as number;
    if (stored[start + row] !== value && !Number.isNaN(value)) return false;
  }
  return true;
}
