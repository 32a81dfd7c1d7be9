import { message } from '../../base/message';
import {
  builtin,
  type BuiltinValue,
  type DictValue,
  int,
  list,
  type ListValue,
  none,
  recording,
  tolerant,
  tuple,
  unknown,
  type Value,
} from '../values';
import { asNumber, itemsOf } from '../read-value';
import type { Span } from '../../python/syntax';
import { spend, takeItems } from '../reading';
import { hashKey } from '../compare-values';
import { lose, raise } from './lost';
import { reprOf } from '../text/representation';
import { touching } from '../watching';
import { known, NotKnown, unknownAmong } from '../not-known';
import { entriesOf } from '../modules/entries';
import { dictOf } from '../dict-keys';

// The methods of dictionaries.

/** Methods of dictionaries that are not modelled, and change them. */
export const changingDictionaries = new Set(['popitem', 'move_to_end']);

/** Adds one to the counts of items. Throws what is not known. */
export function countItems({ entries }: DictValue, items: Iterable<Value>, span: Span): void {
  touching(entries);
  for (const item of items) {
    spend(1);
    const key = hashKey(item, span);
    if (key === null) throw new NotKnown(unknownAmong([item], message('a count of this'), span));
    const held = entries.get(key);
    if (held === undefined) entries.set(key, { key: item, value: int(1) });
    else entries.set(key, { ...held, value: int((asNumber(held.value) ?? 0) + 1) });
  }
}

/** `most_common` of a counter: equal counts stand in the order in which they were met. */
function mostCommon(self: DictValue): BuiltinValue {
  return builtin('most_common', ({ positional: [most = none] }) => {
    takeItems(2 * self.entries.size);
    const ranked = [...self.entries.values()].sort((a, b) => (asNumber(b.value) ?? 0) - (asNumber(a.value) ?? 0));
    const kept = most.kind === 'none' ? ranked : ranked.slice(0, Math.max(0, asNumber(most) ?? 0));
    return list(kept.map(({ key, value }) => tuple([key, value])));
  });
}

function pairsIn({ entries }: DictValue): ListValue {
  takeItems(2 * entries.size);
  return list([...entries.values()].map(({ key, value }) => tuple([key, value])));
}

export const dictMethods: Readonly<Record<string, (self: DictValue) => BuiltinValue>> = {
  get: (self) =>
    tolerant('get', [1, 'default'], ({ positional: [key = none, second], named, span }) => {
      const text = hashKey(key, span);
      if (text === null) return unknownAmong([key], message('an entry of a dictionary by this key'), span);
      return self.entries.get(text)?.value ?? second ?? named.get('default') ?? none;
    }),
  items: (self) => builtin('items', () => pairsIn(self)),
  iteritems: (self) => builtin('iteritems', () => pairsIn(self)),
  itervalues: (self) => builtin('itervalues', () => list([...self.entries.values()].map(({ value }) => value))),
  iterkeys: (self) => builtin('iterkeys', () => list([...self.entries.values()].map(({ key }) => key))),
  has_key: (self) =>
    builtin('has_key', ({ positional: [key = none], span }) => {
      const text = hashKey(key, span);
      return text === null ? unknown(message('a membership'), span) : { kind: 'bool', value: self.entries.has(text) };
    }),
  pop: (self) =>
    tolerant('pop', [0, 1], ({ positional: [key = none, otherwise], span }) => {
      const text = hashKey(key, span);
      if (text === null) {
        lose(self, key, message('which entry is taken'), span);
        return unknownAmong([key], message('which entry is taken'), span);
      }
      const value = self.entries.get(text)?.value ?? otherwise;
      if (value === undefined)
        return self.otherwise?.(key, span) ?? raise('KeyError', reprOf(key, span) ?? 'the key', span);
      touching(self.entries);
      self.entries.delete(text);
      return value;
    }),
  clear: (self) => builtin('clear', () => (touching(self.entries), self.entries.clear(), none)),
  keys: (self) => builtin('keys', () => list([...self.entries.values()].map(({ key }) => key))),
  values: (self) => builtin('values', () => list([...self.entries.values()].map(({ value }) => value))),
  update: (self) =>
    recording(
      'update',
      ({ positional: [more], named, more: others, span }) => {
        const items = self.isCounter === true && more !== undefined ? itemsOf(more) : null;
        if (items !== null && more?.kind !== 'dict') {
          countItems(self, items, span);
          return none;
        }
        if (others !== undefined) return lose(self, others, message('what a dictionary is given'), span);
        const entries = known(() => [...entriesOf(more, named, span)]);
        const added = 'kind' in entries ? entries : dictOf(entries, span);
        if (added.kind === 'unknown') return lose(self, added, message('what a dictionary is given'), span);
        touching(self.entries);
        takeItems(4 * added.entries.size);
        for (const [key, entry] of added.entries) self.entries.set(key, { ...entry });
        return none;
      },
      [0, '**'],
    ),
  most_common: mostCommon,
  copy: (self) =>
    builtin('copy', () => {
      takeItems(4 * self.entries.size);
      return { kind: 'dict', entries: new Map([...self.entries].map(([key, entry]) => [key, { ...entry }])) };
    }),
  setdefault: (self) =>
    tolerant('setdefault', [0, 1], ({ positional: [key = none, value = none], span }) => {
      const text = hashKey(key, span);
      if (text === null) {
        lose(self, key, message('which entry is set'), span);
        return unknownAmong([key], message('which entry is set'), span);
      }
      const held = self.entries.get(text);
      if (held === undefined) {
        touching(self.entries);
        self.entries.set(text, { key, value });
      }
      return held?.value ?? value;
    }),
};
