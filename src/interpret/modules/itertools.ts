import { message, type Message } from '../../base/message';
import { type Apply, moduleOf } from './module-of';
import {
  type Arguments,
  anything,
  builtin,
  float,
  int,
  list,
  type ModuleValue,
  none,
  recording,
  tolerant,
  tuple,
  unknown,
  type Value,
} from '../values';
import { asNumber } from '../read-value';
import { iterate, iteratorOf, rangeTail } from '../iteration';
import { assertWithin, limits, PythonError } from '../limits';
import { collected, itemsIn } from '../items';
import { notKnown, NotKnown, reasonOf } from '../not-known';
import type { Span } from '../../python/syntax';
import { spend } from '../reading';
import { wholeNumber } from '../slices';
import { dictOf, keyOf } from '../dict-keys';
import { counterOf } from '../methods/counter-methods';
import { touching } from '../watching';
import { entriesOf, itemsKnown } from './entries';

// Python's modules that work on iterators and functions: itertools, functools, and the containers of collections.

export const itertools = moduleOf('itertools', {
  count: builtin('count', ({ positional: [first, second], named, span }) => {
    const [start, step] = [first ?? named.get('start') ?? int(0), second ?? named.get('step') ?? int(1)];
    const [from, by] = [asNumber(start), asNumber(step)];
    if (from === null || by === null) return unknown(message('a count'), span);
    const number = start.kind === 'float' || step.kind === 'float' ? float : int;
    return iteratorOf(
      (function* () {
        for (let next = from; ; next += by) yield number(next);
      })(),
    );
  }),
  cycle: tolerant('cycle', [0], ({ positional: [value = none], span }) => {
    const items = itemsKnown(value, message('a cycle of this'), span);
    if (iterate(value)?.length === 0) return unknown(message('a cycle of this'), span);
    return iteratorOf(cycled(items, span));
  }),
  repeat: tolerant('repeat', [0], ({ positional: [value = none, second], named, span }) => {
    const given = second ?? named.get('times');
    const times =
      given === undefined ? Number.POSITIVE_INFINITY : countOf(given, message('how often this is repeated'), span);
    return iteratorOf(
      (function* () {
        for (let time = 0; time < times; time++) yield value;
      })(),
    );
  }),
  chain: tolerant('chain', ['*'], ({ positional, span }) =>
    iteratorOf(
      (function* () {
        for (const value of positional) yield* itemsKnown(value, message('the items of a chain'), span);
      })(),
    ),
  ),
  islice: tolerant('islice', [0], ({ positional: [value = none, ...bounds], span }) => {
    const [first = null, second, step] = bounds.map((bound) =>
      bound.kind === 'none' ? null : countOf(bound, message('a bound of a slice'), span),
    );
    const [start, stop] = second === undefined ? [0, first] : [first ?? 0, second];
    const items = itemsKnown(value, message('the items of a slice'), span);
    return iteratorOf(sliced(items, start, stop ?? Number.POSITIVE_INFINITY, step ?? 1));
  }),
  product: tolerant('product', ['*'], ({ positional, named, span }) => {
    const times = named.has('repeat')
      ? countOf(named.get('repeat') ?? none, message('how often this is repeated'), span)
      : 1;
    assertWithin('items', times * positional.length, span);
    const once = positional.map(
      (value) => itemsIn(value, span) ?? notKnown(reasonOf(value, message('a product of these')), span),
    );
    const columns = Array.from({ length: times }, () => once).flat();
    const size = columns.reduce((product, column) => product * column.length, 1);
    return size > limits.items ? iteratorOf(product(columns)) : list(collected(product(columns), span));
  }),
});

/** The items again and again; those of the first time are kept. */
function* cycled(items: Iterable<Value>, span: Span): Generator<Value> {
  const kept: Value[] = [];
  for (const item of items) {
    kept.push(item);
    assertWithin('items', kept.length, span);
    yield item;
  }
  while (kept.length > 0) {
    spend(kept.length);
    yield* kept;
  }
}

/** A row for each way to take an item of every column; the last column changes first. */
function* product(columns: readonly (readonly Value[])[], row: readonly Value[] = []): Generator<Value> {
  const [column, ...others] = columns;
  if (column === undefined) {
    yield tuple(row);
    return;
  }
  spend(column.length);
  for (const item of column) yield* product(others, [...row, item]);
}

