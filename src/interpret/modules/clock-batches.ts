// Batches that a training goes through: as many as are known, or as stand in for them.
import { message } from '../../base/message';
import type { Span } from '../../python/syntax';
import { givenBatches } from '../reading';
import type { Recorder } from '../record/recorder';
import { type InstanceValue, unknown } from '../values';
import { objectOf } from './plain-objects';

/** How many batches stand for those of a loader. */
const standInBatches = 100;

/** So many batches, of which nothing is known. */
export function batchesOf(count: number, span: Span, used: () => void = () => undefined): InstanceValue {
  const batch = unknown(message('a batch of a loader'), span);
  return {
    ...objectOf({}),
    items: () => {
      used();
      return Array.from({ length: count }, () => batch);
    },
    equalItems: () => {
      used();
      return { count, item: batch, from: null };
    },
  };
}

/** A loader of batches. Their number is not known: as many as stand in for them, whoever asks. */
export function standInLoader(span: Span, { clocks }: Recorder): InstanceValue {
  const count = givenBatches() ?? standInBatches;
  return batchesOf(count, span, () => {
    clocks.standInBatches = count;
  });
}
