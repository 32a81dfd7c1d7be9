import { own } from '../base/own';
import type { Span } from '../python/syntax';
import type { Evaluator } from './evaluator';
import { allAttributes } from './evaluator';
import { subscript } from './indexing';
import { equalValues, hashKey } from './compare-values';
import { iterate } from './iteration';
import { appendAll, itemsIn } from './items';
import { assertWithin, PythonError } from './limits';
import { appendTo, touching } from './loop-watch';
import { arrayAttribute } from './numpy/array-methods';
import { toArray } from './operators';
import { spend, takeItems, takeText } from './reading';
import { addToSet } from './sets';
import { formatBraces } from './text/braces';
import { reprOf } from './text/representation';
import { hasTextMethod, textMethod } from './text/string-methods';
import { textOfTurn } from './tracked';
import { lacksAttribute } from './type-attributes';
import { typeName } from './type-name';
import { sortedItems } from './modules/ordering';
import { sessionAttribute, tensorAttribute } from './modules/tensorflow-objects';
import {
  type Arguments,
  asNumber,
  builtin,
  type BuiltinValue,
  type DictValue,
  itemsOf,
  type IteratorValue,
  keyOf,
  list,
  type ListValue,
  none,
  str,
  tuple,
  unknown,
  type Value,
  withoutFormula,
} from './values';

/** `object.name`. */
export function attributeOf(object: Value, name: string, span: Span, evaluator: Evaluator): Value {
  switch (object.kind) {
    case 'unknown':
    case 'nothing':
      return withoutFormula(object);
    case 'module':
      return object.member(name, span);
    case 'tensor':
      return tensorAttribute(object, name, span, evaluator.recorder);
    case 'context':
      return sessionAttribute(object, name, span, evaluator.recorder);
    case 'instance': {
      const own = object.attributes.get(name);
      if (own !== undefined) return own;
      const inherited = object.class === null ? undefined : allAttributes(object.class).get(name);
      if (inherited === undefined) return missing(object, name, span);
      return boundTo(object, inherited, span, evaluator);
    }
    case 'class': {
      if (name === '__name__') return str(object.name);
      const own = allAttributes(object).get(name);
      return own === undefined ? missing(object, name, span) : boundTo(object, own, span, evaluator);
    }
    case 'function':
      if (name === '__name__') return str(object.name);
      return object.attributes.get(name) ?? missing(object, name, span);
    case 'iterator':
      return name === 'next' || name === '__next__'
        ? builtin(name, () => nextOf(object, span))
        : missing(object, name, span);
    case 'int':
    case 'float':
    case 'bool':
      return numberAttribute(object, name, span);
    case 'array':
      return arrayAttribute(object.array, name, span);
    case 'list':
      if (name === 'sort') return builtin(name, (given) => sortInPlace(object, given, evaluator));
      return own(listMethods, name)?.(object) ?? missing(object, name, span);
    case 'tuple':
      return tupleMethod(object, name, span);
    case 'dict':
      return own(dictMethods, name)?.(object) ?? missing(object, name, span);
    case 'str':
      return stringMethod(object, name, span, evaluator);
    case 'dtype':
      if (name === 'name') return str(object.value);
      if (name === 'base_dtype' || name === 'as_numpy_dtype') return object;
      if (name === 'is_floating') return { kind: 'bool', value: object.value.startsWith('float') };
      return unknown(`${name} of a dtype`, span);
    default:
      return missing(object, name, span);
  }
}

/** The next value of an iterator. Throws StopIteration at its end. */
export function nextOf(iterator: IteratorValue, span: Span): Value {
  const item = iterator.next();
  if (item === null) throw new PythonError('StopIteration', 'the iterator is at its end', span);
  return item;
}

