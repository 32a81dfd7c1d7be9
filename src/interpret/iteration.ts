import { created, touching } from './loop-watch';
import { indexRow } from './numpy/rows';
import { float, int, itemsOf, rangeLength, type Value } from './values';

/** Something to loop over: items are made as the loop reaches them. */
export interface Iteration {
  /** How many there are; null where only looping tells. */
  readonly length: number | null;
  items(): Iterable<Value>;
}

/** A value as something to loop over; null where that is not known. */
export function iterate(value: Value): Iteration | null {
  if (value.kind === 'range') {
    const length = rangeLength(value);
    return {
      length,
      *items() {
        for (let index = 0; index < length; index++) yield int(value.start + index * value.step);
      },
    };
  }
  if (value.kind === 'array') {
    const { array } = value;
    const [length] = array.shape;
    if (length === undefined) return null;
    const isFlat = array.shape.length === 1;
    return {
      length,
      *items() {
        for (let index = 0; index < length; index++) {
          const number = array.data[index] ?? 0;
          if (isFlat && array.dtype === 'float64') yield float(number);
          else if (isFlat && array.dtype === 'int64') yield int(number);
          else yield { kind: 'array', array: indexRow(array, index) };
        }
      },
    };
  }
  if (value.kind === 'nothing') return { length: 0, items: () => [] };
  if (value.kind === 'iterator') {
    return {
      length: null,
      *items() {
        for (let item = value.next(); item !== null; item = value.next()) yield item;
      },
    };
  }
  const items = itemsOf(value);
  return items === null ? null : { length: items.length, items: () => items };
}

/** An iterator over what an iteration gives. */
export function iteratorOf(items: Iterable<Value>): Value {
  const iterator = items[Symbol.iterator]();
  created(iterator);
  return {
    kind: 'iterator',
    next: () => {
      touching(iterator);
      const step = iterator.next();
      return step.done === true ? null : step.value;
    },
  };
}
