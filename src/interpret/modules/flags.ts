import { own } from '../../base/own';
import {
  bool,
  builtin,
  type BuiltinValue,
  float,
  type InstanceValue,
  int,
  itemsOf,
  list,
  type ModuleValue,
  none,
  str,
  textOf,
  unknown,
  type Value,
} from '../values';
import { iterate } from '../iteration';
import type { Program } from './tensorflow';

const converters: Readonly<Record<string, (text: string) => Value>> = {
  DEFINE_integer: (text) => int(Number(text)),
  DEFINE_float: (text) => float(Number(text)),
  DEFINE_boolean: (text) => bool(/^(?:true|t|1|yes)$/i.test(text)),
  DEFINE_bool: (text) => bool(/^(?:true|t|1|yes)$/i.test(text)),
};

/** `tf.app.flags` and absl's flags: each flag has its default. */
export function flagsModule(flags: InstanceValue): ModuleValue {
  return {
    kind: 'module',
    path: 'flags',
    member: (name, span) => {
      if (name === 'FLAGS' || name === 'FlagValues') return flags;
      if (!name.startsWith('DEFINE')) return builtin(name, () => unknown(`flags.${name}`, span));
      return builtin(name, ({ positional, named }) => {
        const flag = positional[0] ?? named.get('name') ?? none;
        const value = positional[1] ?? named.get('default') ?? named.get('default_value') ?? none;
        flags.attributes.set(textOf(flag), typedAs(name, value));
        return none;
      });
    },
  };
}

/** A default is what its flag's type makes of it: text is parsed, and an int of a float flag is a float. */
function typedAs(definition: string, value: Value): Value {
  if (value.kind === 'str') return own(converters, definition)?.(value.value) ?? value;
  if (definition === 'DEFINE_float' && value.kind === 'int') return float(value.value);
  if (definition === 'DEFINE_list') return itemsOf(value) === null ? value : list(itemsOf(value) ?? []);
  return value;
}

/** `argparse.ArgumentParser`: each argument has its default, as its type makes it. */
export function argumentParser(apply: Program['apply']): InstanceValue {
  const attributes = new Map<string, Value>();
  const parsed: InstanceValue = { kind: 'instance', class: null, attributes };
  const add = builtin('add_argument', ({ positional, named, span }) => {
    const names = positional.map(textOf);
    const long = names.find((name) => name.startsWith('--')) ?? names[0] ?? '';
    const destination = named.get('dest');
    const name = destination === undefined ? long.replace(/^-+/, '').replaceAll('-', '_') : textOf(destination);
    const action = named.get('action');
    const flag = action === undefined ? '' : textOf(action);
    const otherwise: Value = flag === 'store_true' ? bool(false) : flag === 'store_false' ? bool(true) : none;
    const value = named.get('default') ?? otherwise;
    const type = named.get('type');
    const typed =
      value.kind === 'str' && type !== undefined ? apply(type, { positional: [value], named: new Map(), span }) : value;
    if (!attributes.has(name) || named.has('default')) attributes.set(name, typed);
    return none;
  });
  const group: InstanceValue = {
    kind: 'instance',
    class: null,
    attributes: new Map<string, Value>([['add_argument', add]]),
  };
  const groupOf = builtin('add_argument_group', () => group);
  return {
    kind: 'instance',
    class: null,
    attributes: new Map<string, Value>([
      ['add_argument', add],
      ['register', builtin('register', () => none)],
      ['print_help', builtin('print_help', () => none)],
      ['add_argument_group', groupOf],
      ['add_mutually_exclusive_group', groupOf],
      ['parse_args', builtin('parse_args', () => parsed)],
      ['parse_known_args', builtin('parse_known_args', () => ({ kind: 'tuple', items: [parsed, list([])] }))],
      [
        'set_defaults',
        builtin('set_defaults', ({ named }) => {
          for (const [name, value] of named) attributes.set(name, value);
          return none;
        }),
      ],
    ]),
  };
}

/** `collections.namedtuple`: a class whose objects hold what they are given. */
export function namedTuple(): BuiltinValue {
  return builtin('namedtuple', ({ positional: [, fields = none], named: options }) => {
    const given = options.get('field_names') ?? fields;
    const names =
      given.kind === 'str'
        ? given.value.split(/[,\s]+/).filter(Boolean)
        : [...(iterate(given)?.items() ?? [])].map(textOf);
    const defaults = itemsOf(options.get('defaults') ?? none) ?? [];
    const make = (positional: readonly Value[], named: ReadonlyMap<string, Value>): InstanceValue => {
      const attributes = new Map(
        names.map((name, index) => {
          const otherwise = defaults[index - names.length + defaults.length] ?? none;
          return [name, named.get(name) ?? positional[index] ?? otherwise] as const;
        }),
      );
      const items = [...attributes.values()];
      const replace = builtin('_replace', (other) => make([], new Map([...attributes, ...other.named])));
      return {
        kind: 'instance',
        class: null,
        attributes: new Map<string, Value>([...attributes, ['_replace', replace]]),
        items: () => items,
      };
    };
    return builtin('namedtuple', ({ positional, named }) => make(positional, named));
  });
}

/** An object that holds what it is given by name: `types.SimpleNamespace`, `tf.contrib.training.HParams`. */
export function namespaceOf(named: ReadonlyMap<string, Value>): InstanceValue {
  const attributes = new Map<string, Value>(named);
  const made: InstanceValue = { kind: 'instance', class: null, attributes };
  attributes.set(
    'parse',
    builtin('parse', () => made),
  );
  attributes.set(
    'add_hparam',
    builtin('add_hparam', ({ positional: [name = str(''), value = none] }) => {
      attributes.set(textOf(name), value);
      return none;
    }),
  );
  attributes.set(
    'values',
    builtin('values', () => ({
      kind: 'dict',
      entries: new Map([...named].map(([key, value]) => [`s${key}`, { key: str(key), value }])),
    })),
  );
  return made;
}