/** A class's attribute as an object has it: functions are methods, properties are computed. */
function boundTo(object: Value, attribute: Value, span: Span, evaluator: Evaluator): Value {
  if (attribute.kind === 'function') {
    return object.kind === 'class' ? attribute : { kind: 'method', self: object, callee: attribute };
  }
  if (attribute.kind !== 'descriptor') return attribute;
  switch (attribute.what) {
    case 'property':
      return object.kind === 'class'
        ? attribute
        : evaluator.apply(attribute.callee, { positional: [object], named: new Map(), span });
    case 'staticmethod':
      return attribute.callee;
    case 'classmethod': {
      const owner = object.kind === 'instance' && object.class !== null ? object.class : object;
      return attribute.callee.kind === 'function'
        ? { kind: 'method', self: owner, callee: attribute.callee }
        : attribute.callee;
    }
  }
}

function numberAttribute(number: Value, name: string, span: Span): Value {
  const array = toArray(number);
  if (
    [
      'real',
      'item',
      'astype',
      'shape',
      'dtype',
      'ndim',
      'tolist',
      'mean',
      'sum',
      'max',
      'min',
      'reshape',
      'size',
      'flatten',
      'ravel',
      'round',
      'copy',
      'std',
      'any',
      'all',
    ].includes(name) &&
    array !== null
  )
    return arrayAttribute(array, name, span);
  if (name === 'is_integer' && number.kind === 'float')
    return builtin(name, () => ({ kind: 'bool', value: Number.isInteger(asNumber(number) ?? Number.NaN) }));
  return missing(number, name, span);
}

function missing(object: Value, name: string, span: Span): Value {
  if (object.kind === 'instance' && object.class !== null && object.class.bases.every(({ kind }) => kind === 'class')) {
    throw new PythonError('AttributeError', `'${object.class.name}' object has no attribute '${name}'`, span);
  }
  const type = typeName(object);
  if (type !== null && lacksAttribute(type, name))
    throw new PythonError('AttributeError', `'${type}' object has no attribute '${name}'`, span);
  return unknown(`the attribute ${name}`, span);
}

/** Items of a list are about to be moved, all of them. */
function moving(self: ListValue): void {
  touching(self);
  spend(self.items.length / movedAtATime);
}

/** Items that are moved in the time in which one is looked at. */
const movedAtATime = 16;

function sortInPlace(self: ListValue, { named, span }: Arguments, evaluator: Evaluator): Value {
  const sorted = sortedItems(self.items, named, (callee, given) => evaluator.apply(callee, given), span);
  touching(self);
  self.items.splice(0, self.items.length, ...sorted);
  return none;
}

const listMethods: Readonly<Record<string, (self: ListValue) => BuiltinValue>> = {
  append: (self) => builtin('append', ({ positional: [item = none] }) => (appendTo(self, item), none)),
  extend: (self) =>
    builtin('extend', ({ positional: [more = none], span }) => {
      const added = iterate(more);
      if (added !== null) appendAll(self, added, span);
      return none;
    }),
  appendleft: (self) =>
    builtin('appendleft', ({ positional: [item = none] }) => {
      moving(self);
      self.items.unshift(item);
      if (self.most !== undefined) self.items.splice(self.most);
      return none;
    }),
  popleft: (self) => builtin('popleft', () => (moving(self), self.items.shift() ?? none)),
  insert: (self) =>
    builtin('insert', ({ positional: [at = none, item = none], span }) => {
      moving(self);
      assertWithin('items', self.items.length + 1, span);
      self.items.splice(at.kind === 'int' ? at.value : 0, 0, item);
      return none;
    }),
  pop: (self) =>
    builtin('pop', ({ positional: [at], span }) => {
      if (self.items.length === 0)
        throw new PythonError(
          'IndexError',
          `pop from an empty ${typeName(self) ?? 'list'}`.replace('an empty list', 'empty list'),
          span,
        );
      const place = at?.kind === 'int' ? at.value : -1;
      const item = self.items.at(place);
      if (item === undefined || place < -self.items.length)
        throw new PythonError('IndexError', 'pop index out of range', span);
      if (at === undefined) touching(self);
      else moving(self);
      self.items.splice(place, 1);
      return item;
    }),
  remove: (self) =>
    builtin('remove', ({ positional: [item = none], span }) => {
      spend(self.items.length);
      const at = self.items.findIndex((held) => held === item || equalValues(held, item) === true);
      if (at < 0 && isWhollyKnown(self, item))
        throw new PythonError('ValueError', 'list.remove(x): x not in list', span);
      touching(self);
      if (at >= 0) self.items.splice(at, 1);
      return none;
    }),
  clear: (self) => builtin('clear', () => (touching(self), self.items.splice(0), none)),
  copy: (self) => builtin('copy', () => list(self.items)),
  count: (self) =>
    builtin('count', ({ positional: [item = none] }) => {
      spend(self.items.length);
      return {
        kind: 'int',
        value: self.items.filter((held) => held === item || equalValues(held, item) === true).length,
      };
    }),
  // A set is kept as a list without repetitions.
  add: (self) =>
    builtin('add', ({ positional: [item = none], span }) => {
      addToSet(self, item);
      assertWithin('items', self.items.length, span);
      return none;
    }),
  reverse: (self) => builtin('reverse', () => (moving(self), self.items.reverse(), none)),
  index: (self) =>
    builtin('index', ({ positional: [item = none], span }) => {
      return placeOf(self, item, span);
    }),
};

