import { message } from '../../base/message';
import {
  type Arguments,
  bool,
  builtin,
  type BuiltinValue,
  int,
  list,
  type ListValue,
  none,
  recording,
  tolerant,
  unknown,
  type Value,
} from '../values';
import { appendTo, touching } from '../watching';
import { spend } from '../reading';
import { iterate } from '../iteration';
import { lose, raise } from './lost';
import { appendAll, collected } from '../items';
import { wholeNumber } from '../slices';
import { assertWithin, PythonError } from '../limits';
import { forgetItems } from '../forget';
import { typeName } from '../type-name';
import { keyOf } from '../dict-keys';
import { addToSet, compareSets, knownSet, setBinary } from '../sets';
import type { BinaryOperator, Span } from '../../python/syntax';
import { reprOf } from '../text/representation';
import { equalValues } from '../compare-values';
import { settled } from '../read-value';
import type { Evaluator } from '../evaluator';
import { known, unknownAmong } from '../not-known';
import { sortedItems } from '../modules/ordering';

// The methods of lists, sets and queues, which are all kept as lists.

/** Items of a list are about to be moved, all of them. */
function moving(self: ListValue): void {
  touching(self);
  spend(self.items.length / movedAtATime);
}

/** Items that are moved in the time in which one is looked at. */
const movedAtATime = 16;

export const listMethods: Readonly<Record<string, (self: ListValue) => BuiltinValue>> = {
  append: (self) => tolerant('append', [0], ({ positional: [item = none] }) => (appendTo(self, item), none)),
  extend: (self) =>
    tolerant('extend', [0], ({ positional: [more = none], span }) => {
      const added = iterate(more);
      if (added === null) return lose(self, more, message('how many items are added'), span);
      appendAll(self, added, span);
      return none;
    }),
  appendleft: (self) =>
    tolerant('appendleft', [0], ({ positional: [item = none] }) => {
      moving(self);
      self.items.unshift(item);
      if (self.most !== undefined) self.items.splice(self.most);
      return none;
    }),
  popleft: (self) =>
    builtin('popleft', ({ span }) => {
      moving(self);
      return self.items.shift() ?? raise('IndexError', 'pop from an empty deque', span);
    }),
  insert: (self) =>
    tolerant('insert', [0, 1], ({ positional: [at = none, item = none], span }) => {
      const place = wholeNumber(at);
      moving(self);
      assertWithin('items', self.items.length + 1, span);
      self.items.splice(place ?? 0, 0, item);
      if (place === null) forgetItems(self, unknownAmong([at], message('where an item is put'), span));
      return none;
    }),
  pop: (self) =>
    tolerant('pop', [0], ({ positional: [at], span }) => {
      if (self.items.length === 0)
        throw new PythonError(
          'IndexError',
          `pop from an empty ${typeName(self) ?? 'list'}`.replace('an empty list', 'empty list'),
          span,
        );
      const place = at === undefined ? -1 : wholeNumber(at);
      if (place === null) {
        const why = unknownAmong([at ?? none], message('which item is taken'), span);
        forgetItems(self, why);
        // One of them is gone.
        self.items.pop();
        return why;
      }
      const item = self.items.at(place);
      if (item === undefined || place < -self.items.length)
        throw new PythonError('IndexError', 'pop index out of range', span);
      if (at === undefined) touching(self);
      else moving(self);
      self.items.splice(place, 1);
      return item;
    }),
  remove: (self) =>
    tolerant('remove', [0], ({ positional: [item = none], span }) => {
      const at = placeOf(self, item);
      if (at === null) return lose(self, item, message('which item is removed'), span);
      if (at < 0) throw new PythonError('ValueError', 'list.remove(x): x not in list', span);
      touching(self);
      self.items.splice(at, 1);
      return none;
    }),
  // Of a set: without an error where it is not there.
  discard: (self) =>
    tolerant('discard', [0], ({ positional: [item = none], span }) => {
      const at = placeOf(self, item);
      if (at === null) return lose(self, item, message('which item is removed'), span);
      touching(self);
      if (at >= 0) self.items.splice(at, 1);
      return none;
    }),
  clear: (self) => builtin('clear', () => (touching(self), self.items.splice(0), none)),
  copy: (self) => builtin('copy', () => list(self.items)),
  count: (self) =>
    builtin('count', ({ positional: [item = none], span }) => {
      spend(self.items.length);
      return countOf(self, item, span);
    }),
  // A set is kept as a list without repetitions.
  add: (self) =>
    tolerant('add', [0], ({ positional: [item = none], span }) => {
      if (keyOf(item) === null) return lose(self, item, message('what is added to a set'), span);
      addToSet(self, item);
      assertWithin('items', self.items.length, span);
      return none;
    }),
  update: (self) =>
    tolerant('update', ['*'], ({ positional, span }) => {
      for (const more of positional) {
        const items = iterate(more);
        if (items === null) return lose(self, more, message('what is added to a set'), span);
        for (const item of items.items()) {
          if (keyOf(item) === null) return lose(self, item, message('what is added to a set'), span);
          addToSet(self, item);
          assertWithin('items', self.items.length, span);
        }
      }
      return none;
    }),
  union: (self) => combining(self, 'union', '|'),
  intersection: (self) => combining(self, 'intersection', '&'),
  difference: (self) => combining(self, 'difference', '-'),
  symmetric_difference: (self) => combining(self, 'symmetric_difference', '^'),
  issubset: (self) => comparing(self, 'issubset', '<='),
  issuperset: (self) => comparing(self, 'issuperset', '>='),
  reverse: (self) => builtin('reverse', () => (moving(self), self.items.reverse(), none)),
  index: (self) =>
    builtin('index', ({ positional: [item = none, from], span }) =>
      from === undefined ? indexOf(self, item, span) : unknown(message('the place of an item'), span),
    ),
};

