import { message, verbatim } from '../../base/message';
import type { Span } from '../../python/syntax';
import { forgetAttributes } from '../forget';
import { PythonError } from '../limits';
import { writing } from '../watching';
import { holdsUnknown, known, notKnown } from '../not-known';
import { forgottenReason } from '../forgotten';
import {
  anything,
  type Arguments,
  bool,
  builtin,
  type BuiltinValue,
  type InstanceValue,
  list,
  type ModuleValue,
  none,
  recording,
  str,
  tolerant,
  tuple,
  unknown,
  type Value,
} from '../values';
import { flagDefault, flagDefinitions } from './flag-defaults';
import type { Program } from './tensorflow';
import { itemsOf, textOf, truthOf } from '../read-value';
import { dict } from '../dict-keys';

/** `tf.app.flags` and absl's flags: each flag has its default. */
export function flagsModule(flags: InstanceValue): ModuleValue {
  return {
    kind: 'module',
    path: 'flags',
    modelled: flagDefinitions,
    member: (name, span) => {
      if (name === 'FLAGS' || name === 'FlagValues') return flags;
      if (!name.startsWith('DEFINE')) return builtin(name, () => unknown(verbatim(`flags.${name}`), span));
      return recording(name, (given) => {
        const flag = given.positional[0] ?? given.named.get('name') ?? none;
        const value =
          given.positional[1] ?? given.named.get('default') ?? given.named.get('default_value') ?? given.more ?? none;
        const typed = known(() => flagDefault(name, value, given.span));
        setNamed(flags, flag, typed, given.span);
        return none;
      });
    },
  };
}

/** Sets an attribute by a name that is a value: where that is not known, it may be any of them. */
function setNamed(object: InstanceValue, name: Value, value: Value, span: Span): void {
  if (name.kind !== 'str') {
    forgetAttributes(object, name.kind === 'unknown' ? name : unknown(message('a name that is no text'), span));
    return;
  }
  writing(object.attributes, name.value);
  object.attributes.set(name.value, value);
}

/** `argparse.ArgumentParser`: each argument has its default, as its type makes it. */
export function argumentParser(apply: Program['apply']): InstanceValue {
  const attributes = new Map<string, Value>();
  const parsed: InstanceValue = { kind: 'instance', class: null, attributes };
  const add = recording('add_argument', (given) => {
    addArgument(parsed, given, apply);
    return none;
  });
  const group: InstanceValue = {
    kind: 'instance',
    class: null,
    attributes: new Map<string, Value>([['add_argument', add]]),
  };
  const groupOf = tolerant('add_argument_group', anything, () => group);
  // The program is run without arguments; it may bring some itself.
  const parsedFrom = ({ positional: [first], named, more, span }: Arguments): Value => {
    const own = first ?? named.get('args') ?? more ?? none;
    const words = own.kind === 'none' ? [] : itemsOf(own);
    if (words?.length !== 0)
      forgetAttributes(parsed, own.kind === 'unknown' ? own : unknown(message('the arguments that are parsed'), span));
    return parsed;
  };
  return {
    kind: 'instance',
    class: null,
    attributes: new Map<string, Value>([
      ['add_argument', add],
      ['register', tolerant('register', anything, () => none)],
      ['print_help', tolerant('print_help', anything, () => none)],
      ['add_argument_group', groupOf],
      ['add_mutually_exclusive_group', groupOf],
      ['parse_args', recording('parse_args', parsedFrom, [0, 'args'])],
      ['parse_known_args', recording('parse_known_args', (given) => tuple([parsedFrom(given), list([])]), [0, 'args'])],
      [
        'set_defaults',
        recording(
          'set_defaults',
          ({ named, more, span }) => {
            for (const [name, value] of named) setNamed(parsed, str(name), value, span);
            if (more !== undefined) forgetAttributes(parsed, more);
            return none;
          },
          ['**'],
        ),
      ],
    ]),
  };
}

/** `add_argument`: an argument that has to be given on the command line is not known. */
function addArgument(
  parsed: InstanceValue,
  { positional, named, more, span }: Arguments,
  apply: Program['apply'],
): void {
  const missing = more ?? holdsUnknown([...positional, ...['dest', 'action'].map((name) => named.get(name) ?? none)]);
  if (missing !== null) {
    forgetAttributes(parsed, missing);
    return;
  }
  const names = positional.map(textOf);
  const long = names.find((name) => name.startsWith('--')) ?? names[0] ?? '';
  const destination = named.get('dest');
  const name = destination === undefined ? long.replace(/^-+/, '').replaceAll('-', '_') : textOf(destination);
  const flag = textOf(named.get('action') ?? str(''));
  const value = named.get('default') ?? defaultOf(long, flag, named, span);
  const type = named.get('type');
  const typed =
    value.kind === 'str' && type !== undefined ? apply(type, { positional: [value], named: new Map(), span }) : value;
  if (!parsed.attributes.has(name) || named.has('default')) setNamed(parsed, str(name), typed, span);
}

