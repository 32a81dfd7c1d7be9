import type { Numbers } from '../../src/protocol/packed-chunk';

/** What a stretch of a column holds; `min > max` where it holds no finite value. */
export interface Extremes {
  readonly min: number;
  readonly max: number;
  /** Least value above zero, for a logarithmic axis; Infinity where there is none. */
  readonly leastPositive: number;
  readonly hasNonFinite: boolean;
}

/** Extremes while they are gathered; one object for many stretches, so that a picture makes no garbage. */
export class GatheredExtremes implements Extremes {
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

  /** Takes in the values from `from` up to, but without, `to`. */
  addValues(values: Numbers, from: number, to: number): void {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let isFinite = true;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      // Written so that NaN comes in here: two comparisons a value, and no third.
      if (!(value >= min)) {
        if (Number.isNaN(value)) isFinite = false;
        else min = value;
      }
      if (value > max) max = value;
    }
    if (!isFinite || min === Number.NEGATIVE_INFINITY || max === Number.POSITIVE_INFINITY) {
      this.addOneByOne(values, from, to);
      return;
    }
    if (min < this.min) this.min = min;
    if (max > this.max) this.max = max;
    if (min > 0) {
      if (min < this.leastPositive) this.leastPositive = min;
    } else if (max > 0) this.addPositive(values, from, to);
  }

  /** Takes in what is known of a stretch. */
  add(min: number, max: number, leastPositive: number, hasNonFinite: boolean): void {
    if (min < this.min) this.min = min;
    if (max > this.max) this.max = max;
    if (leastPositive < this.leastPositive) this.leastPositive = leastPositive;
    if (hasNonFinite) this.hasNonFinite = true;
  }

  private addPositive(values: Numbers, from: number, to: number): void {
    let least = this.leastPositive;
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      if (value > 0 && value < least) least = value;
    }
    this.leastPositive = least;
  }

  private addOneByOne(values: Numbers, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      const value = values[row] as number;
      if (Number.isFinite(value)) this.add(value, value, value > 0 ? value : Number.POSITIVE_INFINITY, false);
      else this.hasNonFinite = true;
    }
  }
}
