import type { Span } from '../../python/syntax';
import type { TensorValue, Value } from '../values';
import { formulaValue } from '../formula-values';

/**
 * Fetched values that conditions of loops depend on. Each fetch of a place in the source has a slot; the reading counts the values
 * that come into it. The places are found by a first reading (`wantedPlaces`) and kept by a second one (`observedPlaces`).
 */
export class ObservedSlots {
  /** Places that a condition was found to depend on in this reading. */
  readonly wantedPlaces = new Set<number>();
  private readonly slots = new Map<string, number>();
  private readonly counts: number[] = [];
  private readonly places: number[] = [];

  constructor(readonly observedPlaces: ReadonlySet<number>) {}

  /** How many values of a slot were seen so far. */
  seenOf(slot: number): number {
    return this.counts[slot] ?? 0;
  }

  /** How many values of each slot were seen so far. */
  seen(): ReadonlyMap<number, number> {
    return new Map(this.counts.entries());
  }

  /** Where the fetch of a slot stands. */
  placeOf(slot: number): number {
    return this.places[slot] ?? 0;
  }

  /** Counts one more value of a fetch at a place that is observed. Its slot. */
  see(fetch: TensorValue, start: number): number {
    const slot = this.slotOf(fetch, start);
    this.counts[slot] = this.seenOf(slot) + 1;
    return slot;
  }

  /** What a fetch of a run gave, as a value that only the run knows. */
  observation(fetch: TensorValue, span: Span): Value {
    const slot = this.slotOf(fetch, span.start);
    return formulaValue({ kind: 'observed', slot, at: this.seenOf(slot) }, span);
  }

  private slotOf(fetch: TensorValue, start: number): number {
    const key = `${start} ${fetch.call} ${fetch.output ?? ''}`;
    let slot = this.slots.get(key);
    if (slot === undefined) {
      slot = this.places.length;
      this.slots.set(key, slot);
      this.places.push(start);
    }
    return slot;
  }
}
