import { message, verbatim } from '../../base/message';
import { list, type ModuleValue, str, tolerant, tuple, unknown, type Value } from '../values';
import { moduleOf } from './module-of';

/** The module that Python's built-in functions are in, under whatever name it has. */
export function builtinsModule(path: string, builtins: ReadonlyMap<string, Value>): ModuleValue {
  return {
    kind: 'module',
    path,
    names: [...builtins.keys()].filter((name) => /^[a-z]/i.test(name)),
    member: (name, span) => builtins.get(name) ?? unknown(verbatim(`${path}.${name}`), span),
  };
}

/** `six`: what Python 2 and 3 call differently. */
export function sixModule(builtins: ReadonlyMap<string, Value>, reduce: Value): ModuleValue {
  const own = (name: string): Value => builtins.get(name) ?? str(name);
  const part = (name: string, take: (key: Value, value: Value) => Value): Value =>
    tolerant(name, [0], ({ positional: [value], span }) =>
      value?.kind === 'dict'
        ? list([...value.entries.values()].map((entry) => take(entry.key, entry.value)))
        : value?.kind === 'unknown'
          ? value
          : unknown(message('six.{0} of this', name), span),
    );
  return moduleOf('six', {
    moves: moduleOf('six.moves', {
      ...Object.fromEntries(['range', 'xrange', 'zip', 'map', 'filter', 'input'].map((name) => [name, own(name)])),
      reduce,
    }),
    iteritems: part('iteritems', (key, value) => tuple([key, value])),
    itervalues: part('itervalues', (_, value) => value),
    iterkeys: part('iterkeys', (key) => key),
    PY2: { kind: 'bool', value: false },
    PY3: { kind: 'bool', value: true },
  });
}
