import { own } from '../base/own';
import type { Span } from '../python/syntax';
import type { Evaluator } from './evaluator';
import { allAttributes } from './evaluator';
import { subscript } from './indexing';
import { equalValues, hashKey } from './compare-values';
import { iterate } from './iteration';
import { appendAll, itemsIn } from './items';
import { assertWithin, PythonError } from './limits';
import { changeable, forget, forgetItems } from './forget';
import { appendTo, touching, writing } from './watching';
import { holdsUnknown, known } from './not-known';
import { entriesOf } from './modules/python';
import { arrayAttribute, arrayNames } from './numpy/array-methods';
import { toArray, wholeNumber } from './operators';
import { spend, takeItems, takeText } from './reading';
import { addToSet } from './sets';
import { formatBraces } from './text/braces';
import { reprOf } from './text/representation';
import { hasTextMethod, textMethod, textMethodNames } from './text/string-methods';
import { textOfTurn } from './tracked';
import { lacksAttribute } from './type-attributes';
import { typeName } from './type-name';
import { sortedItems } from './modules/ordering';
import { tensorAttribute, tensorMethodNames } from './modules/tensorflow-objects';
import { contextMethodNames, sessionAttribute } from './modules/tensorflow-runs';
import {
  type Arguments,
  asNumber,
  builtin,
  type BuiltinValue,
  type ClassValue,
  type DictValue,
  type FunctionValue,
  type InstanceValue,
  forgottenReason,
  dictOf,
  int,
  type IteratorValue,
  keyOf,
  list,
  type ListValue,
  none,
  recording,
  settled,
  str,
  tolerant,
  tuple,
  unknown,
  type UnknownValue,
  type Value,
  withoutFormula,
} from './values';