/** A method that makes another set of this one and the items of what it is passed. */
function combining(self: ListValue, name: string, operator: BinaryOperator): BuiltinValue {
  return builtin(name, ({ positional, span }) => {
    let made: Value = self;
    for (const more of positional) {
      const items = iterate(more);
      const combined: Value | null =
        items === null ? null : setBinary(operator, made, knownSet(collected(items.items(), span)));
      if (combined === null) return unknownAmong([more], message('the items of this'), span);
      made = combined;
    }
    // Without anything to combine it with, it is a copy.
    return made === self ? knownSet(self.items) : made;
  });
}

/** A method that says whether this set is a part of another, or has it as a part. */
function comparing(self: ListValue, name: string, operator: '<=' | '>='): BuiltinValue {
  return builtin(name, ({ positional: [other = none], span }) => {
    const items = iterate(other);
    const is = items === null ? null : compareSets(operator, self, knownSet(collected(items.items(), span)));
    return is === null ? unknownAmong([other], message('a comparison'), span) : bool(is);
  });
}

type Sequence = ListValue | (Value & { kind: 'tuple' });

/** The place of an item. Throws Python's ValueError where it is not there. */
export function indexOf(self: Sequence, item: Value, span: Span): Value {
  const at = placeOf(self, item);
  if (at === null) return unknown(message('the place of an item'), span);
  if (at >= 0) return int(at);
  const shown = self.kind === 'tuple' ? 'tuple.index(x): x' : reprOf(item, span);
  throw new PythonError(
    'ValueError',
    `${shown ?? 'x'} ${self.kind === 'tuple' ? 'not in tuple' : 'is not in list'}`,
    span,
  );
}

/** How often an item is there. */
export function countOf({ items }: Sequence, item: Value, span: Span): Value {
  spend(items.length);
  const found = items.map((held) => held === item || equalValues(settled(held), item));
  return found.includes(null)
    ? unknown(message('how often an item is there'), span)
    : int(found.filter(Boolean).length);
}

/** `list.sort`: in place, as `sorted` has it. */
export function sortMethod(self: ListValue, evaluator: Evaluator): BuiltinValue {
  return recording(
    'sort',
    ({ named, more, span }) => {
      const apply = (callee: Value, to: Arguments): Value => evaluator.apply(callee, to);
      const sorted = more ?? known(() => sortedItems(self.items, named, apply, span));
      if ('kind' in sorted) return lose(self, sorted, message('the order of a sorting'), span);
      touching(self);
      sorted.forEach((item, at) => {
        self.items[at] = item;
      });
      return none;
    },
    ['key', 'reverse'],
  );
}

/** Methods of lists, sets and queues that are not modelled, and change them. */
export const changingLists = new Set([
  ...['rotate', 'extendleft'],
  ...['difference_update', 'intersection_update', 'symmetric_difference_update'],
]);

/** Where an item stands in a sequence; below 0 where it does not. Null: that is not known. */
function placeOf({ items }: Sequence, item: Value): number | null {
  for (const [at, held] of items.entries()) {
    spend(1);
    const isEqual = held === item || equalValues(settled(held), item);
    if (isEqual === null) return null;
    if (isEqual) return at;
  }
  return item.kind === 'unknown' ? null : -1;
}
