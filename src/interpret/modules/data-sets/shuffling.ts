import { Philox } from '../../../base/philox';
import { type Element, keep } from './elements';

// TensorFlow's order of a data set that is shuffled.

/** TensorFlow's random words for a pair of seeds, one after the other. */
export function* wordsOf(seed: number, seed2: number): Generator<number, never> {
  const philox = new Philox(seed, seed2);
  for (let block = 0; ; block++) yield* philox.block(block);
}

/** Shuffles through a buffer: each element that leaves it is drawn among those in it, and the first takes its place. */
export function* shuffled(
  elements: Iterator<Element>,
  size: number,
  seeds: readonly [number, number],
): Generator<Element> {
  const words = wordsOf(...seeds);
  const buffer: Element[] = [];
  let start = 0;
  let end = 0;
  for (let isDone = false; ;) {
    while (!isDone && end - start < size) {
      const next = elements.next();
      if (next.done === true) isDone = true;
      else {
        keep(next.value);
        buffer[end++ % size] = next.value;
      }
    }
    if (end === start) return;
    const place = (start + (words.next().value % (end - start))) % size;
    const drawn = buffer[place];
    const first = buffer[start++ % size];
    if (drawn === undefined || first === undefined) return;
    yield drawn;
    buffer[place] = first;
  }
}
