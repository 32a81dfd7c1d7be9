import { placeKey } from '../../base/source-range';
import type { ClockSlip } from '../clocks/slips';
import type { World } from '../walk/world';
import type { Slip } from './events';

/**
 * The slips of a program. A call that Keras' optimizer rejects stands under a test where a TensorFlow 1 optimizer comes to it as well: the
 * test tells the two apart, whatever it asks.
 */
export function certainSlips({ events: { slips, trainings } }: World): Slip[] {
  const trained = new Set([...trainings.values()].map(({ range }) => placeKey(range)));
  return [...slips.values()].filter(
    ({ kind, isConditional, range }) => kind === 'assign-in-loop' || !isConditional || !trained.has(placeKey(range)),
  );
}

/** The slips of clocks. A module that trains nothing may make a schedule for those that import its name. */
export function certainClockSlips({ clocks: { slips }, events: { trainings } }: World): ClockSlip[] {
  const training = new Set([...trainings.values()].map(({ range }) => range.file));
  return [...slips.values()].filter(({ kind, range }) => kind !== 'unread-schedule' || training.has(range.file));
}