/** `object.name`. */
export function attributeOf(object: Value, name: string, span: Span, evaluator: Evaluator): Value {
  switch (object.kind) {
    case 'unknown':
      return attributeOfUnknown(object, name);
    case 'nothing':
      return object;
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
      if (inherited === undefined) return forgottenReason(object.attributes) ?? missing(object, name, span);
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
      if (name === 'sort') return sortMethod(object, evaluator);
      return own(listMethods, name)?.(object) ?? unmodelled(object, name, span);
    case 'tuple':
      return tupleMethod(object, name, span);
    case 'dict':
      return own(dictMethods, name)?.(object) ?? unmodelled(object, name, span);
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

/** Whether the program keeps attributes of its own in a value. */
export function hasAttributes(object: Value): object is InstanceValue | ClassValue | FunctionValue {
  return object.kind === 'instance' || object.kind === 'class' || object.kind === 'function';
}

/** `object.name = value`. */
export function setAttribute(object: Value, name: string, value: Value, span: Span): void {
  if (hasAttributes(object)) {
    writing(object.attributes, name);
    object.attributes.set(name, value);
  } else if (object.kind === 'module') object.assign?.(name, value);
  // `array.shape = …` and their kin change the array itself.
  else forget(changeable([object]), unknown(`the attribute ${name} that is set`, span));
}

/** What is known of a value that is not: the shape and the dtype of an array. Through any other attribute it may be changed. */
function attributeOfUnknown(object: UnknownValue, name: string): Value {
  const { form, holds, why, span } = object;
  if (form !== undefined && name === 'shape') return tuple(form.shape.map(int));
  if (form !== undefined && name === 'ndim') return int(form.shape.length);
  if (form !== undefined && name === 'size') return int(form.shape.reduce((size, length) => size * length, 1));
  if (form !== undefined && name === 'dtype') return { kind: 'dtype', value: form.dtype };
  return holds === undefined ? withoutFormula(object) : { ...unknown(why, span), holds };
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

/** What NumPy's scalars have of arrays; Python's own numbers are taken for them. */
const numberMethods =
  'real item astype shape dtype ndim tolist mean sum max min reshape size flatten ravel round copy std any all'.split(
    ' ',
  );

function numberAttribute(number: Value, name: string, span: Span): Value {
  const array = toArray(number);
  if (numberMethods.includes(name) && array !== null) return arrayAttribute(array, name, span);
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

const listMethods: Readonly<Record<string, (self: ListValue) => BuiltinValue>> = {
  append: (self) => tolerant('append', [0], ({ positional: [item = none] }) => (appendTo(self, item), none)),
  extend: (self) =>
    tolerant('extend', [0], ({ positional: [more = none], span }) => {
      const added = iterate(more);
      if (added === null) return lose(self, more, 'how many items are added', span);
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
      if (place === null) forgetItems(self, reasonOf(at, 'where an item is put', span));
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
        const why = reasonOf(at ?? none, 'which item is taken', span);
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
      if (at === null) return lose(self, item, 'which item is removed', span);
      if (at < 0) throw new PythonError('ValueError', 'list.remove(x): x not in list', span);
      touching(self);
      self.items.splice(at, 1);
      return none;
    }),
  // Of a set: without an error where it is not there.
  discard: (self) =>
    tolerant('discard', [0], ({ positional: [item = none], span }) => {
      const at = placeOf(self, item);
      if (at === null) return lose(self, item, 'which item is removed', span);
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
      if (keyOf(item) === null) return lose(self, item, 'what is added to a set', span);
      addToSet(self, item);
      assertWithin('items', self.items.length, span);
      return none;
    }),
  update: (self) =>
    tolerant('update', ['*'], ({ positional, span }) => {
      for (const more of positional) {
        const items = iterate(more);
        if (items === null) return lose(self, more, 'what is added to a set', span);
        for (const item of items.items()) {
          if (keyOf(item) === null) return lose(self, item, 'what is added to a set', span);
          addToSet(self, item);
          assertWithin('items', self.items.length, span);
        }
      }
      return none;
    }),
  reverse: (self) => builtin('reverse', () => (moving(self), self.items.reverse(), none)),
  index: (self) =>
    builtin('index', ({ positional: [item = none, from], span }) =>
      from === undefined ? indexOf(self, item, span) : unknown('the place of an item', span),
    ),
};

type Sequence = ListValue | (Value & { kind: 'tuple' });

/** The place of an item. Throws Python's ValueError where it is not there. */
function indexOf(self: Sequence, item: Value, span: Span): Value {
  const at = placeOf(self, item);
  if (at === null) return unknown('the place of an item', span);
  if (at >= 0) return int(at);
  const shown = self.kind === 'tuple' ? 'tuple.index(x): x' : reprOf(item, span);
  throw new PythonError(
    'ValueError',
    `${shown ?? 'x'} ${self.kind === 'tuple' ? 'not in tuple' : 'is not in list'}`,
    span,
  );
}

/** How often an item is there. */
function countOf({ items }: Sequence, item: Value, span: Span): Value {
  spend(items.length);
  const found = items.map((held) => held === item || equalValues(settled(held), item));
  return found.includes(null) ? unknown('how often an item is there', span) : int(found.filter(Boolean).length);
}

function tupleMethod(object: Value & { kind: 'tuple' }, name: string, span: Span): Value {
  if (name === 'index') return builtin(name, ({ positional: [item = none], span: at }) => indexOf(object, item, at));
  if (name !== 'count') return missing(object, name, span);
  return builtin(name, ({ positional: [item = none], span: at }) => countOf(object, item, at));
}

/** `list.sort`: in place, as `sorted` has it. */
function sortMethod(self: ListValue, evaluator: Evaluator): BuiltinValue {
  return recording(
    'sort',
    ({ named, more, span }) => {
      const apply = (callee: Value, to: Arguments): Value => evaluator.apply(callee, to);
      const sorted = more ?? known(() => sortedItems(self.items, named, apply, span));
      if ('kind' in sorted) return lose(self, sorted, 'the order of a sorting', span);
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
const changingLists = new Set([
  ...['rotate', 'extendleft'],
  ...['difference_update', 'intersection_update', 'symmetric_difference_update'],
]);

/** Methods of dictionaries that are not modelled, and change them. */
const changingDictionaries = new Set(['popitem', 'move_to_end']);

/** A method that is not modelled; one that changes its object leaves all of it unknown. */
function unmodelled(object: ListValue | DictValue, name: string, span: Span): Value {
  const changing = object.kind === 'list' ? changingLists : changingDictionaries;
  if (!changing.has(name)) return missing(object, name, span);
  const why = unknown(`the attribute ${name}`, span);
  return recording(name, () => (forget([object], why), why));
}

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

function raise(type: string, message: string, span: Span): never {
  throw new PythonError(type, message, span);
}

/** A list or a dictionary is not known any more. */
function lose(self: ListValue | DictValue, value: Value, otherwise: string, span: Span): Value {
  forget([self], reasonOf(value, otherwise, span));
  return none;
}

function reasonOf(value: Value, otherwise: string, span: Span): UnknownValue {
  return holdsUnknown([value]) ?? unknown(otherwise, span);
}

function pairsIn({ entries }: DictValue): ListValue {
  takeItems(2 * entries.size);
  return list([...entries.values()].map(({ key, value }) => tuple([key, value])));
}

const dictMethods: Readonly<Record<string, (self: DictValue) => BuiltinValue>> = {
  get: (self) =>
    tolerant('get', [1, 'default'], ({ positional: [key = none, second], named, span }) => {
      const text = hashKey(key, span);
      if (text === null) return reasonOf(key, 'an entry of a dictionary by this key', span);
      return self.entries.get(text)?.value ?? second ?? named.get('default') ?? none;
    }),
  items: (self) => builtin('items', () => pairsIn(self)),
  iteritems: (self) => builtin('iteritems', () => pairsIn(self)),
  itervalues: (self) => builtin('itervalues', () => list([...self.entries.values()].map(({ value }) => value))),
  iterkeys: (self) => builtin('iterkeys', () => list([...self.entries.values()].map(({ key }) => key))),
  has_key: (self) =>
    builtin('has_key', ({ positional: [key = none], span }) => {
      const text = hashKey(key, span);
      return text === null ? unknown('a membership', span) : { kind: 'bool', value: self.entries.has(text) };
    }),
  pop: (self) =>
    tolerant('pop', [0, 1], ({ positional: [key = none, otherwise], span }) => {
      const text = hashKey(key, span);
      if (text === null) {
        lose(self, key, 'which entry is taken', span);
        return reasonOf(key, 'which entry is taken', span);
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
        if (others !== undefined) return lose(self, others, 'what a dictionary is given', span);
        const entries = known(() => [...entriesOf(more, named, span)]);
        const added = 'kind' in entries ? entries : dictOf(entries, span);
        if (added.kind === 'unknown') return lose(self, added, 'what a dictionary is given', span);
        touching(self.entries);
        takeItems(4 * added.entries.size);
        for (const [key, entry] of added.entries) self.entries.set(key, { ...entry });
        return none;
      },
      [0, '**'],
    ),
  copy: (self) =>
    builtin('copy', () => {
      takeItems(4 * self.entries.size);
      return { kind: 'dict', entries: new Map([...self.entries].map(([key, entry]) => [key, { ...entry }])) };
    }),
  setdefault: (self) =>
    tolerant('setdefault', [0, 1], ({ positional: [key = none, value = none], span }) => {
      const text = hashKey(key, span);
      if (text === null) {
        lose(self, key, 'which entry is set', span);
        return reasonOf(key, 'which entry is set', span);
      }
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
/** The names of the methods that Python's own values have, as far as they are modelled; those of lists are of sets and queues too. */
export const methodNames = {
  list: ['sort', ...Object.keys(listMethods), ...changingLists],
  dict: [...Object.keys(dictMethods), ...changingDictionaries],
  str: textMethodNames,
  tuple: ['index', 'count'],
  int: numberMethods,
  array: arrayNames,
  tensor: tensorMethodNames,
  context: contextMethodNames,
};

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
