import { isAlike, isSame, type Tolerance } from './compile/compare';
import { at, copyValue, type Elements, type Value } from './value';

/** Where fewer than one element in so many changed, the change is held and not the whole array: an update of some rows of a table. */
const fewOf = 4;

/** What a step made of a variable: its storage before and after. Holds one copy of it, or two where much of it changed. */
export class StepChange {
  private readonly copy: Elements;
  private after: Elements | null = null;
  private changed: { readonly places: Uint32Array; readonly old: Elements; readonly wanted: Elements } | null = null;

  /** Takes a copy of the storage as it is before the step. */
  constructor(private readonly storage: Value) {
    this.copy = copyValue(storage).data;
  }

  /** Notes what the step left, and puts the storage back to where it was before. */
  undo(): void {
    const { storage, copy } = this;
    const { data } = storage;
    const places = changedPlaces(data, copy);
    if (places === null) {
      this.after = copyValue(storage).data;
      data.set(copy);
      return;
    }
    this.changed = { places, old: pick(copy, places), wanted: pick(data, places) };
    put(data, places, this.changed.old);
  }

  /** Whether the step, made again in another way, has left the same. */
  isRepeated(tolerance: Tolerance): boolean {
    const { storage, copy, changed, after } = this;
    if (after !== null) return isAlike(storage.data, after, copy, tolerance);
    if (changed === null) return true;
    const before = tolerance.isExact ? copy : copy.slice();
    put(copy, changed.places, changed.wanted);
    const isRepeated = isAlike(storage.data, copy, before, tolerance);
    put(copy, changed.places, changed.old);
    return isRepeated;
  }

  /** Puts what the step left back into the storage. */
  redo(): void {
    const { storage, copy, changed, after } = this;
    storage.data.set(after ?? copy);
    if (changed !== null) put(storage.data, changed.places, changed.wanted);
  }
}

/** Where two arrays differ; null where they differ in many places. */
function changedPlaces(data: Elements, before: Elements): Uint32Array | null {
  let count = 0;
  for (let index = 0; index < data.length; index++) if (!isSame(at(data, index), at(before, index))) count++;
  if (count * fewOf >= data.length) return null;
  const places = new Uint32Array(count);
  let next = 0;
  for (let index = 0; index < data.length; index++)
    if (!isSame(at(data, index), at(before, index))) places[next++] = index;
  return places;
}

function pick(from: Elements, places: Uint32Array): Elements {
  const picked = from.slice(0, places.length);
  places.forEach((place, index) => {
    picked[index] = at(from, place);
  });
  return picked;
}

function put(into: Elements, places: Uint32Array, values: Elements): void {
  places.forEach((place, index) => {
    into[place] = at(values, index);
  });
}
