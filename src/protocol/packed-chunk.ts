/** Rows of a chunk: the unit in which a column is stored. */
export const chunkRows = 8192;

/** Numbers of a column as they are stored. */
export type Numbers = Float32Array | Float64Array;

/**
 * Up to 8,192 values of a column, as the host and the page keep them. Where each differs from the one before by the same, as iterations,
 * steps and constant rates do, they are two numbers; where each is a float32, as TensorFlow's are, they take four bytes; else eight.
 * Each reads as exactly what came. Of eight bytes, a whole chunk is kept where it came, without a copy.
 */
export class PackedChunk {
  private count = 0;
  /** Null while the values are `first + row * difference`. */
  private stored: Numbers | null = null;
  private first = 0;
  private step = 0;

  /** `isSingle`: whether the column's values were float32 up to here. */
  constructor(private isSingle: boolean) {}

  get rows(): number {
    return this.count;
  }

  /** Whether no value was met yet that takes eight bytes. */
  get fitsFloat32(): boolean {
    return this.isSingle;
  }

  /** The values, not to be written to; null while they are a progression. Another array once they take more bytes. */
  get values(): Numbers | null {
    return this.stored;
  }

  /** What a progression grows by from row to row. */
  get difference(): number {
    return this.step;
  }

  at(row: number): number {
    return this.stored === null ? this.first + row * this.step : (this.stored[row] as number);
  }

  /** Takes in as many values as there is room for, and says how many. */
  append(added: Float64Array): number {
    const taken = Math.min(added.length, chunkRows - this.count);
    const followed = this.stored === null ? this.follow(added, taken) : 0;
    if (followed === taken) return taken;
    if (followed === this.count && taken === chunkRows && !this.isSingle) {
      this.stored = added.subarray(0, taken);
      this.count = taken;
    } else this.store(added.subarray(followed, taken));
    return taken;
  }

  /** Writes the rows from `from` up to, but without, `to` into `target`, from `start` on. */
  copyTo(target: Float64Array, start: number, from: number, to: number): void {
    if (this.stored !== null) {
      target.set(this.stored.subarray(from, to), start);
      return;
    }
    for (let row = from; row < to; row++) target[start + row - from] = this.first + row * this.step;
  }

  /** Counts the values that continue the progression, from the first on. */
  private follow(added: Float64Array, taken: number): number {
    let row = 0;
    if (this.count === 0 && taken > 0 && Number.isFinite(added[0]) && !Object.is(added[0], -0)) {
      this.first = added[row++] as number;
      this.count = 1;
    }
    if (this.count === 1 && row < taken && Number.isFinite(added[row])) {
      this.step = (added[row] as number) - this.first;
    }
    const { first, step } = this;
    const offset = this.count - row;
    for (; row < taken; row++) {
      const value = added[row] as number;
      const expected = first + (offset + row) * step;
      // Minus zero equals zero, and reads otherwise.
      if (value !== expected || (value === 0 && !Object.is(value, expected))) break;
    }
    this.count = offset + row;
    return row;
  }

  private store(added: Float64Array): void {
    const { count } = this;
    const values = this.stored ?? this.asValues();
    values.set(added, count);
    this.stored = values;
    this.count += added.length;
    if (!(values instanceof Float32Array) || isExact(values, count, added)) return;
    this.isSingle = false;
    const wide = new Float64Array(chunkRows);
    wide.set(values.subarray(0, count));
    wide.set(added, count);
    this.stored = wide;
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
}

/** Whether the stored values from `start` on read as what was to be stored. */
function isExact(stored: Float32Array, start: number, added: Float64Array): boolean {
  for (let row = 0; row < added.length; row++) {
    const value = added[row] as number;
    if (stored[start + row] !== value && !Number.isNaN(value)) return false;
  }
  return true;
}
