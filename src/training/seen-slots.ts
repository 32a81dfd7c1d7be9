import { evaluateFormula, type Formula, mostSeen, mostWhole } from '../base/formula';
import { at, scalarValue, type Value } from '../tf1/value';
import { wholeOf } from './whole-values';

/** The last values that slots saw: what the program fetched, and what it keeps of that. */
export class SeenSlots {
  /** By slot, the last value last. */
  private readonly seen = new Map<number, number[]>();
  /** The same of arrays; null where one is not known. */
  private readonly wholes = new Map<number, (Value | null)[]>();

  /** Keeps a number that a slot saw last. */
  see(slot: number, value: number): void {
    // Trimmed now and then: a slot may see a value in each turn of a loop.
    keep(this.seen, slot, value, mostSeen);
    if (this.wholes.has(slot)) keep(this.wholes, slot, scalarValue('float64', value), mostWhole);
  }

  /** Keeps numbers that a slot saw one after another. */
  seeAll(slot: number, values: Float64Array): void {
    for (const value of values.subarray(-mostSeen)) this.see(slot, value);
  }

  /** Keeps what a slot saw last, an array as it is. */
  seeWhole(slot: number, value: Value | null): void {
    keep(this.seen, slot, meanOf(value), mostSeen);
    if (value === null || value.shape.length > 0 || this.wholes.has(slot)) keep(this.wholes, slot, value, mostWhole);
  }

  /** Keeps what a formula comes to now. */
  compute(slot: number, formula: Formula): void {
    if (this.wholes.size === 0) this.see(slot, this.valueOf(formula));
    else this.seeWhole(slot, this.wholeOf(formula));
  }

  /** What a formula comes to now, an array by its mean; NaN where what it needs was not seen yet. */
  valueOf(formula: Formula): number {
    const whole = this.wholes.size === 0 ? null : this.wholeOf(formula);
    if (whole !== null) return meanOf(whole);
    return evaluateFormula(formula, (slot, before) => this.seen.get(slot)?.at(-1 - before) ?? Number.NaN);
  }

  /** What a formula comes to now; null where what it needs was not seen, or too long ago. */
  wholeOf(formula: Formula): Value | null {
    return wholeOf(formula, (slot, before) => {
      const wholes = this.wholes.get(slot);
      if (wholes !== undefined) return wholes.at(-1 - before) ?? null;
      const number = this.seen.get(slot)?.at(-1 - before);
      return number === undefined ? null : scalarValue('float64', number);
    });
  }
}

function keep<Kept>(all: Map<number, Kept[]>, slot: number, value: Kept, most: number): void {
  const values = all.get(slot) ?? [];
  values.push(value);
  if (values.length >= 2 * most) values.splice(0, values.length - most);
  all.set(slot, values);
}

/** A scalar as it is, anything else by its mean in float32, as the rows have it. */
export function meanOf(value: Value | null): number {
  if (value === null || value.data.length === 0) return Number.NaN;
  if (value.data.length === 1) return at(value.data, 0);
  let sum = 0;
  for (const element of value.data) sum += element;
  return Math.fround(sum / value.data.length);
}
