import { message } from '../../base/message';
import type { BinaryOperator, Span } from '../../python/syntax';
import { own } from '../../base/own';
import { numberBinary } from '../arithmetic';
import { hashKey } from '../compare-values';
import { entriesOf, itemsKnown } from '../modules/entries';
import { known, NotKnown, notKnown, unknownAmong } from '../not-known';
import { asNumber } from '../read-value';
import { spend, takeItems } from '../reading';
import {
  type Arguments,
  builtin,
  type BuiltinValue,
  type DictValue,
  float,
  int,
  list,
  none,
  recording,
  tuple,
  type Value,
} from '../values';
import { touching } from '../watching';
import { dictMethods } from './dict-methods';
import { lose } from './lost';

// The methods and operators that `collections.Counter` has beside those of dictionaries.

/** An empty counter: what it has not met it has met 0 times. */
function emptyCounter(): DictValue {
  return { kind: 'dict', entries: new Map(), isCounter: true, otherwise: () => int(0) };
}

/** A counter of what a mapping says of its keys, or of how often something has each item. Throws what is not known. */
export function counterOf(value: Value | undefined, named: ReadonlyMap<string, Value>, span: Span): DictValue {
  const counter = emptyCounter();
  addCounts(counter, { value, named, span }, 1);
  return counter;
}

/** What `Counter(…)`, `update(…)` and `subtract(…)` are given. */
interface Counts {
  readonly value: Value | undefined;
  readonly named: ReadonlyMap<string, Value>;
  readonly span: Span;
}

function addCounts(counter: DictValue, { value, named, span }: Counts, times: 1 | -1): void {
  touching(counter.entries);
  const isMapping = value === undefined || value.kind === 'dict' || value.kind === 'none';
  if (!isMapping)
    for (const item of itemsKnown(value, message('a count of this'), span)) addCount(counter, item, int(times), span);
  const counts = value?.kind === 'dict' ? value : undefined;
  for (const [key, count] of entriesOf(counts, named, span))
    addCount(counter, key, times === 1 ? count : numberOf('*', count, int(-1), span), span);
}

function addCount({ entries }: DictValue, item: Value, count: Value, span: Span): void {
  spend(1);
  const key = hashKey(item, span);
  if (key === null) throw new NotKnown(unknownAmong([item], message('a count of this'), span));
  const held = entries.get(key);
  if (held === undefined) entries.set(key, { key: item, value: count });
  else entries.set(key, { ...held, value: numberOf('+', held.value, count, span) });
}

/** The result of an operation on counts. Throws what is not known. */
function numberOf(operator: BinaryOperator, left: Value, right: Value, span: Span): Value {
  const isKnown = (value: Value): value is Value & { kind: 'int' | 'float' } =>
    value.kind === 'int' || value.kind === 'float';
  if (isKnown(left) && isKnown(right)) return numberBinary(operator, left, right, span, false);
  throw new NotKnown(unknownAmong([left, right], message('a count of this'), span));
}

/** How often something was met. Throws what is not known. */
function countIn(value: Value, span: Span): number {
  return asNumber(value) ?? notKnown(message('a count of this'), span);
}

/** Pairs by falling counts: equal ones stand in the order in which they were met. */
function ranked({ entries }: DictValue, span: Span): (readonly [Value, Value])[] {
  takeItems(2 * entries.size);
  const counted = [...entries.values()].map(({ key, value }) => ({
    pair: [key, value] as const,
    count: countIn(value, span),
  }));
  return counted.sort((a, b) => b.count - a.count).map(({ pair }) => pair);
}

function changing(name: string, times: 1 | -1): (self: DictValue) => BuiltinValue {
  const why = message('what a dictionary is given');
  return (self) =>
    recording(
      name,
      ({ positional: [value], named, more, span }: Arguments) => {
        if (more !== undefined) return lose(self, more, why, span);
        const made = known(() => (addCounts(self, { value, named, span }, times), none));
        return made.kind === 'unknown' ? lose(self, made, why, span) : none;
      },
      [0, '**'],
    );
}

export const counterMethods: Readonly<Record<string, (self: DictValue) => BuiltinValue>> = {
  update: changing('update', 1),
  subtract: changing('subtract', -1),
  most_common: (self) =>
    builtin('most_common', ({ positional: [most = none], named, span }) => {
      const count = named.get('n') ?? most;
      const pairs = ranked(self, span);
      const kept = count.kind === 'none' ? pairs : pairs.slice(0, Math.max(0, countIn(count, span)));
      return list(kept.map((pair) => tuple(pair)));
    }),
  elements: (self) =>
    builtin('elements', ({ span }) => {
      const counts = [...self.entries.values()].map(({ key, value }) => ({
        key,
        count: Math.max(0, countIn(value, span)),
      }));
      takeItems(counts.reduce((sum, { count }) => sum + count, 0));
      return list(counts.flatMap(({ key, count }) => Array.from({ length: count }, () => key)));
    }),
  total: (self) =>
    builtin('total', ({ span }) =>
      [...self.entries.values()].reduce<Value>((sum, { value }) => numberOf('+', sum, value, span), int(0)),
    ),
};

/** A method of a dictionary, or of the counter that it is; undefined where it has none. */
export function dictMethod(self: DictValue, name: string): BuiltinValue | undefined {
  return ((self.isCounter === true ? own(counterMethods, name) : undefined) ?? own(dictMethods, name))?.(self);
}

/** What is kept of two counts: only a result above 0. */
const operators: ReadonlyMap<BinaryOperator, (a: number, b: number) => number> = new Map<
  BinaryOperator,
  (a: number, b: number) => number
>([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['|', (a, b) => Math.max(a, b)],
  ['&', (a, b) => Math.min(a, b)],
]);

/** `counter operator counter`; null for any other operands. Throws what is not known. */
export function counterBinary(operator: BinaryOperator, left: Value, right: Value, span: Span): Value | null {
  const combine = operators.get(operator);
  if (combine === undefined || !isCounter(left) || !isCounter(right)) return null;
  return known(() => combined(left, right, combine, span));
}

function combined(left: DictValue, right: DictValue, combine: (a: number, b: number) => number, span: Span): DictValue {
  const result = emptyCounter();
  const keys = new Map([...left.entries, ...right.entries]);
  takeItems(2 * keys.size);
  const countOf = ({ entries }: DictValue, key: string): number => countIn(entries.get(key)?.value ?? int(0), span);
  for (const [key, { key: item }] of keys) {
    const count = combine(countOf(left, key), countOf(right, key));
    if (count > 0) result.entries.set(key, { key: item, value: Number.isInteger(count) ? int(count) : float(count) });
  }
  return result;
}

function isCounter(value: Value): value is DictValue {
  return value.kind === 'dict' && value.isCounter === true;
}
