import type { Span } from '../python/syntax';
import type { Evaluator } from './evaluator';
import { allAttributes, textOf } from './evaluator';
import { iterate } from './iteration';
import { PythonError } from './limits';
import { arrayAttribute } from './numpy/array-methods';
import { sessionAttribute, tensorAttribute } from './modules/tensorflow-objects';
import {
  builtin,
  type BuiltinValue,
  type DictValue,
  keyOf,
  list,
  type ListValue,
  none,
  str,
  tuple,
  unknown,
  type Value,
} from './values';

/** `object.name`. */
export function attributeOf(object: Value, name: string, span: Span, evaluator: Evaluator): Value {
  switch (object.kind) {
    case 'unknown':
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
      if (inherited === undefined) return missing(object, name, span);
      return inherited.kind === 'function' ? { kind: 'method', self: object, callee: inherited } : inherited;
    }
    case 'class':
      return allAttributes(object).get(name) ?? missing(object, name, span);
    case 'array':
      return arrayAttribute(object.array, name, span);
    case 'list':
      return listMethods[name]?.(object) ?? missing(object, name, span);
    case 'dict':
      return dictMethods[name]?.(object) ?? missing(object, name, span);
    case 'str':
      return stringMethod(object.value, name, span);
    case 'dtype':
      return unknown(`${name} of a dtype`, span);
    default:
      return missing(object, name, span);
  }
}

function missing(object: Value, name: string, span: Span): Value {
  if (object.kind === 'instance' && object.class !== null && object.class.bases.every(({ kind }) => kind === 'class')) {
    throw new PythonError('AttributeError', `'${object.class.name}' object has no attribute '${name}'`, span);
  }
  return unknown(`the attribute ${name}`, span);
}

const listMethods: Readonly<Record<string, (self: ListValue) => BuiltinValue>> = {
  append: (self) => builtin('append', ({ positional: [item = none] }) => (self.items.push(item), none)),
  extend: (self) =>
    builtin('extend', ({ positional: [more = none] }) => (self.items.push(...(iterate(more)?.items() ?? [])), none)),
  insert: (self) =>
    builtin('insert', ({ positional: [at = none, item = none] }) => {
      self.items.splice(at.kind === 'int' ? at.value : 0, 0, item);
      return none;
    }),
  pop: (self) =>
    builtin('pop', ({ positional: [at] }) => self.items.splice(at?.kind === 'int' ? at.value : -1, 1)[0] ?? none),
  reverse: (self) => builtin('reverse', () => (self.items.reverse(), none)),
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
  keys: (self) => builtin('keys', () => list([...self.entries.values()].map(({ key }) => key))),
  values: (self) => builtin('values', () => list([...self.entries.values()].map(({ value }) => value))),
  update: (self) =>
    builtin('update', ({ positional: [more], named }) => {
      if (more?.kind === 'dict') for (const [key, entry] of more.entries) self.entries.set(key, { ...entry });
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
      if (held === undefined) self.entries.set(text, { key, value });
      return held?.value ?? value;
    }),
};

function stringMethod(text: string, name: string, span: Span): Value {
  switch (name) {
    case 'format':
      // What a message says does not matter; a name made of parts does.
      return builtin(name, ({ positional }) => {
        let next = 0;
        return str(
          text.replace(/\{(\d*)[^}]*\}/g, (_, index: string) =>
            textOf(positional[index === '' ? next++ : Number(index)] ?? none),
          ),
        );
      });
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
