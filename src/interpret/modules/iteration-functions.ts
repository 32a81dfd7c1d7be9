import { message } from '../../base/message';
import type { Span } from '../../python/syntax';
import { nextOf } from '../iterator-methods';
import { iterated } from '../iterated';
import { type Iteration, iteratorOf, reversedRange } from '../iteration';
import { collected } from '../items';
import { assertWithin, limits, PythonError } from '../limits';
import { type Arguments, type EqualItems, type InstanceValue, int, list, none, unknown, type Value } from '../values';
import type { CallSpecial } from './conversions';
import { asNumber, exactInt, itemsOf } from '../read-value';
import { lengthOf, makeRange, sumOfRange } from './ranges';
import { decided, keptBy, numbered, zipOf } from './iterator-functions';
import { allAttributes } from '../class-members';
import { type Functions, sequence } from './container-functions';
import type { Apply } from './module-of';

// Built-in functions that make, go through or add up iterators: range, map, zip, enumerate, sum and their kin.

/** Adds two values as `+` does. */
export type Add = (left: Value, right: Value, span: Span) => Value;

/** The functions; `special` calls an object's own method. */
export function iterationFunctions(apply: Apply, add: Add, special: CallSpecial): Functions {
  return {
    range: makeRange,
    slice: ({ positional: [first = none, second, third = none] }) =>
      second === undefined
        ? { kind: 'slice', lower: none, upper: first, step: none }
        : { kind: 'slice', lower: first, upper: second, step: third },
    len: (given) => lengthOf(given, special),
    any: ({ positional: [value = none], span }) => decided(value, true, span),
    all: ({ positional: [value = none], span }) => decided(value, false, span),
    iter: ({ positional: [value = none], span }) => {
      const iteration = iterated(value, span);
      return iteration === null ? unknown(message('an iterator'), span) : iteratorOf(iteration.items());
    },
    next: (given) => nextItem(given, apply),
    filter: (given) => filtered(given, apply),
    sum: (given) => sumOf(given, add),
    reversed: ({ positional: [value], span }) =>
      value?.kind === 'range' ? reversedRange(value) : sequence(value, span, (items) => list([...items].reverse())),
    enumerate: ({ positional: [value = none, start], named, span }) => {
      const iteration = iterated(value, span);
      if (iteration === null) return value.kind === 'unknown' ? value : unknown(message('the items of this'), span);
      const first = asNumber(start ?? named.get('start') ?? int(0));
      if (first !== null && value.kind === 'instance' && value.equalItems !== undefined)
        return numberedAlike(value, value.equalItems, first);
      return first === null
        ? unknown(message('where a count begins'), span)
        : iteratorOf(numbered(iteration.items(), first));
    },
    zip: ({ positional, span }) => zipOf(positional, span),
    map: (given) => mapped(given, apply),
  };
}

/** Items that are alike, each with its number. */
function numberedAlike(value: InstanceValue, equalItems: () => EqualItems, from: number): Value {
  const items = (): Value[] => Array.from(numbered(value.items?.() ?? [], from));
  return { ...value, items, equalItems: () => ({ ...equalItems(), from }) };
}

/** What `change` makes of the items: a list, as Python 2 has it, but of items without end only as they are asked for. */
function listed(value: Value | undefined, span: Span, change: (items: Iterable<Value>) => Iterable<Value>): Value {
  const iteration: Iteration | null = value === undefined ? { length: 0, items: () => [] } : iterated(value, span);
  if (iteration === null) return value?.kind === 'unknown' ? value : unknown(message('the items of this'), span);
  const changed = change(iteration.items());
  return iteration.length === null || iteration.length > limits.items
    ? iteratorOf(changed)
    : list(collected(changed, span));
}

/** The next value of an iterator, or of an object with a method for it. */
function nextItem({ positional: [value = none, otherwise], span }: Arguments, apply: Apply): Value {
  if (value.kind === 'instance') {
    const method =
      value.class === null
        ? undefined
        : (allAttributes(value.class).get('__next__') ?? allAttributes(value.class).get('next'));
    if (method !== undefined) return apply(method, { positional: [value], named: new Map(), span });
  }
  const next = value.kind === 'iterator' || value.kind === 'instance' ? value.next : undefined;
  if (next === undefined) return value.kind === 'unknown' ? value : unknown(message('the next value of this'), span);
  return otherwise === undefined ? nextOf({ next }, span) : (next() ?? otherwise);
}

/** `filter`: the items that are kept. */
function filtered({ positional: [callee = none, value, ...rest], span }: Arguments, apply: Apply): Value {
  if (value === undefined || rest.length > 0) throw new PythonError('TypeError', 'filter expected 2 arguments', span);
  const isKept = (item: Value): boolean =>
    keptBy(callee.kind === 'none' ? item : apply(callee, { positional: [item], named: new Map(), span }), span);
  return listed(value, span, function* (items) {
    for (const item of items) if (isKept(item)) yield item;
  });
}

/** `sum`; of a range by its formula. */
function sumOf({ positional: [value = none, start = int(0)], span }: Arguments, add: Add): Value {
  const items = iterated(value, span);
  if (items === null) return value.kind === 'unknown' ? value : unknown(message('a sum'), span);
  if (start.kind === 'str')
    throw new PythonError('TypeError', "sum() can't sum strings [use ''.join(seq) instead]", span);
  if (value.kind === 'range' && start.kind === 'int') return int(exactInt(start) + sumOfRange(value));
  let total: Value = start;
  let copied = 0;
  for (const item of items.items()) {
    total = add(total, item, span);
    // Lists are copied for each that is added.
    copied += total.kind === 'list' ? total.items.length : 0;
    assertWithin('products', copied, span);
  }
  return total;
}

/** `map`: what a function makes of the items. */
function mapped({ positional: [callee = none, ...values], span }: Arguments, apply: Apply): Value {
  if (values.length === 0) throw new PythonError('TypeError', 'map() must have at least two arguments.', span);
  const [value] = values.length > 1 ? [zipOf(values, span)] : values;
  return listed(value, span, function* (items) {
    for (const item of items) {
      const positional = values.length > 1 ? (itemsOf(item) ?? []) : [item];
      yield apply(callee, { positional, named: new Map(), span });
    }
  });
}
