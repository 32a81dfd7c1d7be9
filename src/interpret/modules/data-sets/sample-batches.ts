import { isOfSample } from '../../tall-arrays';
import type { Value } from '../../values';
import { type Element, leavesOf } from './elements';

/** Elements of arrays in all batches that are made of one sample. Later batches are the first ones again. */
const mostElements = 4_000_000;

/** Whether the parts of two elements are the same rows of a sample, and the same few numbers beside them. */
export function areSameRows(one: readonly Value[], other: readonly Value[]): boolean {
  return one.every((part, at) => {
    const same = other[at];
    if (part === same) return true;
    if (part.kind !== 'array' || same?.kind !== 'array' || part.array.data.length > mostCompared) return false;
    return part.array.data.every((element, place) => element === same.array.data[place]);
  });
}

const mostCompared = 16;

/** Batches of rows that stand in for a data set's own, of which so many different ones are made. */
export class SampleBatches {
  private readonly made: Element[] = [];
  private turn = 0;

  /** The batch of rows: of what is no sample it is always made. */
  batch(rows: readonly Element[], make: () => Element): Element {
    const parts = rows.slice(0, 1).flatMap(leavesOf);
    if (!parts.some((part) => part.kind === 'array' && isOfSample(part.array))) return make();
    const each = parts.reduce((sum, part) => sum + (part.kind === 'array' ? part.array.data.length : 0), 0);
    if (this.made.length > 0 && (this.made.length + 1) * rows.length * each > mostElements)
      return this.made[this.turn++ % this.made.length] ?? make();
    const batch = make();
    this.made.push(batch);
    return batch;
  }
}
