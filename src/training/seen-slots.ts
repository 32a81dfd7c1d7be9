import { evaluateFormula, type Formula, mostSeen } from '../base/formula';
import { at, type Value } from '../tf1/value';

/** The last values that slots saw: what the program fetched, and what it keeps of that. */
export class SeenSlots {
  /** By slot, the last value last. */
  private readonly seen = new Map<number, number[]>();

  /** Keeps what a slot saw last. */
  see(slot: number, value: number): void {
    const values = this.seen.get(slot) ?? [];
    values.push(value);
    // Trimmed now and then: a slot may see a value in each turn of a loop.
    if (values.length >= 2 * mostSeen) values.splice(0, values.length - mostSeen);
    this.seen.set(slot, values);
  }

  /** What a formula comes to now; NaN where what it needs was not seen yet. */
  valueOf(formula: Formula): number {
    return evaluateFormula(formula, (slot, before) => this.seen.get(slot)?.at(-1 - before) ?? Number.NaN);
  }
}

/** A scalar as it is, anything else by its mean in float32, as the rows have it. */
export function meanOf(value: Value | null): number {
  if (value === null || value.data.length === 0) return Number.NaN;
  if (value.data.length === 1) return at(value.data, 0);
  let sum = 0;
  for (const element of value.data) sum += element;
  return Math.fround(sum / value.data.length);
}
