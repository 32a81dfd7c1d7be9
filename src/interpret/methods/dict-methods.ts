import { message } from '../../base/message';
import {
  builtin,
  type BuiltinValue,
  type DictValue,
  list,
  type ListValue,
  none,
  recording,
  tolerant,
  tuple,
  unknown,
} from '../values';
import { takeItems } from '../reading';
import { hashKey } from '../compare-values';
import { lose, raise } from './lost';
import { reprOf } from '../text/representation';
import { touching } from '../watching';
import { known, unknownAmong } from '../not-known';
import { entriesOf } from '../modules/entries';
import { dictOf } from '../dict-keys';
import { copied } from '../modules/copying';

// The methods of dictionaries.

/** Methods of dictionaries that are not modelled, and change them. */
export const changingDictionaries = new Set(['popitem', 'move_to_end']);

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
      if (value === undefined) return raise('KeyError', reprOf(key, span) ?? 'the key', span);
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
  copy: (self) => builtin('copy', () => copied(self)),
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