/** A whole number. Throws NotKnown where it is not known. */
function countOf(value: Value, what: Message, span: Span): number {
  if (value.kind === 'unknown') throw new NotKnown(value);
  return wholeNumber(value) ?? notKnown(what, span);
}

function* sliced(items: Iterable<Value>, start: number, stop: number, step: number): Generator<Value> {
  let at = 0;
  if (stop <= start) return;
  for (const item of items) {
    if (at >= start && (at - start) % step === 0) yield item;
    at += 1;
    if (at >= stop) return;
  }
}

/** `functools.reduce`, which Python 2 has among its built-in functions. */
export function functoolsReduce(apply: Apply): Value {
  return tolerant('reduce', [0, 1, 2], ({ positional: [callee = none, value = none, start], span }) => {
    let held = start;
    for (const item of itemsKnown(value, message('a reduction of this'), span))
      held =
        held === undefined ? item : apply(callee, { positional: [held, item], named: new Map<string, Value>(), span });
    if (held === undefined)
      throw new PythonError('TypeError', 'reduce() of empty sequence with no initial value', span);
    return held;
  });
}

export function functools(apply: Apply): ModuleValue {
  return moduleOf('functools', {
    partial: tolerant('partial', anything, ({ positional: [callee = none, ...first], named: bound }) =>
      recording('partial', ({ positional, named, places = new Map<number | string, Span>(), ...place }) =>
        apply(callee, {
          ...place,
          positional: [...first, ...positional],
          named: new Map([...bound, ...named]),
          places: new Map([...places].map(([at, span]) => [typeof at === 'number' ? at + first.length : at, span])),
        }),
      ),
    ),
    reduce: functoolsReduce(apply),
    wraps: tolerant('wraps', anything, () => tolerant('wraps', [0], ({ positional: [callee = none] }) => callee)),
    lru_cache: tolerant('lru_cache', anything, ({ positional: [callee] }) =>
      // Without parentheses it is the decorator itself.
      callee?.kind === 'function' ? callee : tolerant('lru_cache', [0], ({ positional: [wrapped = none] }) => wrapped),
    ),
  });
}

/** At most so many of the last items of a value. */
function lastOf(value: Value, most: number): Value[] {
  const kept: Value[] = [];
  for (const item of iterate(value.kind === 'range' ? rangeTail(value, most) : value)?.items() ?? []) {
    kept.push(item);
    if (kept.length >= 2 * most + 1024) kept.splice(0, kept.length - most);
  }
  return most === 0 ? [] : kept.slice(-most);
}

/** `collections.defaultdict`: what a missing key stands for is made, and kept. */
function defaultDict({ positional: [make = none, value], named, span }: Arguments, apply: Apply): Value {
  if (make.kind === 'unknown') return make;
  const made = dictOf([...entriesOf(value, named, span)], span);
  if (made.kind === 'unknown' || make.kind === 'none') return made;
  return {
    ...made,
    isDefault: true,
    otherwise: (key, place, of) => {
      const text = keyOf(key) ?? notKnown(message('an entry of a dictionary by this key'), place);
      const kept = apply(make, { positional: [], named: new Map(), span: place });
      touching(of.entries);
      of.entries.set(text, { key, value: kept });
      return kept;
    },
  };
}

/** The items of `collections`. */
export function collectionsModule(namedTuple: Value, apply: Apply): ModuleValue {
  const ordered = tolerant('OrderedDict', [0, '**'], ({ positional: [value], named, span }) =>
    dictOf([...entriesOf(value, named, span)], span),
  );
  const queue = tolerant('deque', [0], ({ positional: [value, second], named, span }) => {
    const length = named.get('maxlen') ?? second ?? none;
    const most = length.kind === 'none' ? null : countOf(length, message('the length of a queue'), span);
    if (value === undefined) return { ...list([]), ...(most === null ? {} : { most }) };
    if (iterate(value) === null) return notKnown(reasonOf(value, message('the items of a queue')), span);
    if (most === null) return list(itemsIn(value, span) ?? []);
    return { ...list(lastOf(value, most)), most };
  });
  return moduleOf('collections', {
    namedtuple: namedTuple,
    OrderedDict: ordered,
    deque: queue,
    Counter: tolerant('Counter', ['**'], ({ positional: [value], named, span }) => counterOf(value, named, span)),
    defaultdict: tolerant('defaultdict', [0, '**'], (given) => defaultDict(given, apply)),
  });
}