/** Whether it is known of each item whether it equals another value. */
function isWhollyKnown(self: ListValue, item: Value): boolean {
  return self.items.every((held) => equalValues(held, item) !== null);
}

/** The place of an item. Throws Python's ValueError where it is not there. */
function placeOf(self: ListValue | (Value & { kind: 'tuple' }), item: Value, span: Span): Value {
  for (const [at, held] of self.items.entries()) {
    spend(1);
    const isEqual = held === item || equalValues(held, item);
    if (isEqual === null) return unknown('the place of an item', span);
    if (isEqual) return { kind: 'int', value: at };
  }
  const shown = self.kind === 'tuple' ? 'tuple.index(x): x' : reprOf(item, span);
  throw new PythonError(
    'ValueError',
    `${shown ?? 'x'} ${self.kind === 'tuple' ? 'not in tuple' : 'is not in list'}`,
    span,
  );
}

function tupleMethod(object: Value & { kind: 'tuple' }, name: string, span: Span): Value {
  if (name === 'index') return builtin(name, ({ positional: [item = none], span: at }) => placeOf(object, item, at));
  if (name !== 'count') return missing(object, name, span);
  return builtin(name, ({ positional: [item = none] }) => ({
    kind: 'int',
    value: object.items.filter((held) => held === item || equalValues(held, item) === true).length,
  }));
}

function pairsOf({ entries }: DictValue): ListValue {
  takeItems(2 * entries.size);
  return list([...entries.values()].map(({ key, value }) => tuple([key, value])));
}

