/** Rows that one block of the lowest level sums up, and blocks that one of the next level does. */
const fanOut = 16;

/** What a stretch of a column holds; `min > max` where it holds no finite value. */
export interface Extremes {
  readonly min: number;
  readonly max: number;
  /** Least value above zero, for a logarithmic axis; Infinity where there is none. */
  readonly leastPositive: number;
  readonly hasNonFinite: boolean;
}

/** The extremes of no value at all. */
export const noExtremes: Extremes = {
  min: Number.POSITIVE_INFINITY,
  max: Number.NEGATIVE_INFINITY,
  leastPositive: Number.POSITIVE_INFINITY,
  hasNonFinite: false,
};

interface Level {
  min: Float64Array;
  max: Float64Array;
  leastPositive: Float64Array;
  hasNonFinite: Uint8Array;
  /** Complete blocks. */
  count: number;
}

/** Extremes while they are gathered; one object a query, so that a picture makes no garbage a row. */
class Gathered implements Extremes {
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  leastPositive = Number.POSITIVE_INFINITY;
  hasNonFinite = false;

  clear(): void {
    this.min = Number.POSITIVE_INFINITY;
    this.max = Number.NEGATIVE_INFINITY;
    this.leastPositive = Number.POSITIVE_INFINITY;
    this.hasNonFinite = false;
  }

  rows(values: Float64Array, from: number, to: number): void {
    let { min, max, leastPositive } = this;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      // False for NaN and both infinities alike.
      if (value - value !== 0) {
        this.hasNonFinite = true;
        continue;
      }
      if (value < min) min = value;
      if (value > max) max = value;
      if (value > 0 && value < leastPositive) leastPositive = value;
    }
    this.min = min;
    this.max = max;
    this.leastPositive = leastPositive;
  }

  blocks(level: Level, from: number, to: number): void {
    for (let block = from; block < to; block++) {
      this.min = Math.min(this.min, level.min[block] as number);
      this.max = Math.max(this.max, level.max[block] as number);
      this.leastPositive = Math.min(this.leastPositive, level.leastPositive[block] as number);
      if (level.hasNonFinite[block] === 1) this.hasNonFinite = true;
    }
  }
}

/**
 * The extremes of a column over any stretch of its rows, in time that grows with the logarithm of the stretch: blocks of 16 rows,
 * of 256, and so on, each summed up once, when it is full. It costs an eighth of the column's own memory.
 */
export class ExtremesPyramid {
  private readonly levels: Level[] = [];
  private rows = 0;

  /** Sums up the blocks that became full by now; `values` must begin with the rows of the calls before. */
  private extend(values: Float64Array): void {
    if (values.length <= this.rows) return;
    this.rows = values.length;
    let below: Level | null = null;
    let full = Math.floor(this.rows / fanOut);
    for (let height = 0; full > 0; height++, full = Math.floor(full / fanOut)) {
      const level = this.level(height, full);
      const sum = new Gathered();
      for (let block = level.count; block < full; block++) {
        sum.clear();
        if (below === null) sum.rows(values, block * fanOut, (block + 1) * fanOut);
        else sum.blocks(below, block * fanOut, (block + 1) * fanOut);
        level.min[block] = sum.min;
        level.max[block] = sum.max;
        level.leastPositive[block] = sum.leastPositive;
        level.hasNonFinite[block] = sum.hasNonFinite ? 1 : 0;
      }
      level.count = full;
      below = level;
    }
  }

  /** The extremes of the rows from `from` up to, but without, `to`. `values` are all rows so far; they begin with those of earlier calls. */
  over(values: Float64Array, from: number, to: number): Extremes {
    if (to - from > fanOut * 2) this.extend(values);
    const sum = new Gathered();
    let low = from;
    let high = Math.min(to, this.rows);
    const beyond = Math.max(high, from);
    if (beyond < to) sum.rows(values, beyond, to);
    if (high - low <= fanOut * 2 || this.levels.length === 0) {
      if (low < high) sum.rows(values, low, high);
      return sum;
    }
    const aligned = (at: number): number => Math.ceil(at / fanOut) * fanOut;
    sum.rows(values, low, aligned(low));
    sum.rows(values, Math.floor(high / fanOut) * fanOut, high);
    low = aligned(low) / fanOut;
    high = Math.floor(high / fanOut);
    for (let height = 0; low < high; height++) {
      const level = this.levels[height] as Level;
      const next = this.levels[height + 1];
      const [first, last] = [aligned(low), Math.floor(high / fanOut) * fanOut];
      if (next === undefined || first >= last) {
        sum.blocks(level, low, high);
        break;
      }
      sum.blocks(level, low, first);
      sum.blocks(level, last, high);
      low = first / fanOut;
      high = last / fanOut;
    }
    return sum;
  }

  private level(height: number, blocks: number): Level {
    const empty = new Float64Array(0);
    const known = (this.levels[height] ??= {
      min: empty,
      max: empty,
      leastPositive: empty,
      hasNonFinite: new Uint8Array(0),
      count: 0,
    });
    if (known.min.length < blocks) {
      const capacity = Math.max(blocks, known.min.length * 2, 16);
      known.min = grown(known.min, new Float64Array(capacity));
      known.max = grown(known.max, new Float64Array(capacity));
      known.leastPositive = grown(known.leastPositive, new Float64Array(capacity));
      known.hasNonFinite = grown(known.hasNonFinite, new Uint8Array(capacity));
    }
    return known;
  }
}

function grown<T extends Float64Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
