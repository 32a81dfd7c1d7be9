// Which values of the run the reading follows, by slots: what is fetched, and what the program keeps of that.
import { type Formula, mapObserved } from '../../base/formula';
import type { Span } from '../../python/syntax';
import type { TensorValue, Value } from '../values';
import { formulaValue } from '../formula-values';

/**
 * Values of the run that conditions depend on. Each fetch of a place in the source has a slot, and so has each number that the program
 * keeps of them; the reading counts the values that come into it. The places are found by a first reading (`wantedPlaces`) and kept by
 * a second one (`observedPlaces`).
 */
export class ObservedSlots {
  /** Places that a condition was found to depend on in this reading. */
  readonly wantedPlaces = new Set<number>();
  private readonly slots = new Map<string, number>();
  private readonly counts: number[] = [];
  private readonly places: number[] = [];
  /** By the place of what is computed, the places of what it is computed of. */
  private readonly sources = new Map<number, Set<number>>();

  constructor(readonly observedPlaces: ReadonlySet<number>) {}

  /** How many values of a slot were seen so far. */
  seenOf(slot: number): number {
    return this.counts[slot] ?? 0;
  }

  /** How many values of each slot were seen so far. */
  seen(): ReadonlyMap<number, number> {
    return new Map(this.counts.entries());
  }

  /** Whether all that a formula needs is kept in this reading. What is not is wanted from the next one. */
  wants(formula: Formula): boolean {
    const missing = [...this.placesOf(formula)].filter((place) => !this.observedPlaces.has(place));
    for (const place of missing) this.wantedPlaces.add(place);
    return missing.length === 0;
  }

  /** The formula with its observations counted backwards from now; null where it looks back further than the run does. */
  backwards(formula: Formula, most: number): Formula | null {
    const distances: number[] = [];
    const result = mapObserved(formula, (seen) => {
      const at = this.seenOf(seen.slot) - seen.at;
      distances.push(at);
      return { ...seen, at };
    });
    return distances.every((at) => at < most) ? result : null;
  }

  /** Counts one more value of a number that is computed at a place in the source. Its slot. */
  compute(formula: Formula, start: number, name: string): number {
    const place = computedAt(start);
    const slot = this.slotFor(`${place} ${name}`, place);
    const sources = this.sources.get(place) ?? new Set<number>();
    mapObserved(formula, (seen) => {
      sources.add(this.places[seen.slot] ?? 0);
      return seen;
    });
    this.sources.set(place, sources);
    this.counts[slot] = this.seenOf(slot) + 1;
    return slot;
  }

  /** Whether this reading keeps the numbers that are computed at a place in the source. */
  isComputed(start: number): boolean {
    return this.observedPlaces.has(computedAt(start));
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

  /** The places of all that a formula needs: of its fetches, and of what its numbers are computed of. */
  private placesOf(formula: Formula): ReadonlySet<number> {
    const found = new Set<number>();
    const add = (place: number): void => {
      if (found.has(place)) return;
      found.add(place);
      for (const source of this.sources.get(place) ?? []) add(source);
    };
    mapObserved(formula, (seen) => {
      add(this.places[seen.slot] ?? 0);
      return seen;
    });
    return found;
  }

  private slotOf(fetch: TensorValue, start: number): number {
    return this.slotFor(`${start} ${fetch.call} ${fetch.output ?? ''}`, start);
  }

  private slotFor(key: string, place: number): number {
    let slot = this.slots.get(key);
    if (slot === undefined) {
      slot = this.places.length;
      this.slots.set(key, slot);
      this.places.push(place);
    }
    return slot;
  }
}

/** The place of numbers that are computed at a place in the source: another one than that of what is fetched there. */
function computedAt(start: number): number {
  return -1 - start;
}
