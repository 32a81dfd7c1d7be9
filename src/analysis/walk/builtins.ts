import type { Call } from '../../python/syntax';
import { argument, traceOfArguments } from './arguments';
import { setAttribute } from './assign';
import { attributeOf } from './attributes';
import { DictValue, ListValue } from '../values/mutable-values';
import { elementOf } from '../values/items';
import type { Frame } from '../values/frame';
import { builtins } from '../meaning/tensorflow-names';
import { join } from '../values/join';
import { type Arguments, none, someNumber, traceOf, unknown, unknownOf, type Value } from '../values/values';
import { isInstance } from './instance-test';
import type { World } from './world';

/** Python's own functions, as far as they hand values on. Null where the path is no builtin. */
export function callBuiltin(world: World, path: string, args: Arguments, node: Call, frame: Frame): Value | null {
  const [first] = args.positional;
  switch (path) {
    case 'range':
    case 'xrange':
    case 'tqdm.trange':
      return new ListValue([someNumber], true);
    case 'enumerate':
      return listOf(new ListValue([someNumber, first === undefined ? unknown : elementOf(first)], false));
    case 'zip':
      return listOf(new ListValue(args.positional.map(elementOf), args.isOpen));
    case 'list':
    case 'tuple':
    case 'set':
    case 'sorted':
    case 'reversed':
    case 'iter':
    case 'tqdm.tqdm':
    case 'tqdm':
      if (first === undefined) return new ListValue([], false);
      return first.kind === 'list' ? new ListValue(first.items, first.isOpen) : listOf(elementOf(first));
    case 'next':
      return first === undefined ? unknown : elementOf(first);
    case 'dict':
    case 'collections.OrderedDict': {
      const known = first?.kind === 'dict' ? first : null;
      const entries = new Map([...(known?.entries ?? []), ...args.named]);
      const isOpen = args.isOpen || (first !== undefined && known === null);
      return new DictValue(entries, known?.rest ?? (isOpen ? unknown : null));
    }
    case 'int':
    case 'float':
      if (first?.kind === 'number')
        return {
          kind: 'number',
          value: path === 'int' && first.value !== null ? Math.trunc(first.value) : first.value,
          isInt: path === 'int',
        };
      if (first?.kind === 'unknown' && first.readBy !== undefined) return first;
      return { kind: 'unknown', trace: first === undefined ? traceOfArguments(args) : traceOf(first) };
    case 'print':
      return none;
    case 'getattr':
      return getAttribute(world, args, node, frame);
    case 'isinstance':
      return { kind: 'bool', value: first === undefined ? null : isInstance(first, args.positional[1] ?? unknown) };
    case 'setattr': {
      const [, name, value] = args.positional;
      if (first?.kind === 'instance' && name?.kind === 'string' && name.value !== null && value !== undefined)
        setAttribute(world, first.attributes, name.value, value);
      return none;
    }
    case 'super':
      return superOf(args, frame);
    default:
      return builtins.has(path) ? unknownOf(traceOfArguments(args)) : null;
  }
}

function listOf(item: Value): Value {
  return new ListValue([item], true);
}

function getAttribute(world: World, args: Arguments, node: Call, frame: Frame): Value {
  const [object, name] = args.positional;
  if (object === undefined || name === undefined) return unknown;
  if (name.kind === 'string' && name.value !== null) return attributeOf(world, object, name.value, node, frame);
  // `getattr(tf.train, name)`: some optimizer, whatever its name is.
  if (object.kind === 'tensorflow' && /^(?:train|contrib\.opt)$/.test(object.path))
    return { kind: 'tensorflow', path: 'train.Optimizer' };
  const fallback = argument(args, 2, 'default');
  return fallback === null ? unknown : join(unknown, fallback);
}

function superOf(args: Arguments, frame: Frame): Value {
  let around: Frame | null = frame;
  while (around !== null && around.owner === null) around = around.parent;
  const given = args.positional[0];
  const after = given?.kind === 'class' ? given : around?.owner;
  const self = args.positional[1] ?? around?.names.first();
  return after !== undefined && after !== null && self?.kind === 'instance' ? { kind: 'super', self, after } : unknown;
}