const dictMethods: Readonly<Record<string, (self: DictValue) => BuiltinValue>> = {
  get: (self) =>
    builtin(
      'get',
      ({ positional: [key = none, otherwise = none] }) => self.entries.get(keyOf(key) ?? '')?.value ?? otherwise,
    ),
  items: (self) => builtin('items', () => pairsOf(self)),
  iteritems: (self) => builtin('iteritems', () => pairsOf(self)),
  itervalues: (self) => builtin('itervalues', () => list([...self.entries.values()].map(({ value }) => value))),
  has_key: (self) =>
    builtin('has_key', ({ positional: [key = none] }) => ({
      kind: 'bool',
      value: self.entries.has(keyOf(key) ?? ''),
    })),
  pop: (self) =>
    builtin('pop', ({ positional: [key = none, otherwise], span }) => {
      const text = hashKey(key, span) ?? '';
      const value = self.entries.get(text)?.value ?? otherwise;
      if (value === undefined) throw new PythonError('KeyError', reprOf(key, span) ?? 'the key', span);
      touching(self.entries);
      self.entries.delete(text);
      return value;
    }),
  keys: (self) => builtin('keys', () => list([...self.entries.values()].map(({ key }) => key))),
  values: (self) => builtin('values', () => list([...self.entries.values()].map(({ value }) => value))),
  update: (self) =>
    builtin('update', ({ positional: [more], named, span }) => {
      touching(self.entries);
      if (more?.kind === 'dict') {
        takeItems(4 * more.entries.size);
        for (const [key, entry] of more.entries) self.entries.set(key, { ...entry });
      } else if (more !== undefined) {
        for (const pair of iterate(more)?.items() ?? []) {
          assertWithin('items', self.entries.size, span);
          const [key = none, value = none] = itemsOf(pair) ?? [];
          const text = keyOf(key);
          if (text !== null) self.entries.set(text, { key, value });
        }
      }
      for (const [name, value] of named) self.entries.set(`s${name}`, { key: str(name), value });
      return none;
    }),
  copy: (self) =>
    builtin('copy', () => {
      takeItems(4 * self.entries.size);
      return { kind: 'dict', entries: new Map([...self.entries].map(([key, entry]) => [key, { ...entry }])) };
    }),
  setdefault: (self) =>
    builtin('setdefault', ({ positional: [key = none, value = none] }) => {
      const text = keyOf(key) ?? '';
      const held = self.entries.get(text);
      if (held === undefined) {
        touching(self.entries);
        self.entries.set(text, { key, value });
      }
      return held?.value ?? value;
    }),
};

/** A method of a text, or unknown; throws Python's AttributeError for what texts do not have. */
function stringMethod(text: Value & { kind: 'str' }, name: string, span: Span, evaluator: Evaluator): Value {
  if (name === 'format') return builtin(name, (given) => formatted(text, given, evaluator));
  // Bytes are kept as texts.
  if (name === 'encode' || name === 'decode') return builtin(name, () => text);
  if (!hasTextMethod(name)) return missing(text, name, span);
  return builtin(name, ({ positional, named, span: at }) => {
    const absent = [...positional, ...named.values()].find(({ kind }) => kind === 'unknown');
    if (absent !== undefined) return withoutFormula(absent);
    const method = textMethod(text.value, name);
    const given = { positional, named, span: at, itemsOf: (value: Value) => itemsToJoin(value, at) };
    // What most of them make is as long as the text.
    takeText(text.value.length, at);
    const made = method?.(given) ?? null;
    if (made?.kind === 'list') takeItems(made.items.length);
    if (made?.kind === 'str') takeText(made.value.length, at);
    return made ?? unknown(`the string method ${name}`, at);
  });
}

function itemsToJoin(value: Value, span: Span): readonly Value[] | null {
  if (['none', 'bool', 'int', 'float'].includes(value.kind))
    throw new PythonError('TypeError', 'can only join an iterable', span);
  return itemsIn(value, span);
}

function formatted(text: Value & { kind: 'str' }, { positional, named, span }: Arguments, evaluator: Evaluator): Value {
  const values = [...positional, ...named.values()];
  const absent = values.find(({ kind }) => kind === 'unknown');
  if (absent !== undefined) return withoutFormula(absent);
  const names = [...named.keys()];
  const make = ([template = text, ...now]: readonly Value[]): string | null =>
    template.kind !== 'str'
      ? null
      : formatBraces(template.value, {
          positional: now.slice(0, positional.length),
          named: new Map(names.map((name, at) => [name, now[positional.length + at] ?? none])),
          attributeOf: (value, name) => attributeOf(value, name, span, evaluator),
          itemOf: (value, index) => subscript(value, index, span, evaluator.recorder),
          span,
        });
  return textOfTurn(make, [text, ...values]) ?? unknown('a text with a value in it whose text is not known', span);
}
