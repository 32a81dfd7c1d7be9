import { argument } from './arguments';
import { type Arguments, type DictValue, join, type ListValue, none, unknown, type Value } from './values';

/** Methods of lists, dictionaries and strings, which keep and give what they hold. */
export function callContainer(
  receiver: ListValue | DictValue | { readonly kind: 'string'; readonly value: string | null },
  name: string,
  args: Arguments,
): Value {
  switch (receiver.kind) {
    case 'list':
      return callList(receiver, name, args);
    case 'dict':
      return callDict(receiver, name, args);
    case 'string':
      return { kind: 'string', value: null };
  }
}

function callList(list: ListValue, name: string, { positional }: Arguments): Value {
  const added = positional.at(-1);
  switch (name) {
    case 'append':
    case 'add':
    case 'insert':
      if (added !== undefined && !list.items.includes(added)) {
        if (list.items.length < 32) list.items.push(added);
        list.isOpen = true;
      }
      return none;
    case 'extend':
      if (added?.kind === 'list')
        list.items.push(...added.items.filter((item) => !list.items.includes(item)).slice(0, 32));
      list.isOpen = true;
      return none;
    case 'pop':
      return list.items.length === 0 ? unknown : list.items.reduce(join);
    case 'copy':
      return { ...list, items: [...list.items] };
    default:
      return unknown;
  }
}

function callDict(dict: DictValue, name: string, args: Arguments): Value {
  const all = dict.rest === null ? [...dict.entries.values()] : [...dict.entries.values(), dict.rest];
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
        for (const [key, value] of other.entries) dict.entries.set(key, value);
        if (other.rest !== null) dict.rest = dict.rest === null ? other.rest : join(dict.rest, other.rest);
      } else if (other !== undefined) dict.rest = dict.rest === null ? unknown : join(dict.rest, unknown);
      for (const [key, value] of args.named) dict.entries.set(key, value);
      return none;
    }
    case 'values':
      return { kind: 'list', items: all, isOpen: dict.rest !== null };
    case 'items':
    case 'iteritems': {
      const value = all.length === 0 ? unknown : all.reduce(join);
      const pair: Value = { kind: 'list', items: [{ kind: 'string', value: null }, value], isOpen: false };
      return { kind: 'list', items: [pair], isOpen: true };
    }
    case 'copy':
      return { ...dict, entries: new Map(dict.entries) };
    default:
      return unknown;
  }
}