/** What an argument is that is not given and has no default. */
function defaultOf(name: string, action: string, named: ReadonlyMap<string, Value>, span: Span): Value {
  if (action === 'store_true') return bool(false);
  if (action === 'store_false') return bool(true);
  const count = named.get('nargs') ?? none;
  const isOptional = count.kind === 'str' && (count.value === '?' || count.value === '*');
  const isRequired = truthOf(named.get('required') ?? none) !== false || (!name.startsWith('-') && !isOptional);
  return isRequired ? unknown(message('the argument {0} of the command line', name), span) : none;
}

/** `collections.namedtuple`: a class whose objects hold what they are given. */
export function namedTuple(): BuiltinValue {
  return builtin('namedtuple', ({ positional: [, fields = none], named: options, span: place }) => {
    const given = options.get('field_names') ?? fields;
    const listed =
      given.kind === 'str'
        ? given.value
            .split(/[,\s]+/)
            .filter(Boolean)
            .map(str)
        : itemsOf(given);
    if (listed === null) return notKnown(message('the fields of a named tuple'), place);
    const names = listed.map(textOf);
    const defaults = itemsOf(options.get('defaults') ?? none) ?? [];
    const make = ({ positional, named, more, span }: Arguments): InstanceValue => {
      const other = [...named.keys()].find((name) => !names.includes(name));
      if (other !== undefined)
        throw new PythonError('TypeError', `__new__() got an unexpected keyword argument '${other}'`, span);
      if (positional.length > names.length)
        throw new PythonError(
          'TypeError',
          `__new__() takes ${names.length + 1} positional arguments but ${positional.length + 1} were given`,
          span,
        );
      const attributes = new Map(
        names.map((name, index) => {
          const value =
            named.get(name) ?? positional[index] ?? more ?? defaults[index - names.length + defaults.length];
          if (value === undefined) throw new PythonError('TypeError', `missing the argument '${name}'`, span);
          return [name, value] as const;
        }),
      );
      const items = [...attributes.values()];
      const replace = tolerant('_replace', ['**'], (other) =>
        make({ ...other, positional: [], named: new Map([...attributes, ...other.named]) }),
      );
      return {
        kind: 'instance',
        class: null,
        attributes: new Map<string, Value>([...attributes, ['_replace', replace], ['_fields', tuple(names.map(str))]]),
        items: () => items,
      };
    };
    return recording('namedtuple', make);
  });
}

const hyperparameterMethods = new Set(['parse', 'add_hparam', 'values']);

/** An object that holds what it is given by name: `types.SimpleNamespace`, `tf.contrib.training.HParams`. */
export function namespaceOf(named: ReadonlyMap<string, Value>): InstanceValue {
  const attributes = new Map<string, Value>(named);
  const made: InstanceValue = { kind: 'instance', class: null, attributes };
  attributes.set(
    'parse',
    recording(
      'parse',
      ({ positional: [text], named: given, more, span }) => {
        const settings = text ?? given.get('values') ?? more ?? none;
        const isEmpty = settings.kind === 'none' || (settings.kind === 'str' && settings.value.trim() === '');
        if (!isEmpty)
          forgetAttributes(made, settings.kind === 'unknown' ? settings : unknown(message('the settings'), span));
        return made;
      },
      [0, 'values'],
    ),
  );
  attributes.set(
    'add_hparam',
    recording(
      'add_hparam',
      ({ positional: [name, value], named: given, more, span }) => {
        const [key, held] = [given.get('name') ?? name ?? more ?? none, given.get('value') ?? value ?? more ?? none];
        setNamed(made, key, held, span);
        return none;
      },
      [0, 1, 'name', 'value'],
    ),
  );
  attributes.set(
    'values',
    builtin('values', () => {
      const missing = forgottenReason(attributes);
      const held = [...attributes].filter(([name]) => named.has(name) || !hyperparameterMethods.has(name));
      return missing ?? dict(held.map(([name, value]) => [str(name), value] as const));
    }),
  );
  return made;
}
