import { own } from '../base/own';
import type { Span } from '../python/syntax';
import type { Evaluator } from './evaluator';
import { allAttributes } from './evaluator';
import { formatBraces } from './format';
import { iterate } from './iteration';
import { appendAll, itemsIn } from './items';
import { assertWithin, PythonError } from './limits';
import { appendTo, touching } from './loop-watch';
import { arrayAttribute } from './numpy/array-methods';
import { toArray } from './operators';
import { joinedText, spend, takeItems, takeText } from './reading';
import { addToSet } from './sets';
import { textOfTurn } from './tracked';
import { sessionAttribute, tensorAttribute } from './modules/tensorflow-objects';
import {
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
  textOf,
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
      return own(listMethods, name)?.(object) ?? missing(object, name, span);
    case 'dict':
      return own(dictMethods, name)?.(object) ?? missing(object, name, span);
    case 'str':
      return stringMethod(object.value, name, span);
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
  if (name === 'is_integer')
    return builtin(name, () => ({ kind: 'bool', value: Number.isInteger(asNumber(number) ?? Number.NaN) }));
  return missing(number, name, span);
}

function missing(object: Value, name: string, span: Span): Value {
  if (object.kind === 'instance' && object.class !== null && object.class.bases.every(({ kind }) => kind === 'class')) {
    throw new PythonError('AttributeError', `'${object.class.name}' object has no attribute '${name}'`, span);
  }
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
    builtin('pop', ({ positional: [at] }) => {
      if (at === undefined) touching(self);
      else moving(self);
      return self.items.splice(at?.kind === 'int' ? at.value : -1, 1)[0] ?? none;
    }),
  remove: (self) =>
    builtin('remove', ({ positional: [item = none] }) => {
      spend(self.items.length);
      const at = self.items.findIndex((held) => keyOf(held) === keyOf(item));
      touching(self);
      if (at >= 0) self.items.splice(at, 1);
      return none;
    }),
  clear: (self) => builtin('clear', () => (touching(self), self.items.splice(0), none)),
  copy: (self) => builtin('copy', () => list(self.items)),
  count: (self) =>
    builtin('count', ({ positional: [item = none] }) => {
      spend(self.items.length);
      const key = keyOf(item);
      return { kind: 'int', value: self.items.filter((held) => keyOf(held) === key).length };
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
    builtin('index', ({ positional: [item = none] }) => {
      spend(self.items.length);
      return { kind: 'int', value: self.items.findIndex((held) => keyOf(held) === keyOf(item)) };
    }),
};

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
    builtin('pop', ({ positional: [key = none, otherwise = none] }) => {
      const text = keyOf(key) ?? '';
      const value = self.entries.get(text)?.value ?? otherwise;
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

function padded(text: string, width: number): string {
  takeText(width);
  return text.padStart(width, '0');
}

function replaced(text: string, from: string, to: string): string {
  if (to.length > from.length) {
    const places = from === '' ? text.length + 1 : text.split(from).length - 1;
    takeText(text.length + places * (to.length - from.length));
  }
  return text.replaceAll(from, to);
}

function stringMethod(text: string, name: string, span: Span): Value {
  // What most of them make is as long as the text.
  takeText(text.length);
  switch (name) {
    case 'format':
      return builtin(name, ({ positional, named }) =>
        textOfTurn(() => formatBraces(text, positional, named), [...positional, ...named.values()]),
      );
    case 'lstrip':
    case 'rstrip':
      return builtin(name, () => str(name === 'lstrip' ? text.trimStart() : text.trimEnd()));
    case 'zfill':
      return builtin(name, ({ positional: [width] }) => str(padded(text, width?.kind === 'int' ? width.value : 0)));
    case 'isdigit':
      return builtin(name, () => ({ kind: 'bool', value: /^\d+$/.test(text) }));
    case 'capitalize':
    case 'title':
      return builtin(name, () => str(text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()));
    case 'decode':
    case 'encode':
      return builtin(name, () => str(text));
    case 'find':
    case 'index':
      return builtin(name, ({ positional: [part] }) => ({
        kind: 'int',
        value: text.indexOf(part?.kind === 'str' ? part.value : ''),
      }));
    case 'count':
      return builtin(name, ({ positional: [part] }) => ({
        kind: 'int',
        value: part?.kind === 'str' && part.value !== '' ? text.split(part.value).length - 1 : 0,
      }));
    case 'splitlines':
      return builtin(name, () => list(text.replace(/\n$/, '').split('\n').map(str)));
    case 'lower':
      return builtin(name, () => str(text.toLowerCase()));
    case 'upper':
      return builtin(name, () => str(text.toUpperCase()));
    case 'strip':
      return builtin(name, () => str(text.trim()));
    case 'split':
      return builtin(name, ({ positional: [by] }) =>
        list((by?.kind === 'str' ? text.split(by.value) : text.trim().split(/\s+/)).map(str)),
      );
    case 'join':
      return builtin(name, ({ positional: [parts = none] }) =>
        str(joinedText((itemsIn(parts, span) ?? []).map(textOf), text)),
      );
    case 'startswith':
      return builtin(name, ({ positional: [start] }) => ({
        kind: 'bool',
        value: start?.kind === 'str' && text.startsWith(start.value),
      }));
    case 'endswith':
      return builtin(name, ({ positional: [end] }) => ({
        kind: 'bool',
        value: end?.kind === 'str' && text.endsWith(end.value),
      }));
    case 'replace':
      return builtin(name, ({ positional: [from, to] }) =>
        str(from?.kind === 'str' && to?.kind === 'str' ? replaced(text, from.value, to.value) : text),
      );
    default:
      return unknown(`the string method ${name}`, span);
  }
}
