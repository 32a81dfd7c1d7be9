import { argument } from './arguments';
import { DictValue, ListValue } from '../values/mutable-values';
import { join } from '../values/join';
import { type Arguments, none, traceOf, unknown, type Value } from '../values/values';
import type { World } from './world';

/** Methods of lists, dictionaries and strings, which keep and give what they hold. */
export function callContainer(
  world: World,
  receiver: ListValue | DictValue | { readonly kind: 'string'; readonly value: string | null },
  name: string,
  args: Arguments,
): Value {
  switch (receiver.kind) {
    case 'list':
      return callList(world, receiver, name, args);
    case 'dict':
      return callDict(world, receiver, name, args);
    case 'string':
      return { kind: 'string', value: null };
  }
}

function callList(world: World, list: ListValue, name: string, { positional }: Arguments): Value {
  const added = positional.at(-1);
  switch (name) {
    case 'append':
    case 'add':
    case 'insert':
      if (added !== undefined) addTo(world, list, added);
      return none;
    case 'extend':
      if (added?.kind === 'list') for (const item of added.items) addTo(world, list, item);
      list.open(world);
      return none;
    case 'pop':
      return list.items.length === 0 ? unknown : list.items.reduce(join);
    case 'copy':
      return new ListValue(list.items, list.isOpen);
    default:
      return unknown;
  }
}

/**
 * Adds an item to a list, and where each turn of a loop does that, those of its other turns. What a branch adds is there only where it is
 * taken: an operation of it is not certainly run with the others.
 */
export function addTo(world: World, list: ListValue, item: Value): void {
  const isSure = !world.conditions.isOlderThanBranch(list) || traceOf(item).moves.length === 0;
  list.add(world, isSure ? item : join(item, none));
  for (const other of world.repeats.besideIn(list, item, world.conditions.count)) list.add(world, other);
}

function callDict(world: World, dict: DictValue, name: string, args: Arguments): Value {
  const { all } = dict;
  switch (name) {
    case 'get':
    case 'pop':
    case 'setdefault': {
      const [key] = args.positional;
      const known = key?.kind === 'string' && key.value !== null ? dict.entries.get(key.value) : undefined;
      if (known !== undefined) return known;
      const fallback = argument(args, 1, 'default') ?? none;
      if (key?.kind === 'string' && key.value !== null)
        return dict.rest === null ? fallback : join(dict.rest, fallback);
      return all.length === 0 ? unknown : [...all, fallback].reduce(join);
    }
    case 'update': {
      const [other] = args.positional;
      if (other?.kind === 'dict') {
        for (const [key, value] of other.entries) dict.set(world, key, value);
        if (other.rest !== null) dict.add(world, other.rest);
      } else if (other !== undefined) dict.add(world, unknown);
      for (const [key, value] of args.named) dict.set(world, key, value);
      return none;
    }
    case 'values':
      return new ListValue([...all, ...dict.beside], dict.rest !== null);
    case 'items':
    case 'iteritems': {
      const value = all.length === 0 ? unknown : all.reduce(join);
      return new ListValue([new ListValue([{ kind: 'string', value: null }, value], false)], true);
    }
    case 'copy':
      return new DictValue(new Map(dict.entries), dict.rest);
    default:
      return unknown;
  }
}
