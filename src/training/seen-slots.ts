import { evaluateFormula } from '../base/formula';
import type { PlanExit } from '../plan/training-plan';
import { at, type Value } from '../tf1/value';

/** Most values of a slot that conditions look back on. */
export const mostSeen = 16;

/** The last values that the slots of loops' conditions saw. */
export class SeenSlots {
  /** By slot, the last value first. */
  private readonly seen = new Map<number, readonly number[]>();

  /** Keeps what a slot saw last. */
  see(slot: number, value: number): void {
    this.seen.set(slot, [value, ...(this.seen.get(slot) ?? [])].slice(0, mostSeen));
  }

  /** Says whether a loop is left now. */
  readonly leaves = ({ exit }: PlanExit): boolean =>
    evaluateFormula(exit, (slot, before) => this.seen.get(slot)?.[before] ?? Number.NaN) === 1;
}

/** A scalar as it is, anything else by its mean in float32, as the rows have it. */
export function meanOf(value: Value | null): number {
  if (value === null || value.data.length === 0) return Number.NaN;
  if (value.data.length === 1) return at(value.data, 0);
  let sum = 0;
  for (const element of value.data) sum += element;
  return Math.fround(sum / value.data.length);
}
