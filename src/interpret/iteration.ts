import { created, touching } from './watching';
import { rowView } from './numpy/rows';
import { spend } from './reading';
import { int, unknown, type UnknownValue, type Value } from './values';
import { itemsOf, rangeLength, settled } from './read-value';
import { iterateOwn } from './own-iteration';
import { isTall, rowOf, type TallRows } from './tall-arrays';

// Iteration over values, item by item, with the number of items where it is known.

type RangeValue = Value & { readonly kind: 'range' };

/** Something to loop over: items are made as the loop reaches them. */
export interface Iteration {
  /** How many there are; null where only looping tells. */
  readonly length: number | null;
  items(): Iterable<Value>;
}

/** The last numbers of a range, in its own order. */
export function rangeTail(range: RangeValue, count: number): RangeValue {
  const skipped = Math.max(0, rangeLength(range) - count);
  return { ...range, start: range.start + skipped * range.step };
}

/** The range's numbers from the last to the first. */
export function reversedRange(range: RangeValue): RangeValue {
  const { start, step } = range;
  const last = start + (rangeLength(range) - 1) * step;
  return { kind: 'range', start: last, stop: start - Math.sign(step), step: -step };
}

/** Whether a number is one of the range's. */
export function isInRange(number: number, range: RangeValue): boolean {
  const place = (number - range.start) / range.step;
  return Number.isInteger(place) && place >= 0 && place < rangeLength(range);
}

/** A value as something to loop over; null where that is not known. */
export function iterate(given: Value): Iteration | null {
  const value = settled(given);
  if (value.kind === 'unknown') return rowsOfUnknown(value);
  if (value.kind === 'range') {
    const length = rangeLength(value);
    return {
      length,
      *items() {
        for (let index = 0; index < length; index++) {
          spend(1);
          yield int(value.start + index * value.step);
        }
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
          spend(1);
          const number = array.data[index] ?? 0;
          if (isFlat && array.dtype === 'float64') yield { kind: 'float', value: number, dtype: 'float64' };
          else if (isFlat && array.dtype === 'int64') yield { ...int(number), dtype: 'int64' };
          else yield { kind: 'array', array: rowView(array, index) };
        }
      },
    };
  }
  if (value.kind === 'nothing') return { length: 0, items: () => [] };
  const next = value.kind === 'iterator' || value.kind === 'instance' ? value.next : undefined;
  if (next !== undefined) {
    return {
      length: null,
      *items() {
        for (let item = next(); item !== null; item = next()) {
          spend(1);
          yield item;
        }
      },
    };
  }
  const own = value.kind === 'instance' ? iterateOwn(value, iterate) : null;
  if (own !== null) return own;
  const items = itemsOf(value);
  if (items === null) return null;
  return {
    length: items.length,
    items: () => {
      spend(items.length);
      return items;
    },
  };
}

/** The rows of an array whose elements are not known: how many there are is. */
function rowsOfUnknown(value: UnknownValue): Iteration | null {
  const { why, span, form, holds } = value;
  if (isTall(value)) return rowsOfTall(value.tall);
  const [length, ...shape] = form?.shape ?? [];
  if (form === undefined || length === undefined) return null;
  const row: Value = { ...unknown(why, span), form: { dtype: form.dtype, shape }, ...(holds && { holds }) };
  return { length, items: () => Array.from({ length }, () => row) };
}

function rowsOfTall(rows: TallRows): Iteration {
  return {
    length: rows.order.length,
    *items() {
      for (let at = 0; at < rows.order.length; at++) {
        spend(1);
        yield { kind: 'array', array: rowOf(rows, at) };
      }
    },
  };
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
