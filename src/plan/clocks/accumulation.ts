// Batches whose gradients Accelerate adds up for one update (`accelerate/accelerator.py` of 1.15, `_do_sync`).
import type { RecordedClockEvent } from '../../interpret/record/training-clocks';

type Batch = RecordedClockEvent & { readonly does: 'accumulates' };

/**
 * The events with the updates alone that are made: of each so many batches the last one's, and that of a loader's last batch. Steps of a
 * prepared scheduler in any other batch come to nothing.
 */
export function* addedUp(events: Iterable<RecordedClockEvent>, every: number): Iterable<RecordedClockEvent> {
  let batch: Batch | null = null;
  let held: RecordedClockEvent[] = [];
  let count = 0;
  const loaders: boolean[] = [];
  /** The batch is over; whether it is its loader's last. */
  const end = (of: Batch, isLast: boolean): RecordedClockEvent[] => {
    count += 1;
    const endsLoader = isLast && loaders[of.depth - 1] === true;
    const isMade = count % every === 0 || endsLoader;
    if (endsLoader) count = 0;
    return isMade ? held : held.flatMap(withoutUpdate);
  };
  for (const event of events) {
    const isOver =
      event.does === 'accumulates' || (event.does === 'enters' && batch !== null && event.depth < batch.depth);
    if (isOver && batch !== null) {
      yield* end(batch, event.does === 'enters');
      held = [];
      batch = null;
    }
    if (event.does === 'enters') loaders[event.depth] = event.isOverBatches;
    if (event.does === 'accumulates') batch = event;
    else if (batch === null) yield event;
    else held.push(event);
  }
  if (batch !== null) yield* end(batch, true);
}

function withoutUpdate(event: RecordedClockEvent): RecordedClockEvent[] {
  if (event.does === 'updates') return [];
  return event.does === 'ticks' && event.scheduler.prepared !== null ? [{ ...event, isSynchronized: false }] : [event];
}
