import { own } from '../base/own';
import type { Span } from '../python/syntax';
import type { Evaluator } from './evaluator';
import { allAttributes } from './evaluator';
import { formatBraces } from './format';
import { iterate } from './iteration';
import { assertWithin, PythonError } from './limits';
import { appendTo, touching } from './loop-watch';
import { arrayAttribute } from './numpy/array-methods';
import { toArray } from './operators';
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

const listMethods: Readonly<Record<string, (self: ListValue) => BuiltinValue>> = {
  append: (self) => builtin('append', ({ positional: [item = none] }) => (appendTo(self, item), none)),
  extend: (self) =>
    builtin('extend', ({ positional: [more = none], span }) => {
      const added = iterate(more);
      for (const item of added?.length === null ? added.items() : [...(added?.items() ?? [])]) {
        appendTo(self, item);
        assertWithin('items', self.items.length, span);
      }
      return none;
    }),
  appendleft: (self) =>
    builtin('appendleft', ({ positional: [item = none] }) => {
      touching(self);
      self.items.unshift(item);
      if (self.most !== undefined) self.items.splice(self.most);
      return none;
    }),
  popleft: (self) => builtin('popleft', () => (touching(self), self.items.shift() ?? none)),
  insert: (self) =>
    builtin('insert', ({ positional: [at = none, item = none] }) => {
      touching(self);
      self.items.splice(at.kind === 'int' ? at.value : 0, 0, item);
      return none;
    }),
  pop: (self) =>
    builtin('pop', ({ positional: [at] }) => {
      touching(self);
      return self.items.splice(at?.kind === 'int' ? at.value : -1, 1)[0] ?? none;
    }),
  remove: (self) =>
    builtin('remove', ({ positional: [item = none] }) => {
      const at = self.items.findIndex((held) => keyOf(held) === keyOf(item));
      touching(self);
      if (at >= 0) self.items.splice(at, 1);
      return none;
    }),
  clear: (self) => builtin('clear', () => (touching(self), self.items.splice(0), none)),
  copy: (self) => builtin('copy', () => list(self.items)),
  count: (self) =>
    builtin('count', ({ positional: [item = none] }) => ({
      kind: 'int',
      value: self.items.filter((held) => keyOf(held) === keyOf(item)).length,
    })),
  // A set is kept as a list without repetitions.
  add: (self) =>
    builtin('add', ({ positional: [item = none] }) => {
      touching(self);
      if (!self.items.some((held) => keyOf(held) === keyOf(item))) self.items.push(item);
      return none;
    }),
  reverse: (self) => builtin('reverse', () => (touching(self), self.items.reverse(), none)),
  index: (self) =>
    builtin('index', ({ positional: [item = none] }) => {
      return { kind: 'int', value: self.items.findIndex((held) => keyOf(held) === keyOf(item)) };
    }),
};

const dictMethods: Readonly<Record<string, (self: DictValue) => BuiltinValue>> = {
  get: (self) =>
    builtin(
      'get',
      ({ positional: [key = none, otherwise = none] }) => self.entries.get(keyOf(key) ?? '')?.value ?? otherwise,
    ),
  items: (self) =>
    builtin('items', () => list([...self.entries.values()].map(({ key, value }) => tuple([key, value])))),
  iteritems: (self) =>
    builtin('iteritems', () => list([...self.entries.values()].map(({ key, value }) => tuple([key, value])))),
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
    builtin('update', ({ positional: [more], named }) => {
      touching(self.entries);
      if (more?.kind === 'dict') for (const [key, entry] of more.entries) self.entries.set(key, { ...entry });
      else if (more !== undefined) {
        for (const pair of iterate(more)?.items() ?? []) {
          const [key = none, value = none] = itemsOf(pair) ?? [];
          const text = keyOf(key);
          if (text !== null) self.entries.set(text, { key, value });
        }
      }
      for (const [name, value] of named) self.entries.set(`s${name}`, { key: str(name), value });
      return none;
    }),
  copy: (self) =>
    builtin('copy', () => ({
      kind: 'dict',
      entries: new Map([...self.entries].map(([key, entry]) => [key, { ...entry }])),
    })),
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

function stringMethod(text: string, name: string, span: Span): Value {
  switch (name) {
    case 'format':
      return builtin(name, ({ positional, named }) =>
        textOfTurn(() => formatBraces(text, positional, named), [...positional, ...named.values()]),
      );
    case 'lstrip':
    case 'rstrip':
      return builtin(name, () => str(name === 'lstrip' ? text.trimStart() : text.trimEnd()));
    case 'zfill':
      return builtin(name, ({ positional: [width] }) =>
        str(text.padStart(width?.kind === 'int' ? width.value : 0, '0')),
      );
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
        str([...(iterate(parts)?.items() ?? [])].map(textOf).join(text)),
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
        str(from?.kind === 'str' && to?.kind === 'str' ? text.replaceAll(from.value, to.value) : text),
      );
    default:
      return unknown(`the string method ${name}`, span);
  }
}
