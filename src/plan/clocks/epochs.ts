import type { RecordedClockEvent } from '../../interpret/record/training-clocks';

type Enters = RecordedClockEvent & { readonly does: 'enters' };
type Updates = RecordedClockEvent & { readonly does: 'updates' };

/** A `for` loop of the program that is gone through. */
interface OpenLoop {
  readonly isOverBatches: boolean;
  /** Whether an update has been made in this pass of it. */
  isCounted: boolean;
}

/**
 * Tells epochs apart: an epoch is a pass over a loader that updates, or, where no loader is around the update, a pass of a loop within
 * another one.
 */
export class Epochs {
  private readonly open: OpenLoop[] = [];
  private count = 0;

  enter({ depth, isOverBatches }: Enters): void {
    // Loops that were left are not told of: what begins at their depth takes their place.
    this.open.length = Math.min(this.open.length, depth);
    while (this.open.length < depth) this.open.push({ isOverBatches: false, isCounted: true });
    this.open.push({ isOverBatches, isCounted: false });
  }

  /** The epoch of an update, from 1; 0 where it is in none. */
  update({ depth }: Updates): number {
    this.open.length = Math.min(this.open.length, depth);
    const loop =
      this.open.findLast(({ isOverBatches }) => isOverBatches) ?? (this.open.length > 1 ? this.open.at(-1) : undefined);
    if (loop === undefined) return this.count;
    if (!loop.isCounted) this.count += 1;
    loop.isCounted = true;
    return this.count;
  }
}
