import { message } from '../base/message';
import { type ClassValue, type DictValue, unknown, type UnknownValue, type Value } from './values';
import { asNumber, describe } from './read-value';
import { spend, takeItems } from './reading';
import { created } from './watching';
import type { Span } from '../python/syntax';

/** Characters of a tuple's key. Longer ones are not looked up. */
const longestKey = 1_000_000;
const numbers = new WeakMap<object, number>();
let nextNumber = 0;

/** A number that tells objects apart. */
function numberOf(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) numbers.set(object, (number = nextNumber++));
  return number;
}

/** Whether objects of a class are equal in a way of their own, as far as its bases are known. */
function isCompared({ attributes, bases }: ClassValue): boolean {
  return (
    attributes.has('__eq__') ||
    bases.some((base) => (base.kind === 'class' ? isCompared(base) : base.kind !== 'builtin' || base.name !== 'object'))
  );
}

/** Equal keys of a dictionary have equal texts: 1, 1.0 and True are one key, as in Python. Null: it cannot be a key here. */
export function keyOf(value: Value): string | null {
  const number = asNumber(value);
  if (number !== null) {
    if (value.kind === 'int' && value.exact !== undefined) return `n${value.exact}`;
    return Number.isInteger(number) && !Number.isSafeInteger(number) ? `n${BigInt(number)}` : `n${number}`;
  }
  switch (value.kind) {
    case 'none':
      return 'none';
    case 'str':
      return `s${value.value}`;
    case 'tensor':
      return `t${value.call}.${value.output ?? ''}`;
    case 'dtype':
      return `d${value.value}`;
    case 'ellipsis':
      return value.kind;
    case 'function':
    case 'class':
    case 'builtin':
    case 'module':
      return `o${numberOf(value)}`;
    case 'instance':
      // A named tuple equals the plain one.
      if (value.items !== undefined) return value.class === null ? keyOfItems(value.items()) : null;
      return value.class !== null && !isCompared(value.class) ? `o${numberOf(value.attributes)}` : null;
    case 'tuple':
      return keyOfItems(value.items);
    default:
      return null;
  }
}

function keyOfItems(items: readonly Value[]): string | null {
  spend(1 + items.length);
  const parts: string[] = [];
  let length = 0;
  for (const item of items) {
    const part = keyOf(item);
    if (part === null || (length += part.length) > longestKey) return null;
    // With its length before it, no other tuple's parts come to the same text.
    parts.push(`${part.length}:${part}`);
  }
  return `(${parts.join('')})`;
}

/** A dictionary of entries whose keys are known, later ones winning. */
export function dict(entries: Iterable<readonly [Value, Value]>): DictValue {
  const map: DictValue['entries'] = new Map();
  created(map);
  for (const [key, value] of entries) {
    const text = keyOf(key);
    if (text !== null) map.set(text, { key, value });
    // An entry is as large as some four items.
    if (map.size % 1024 === 0) takeItems(4 * 1024);
  }
  return { kind: 'dict', entries: map };
}

/** A dictionary of the entries, later ones winning; unknown where a key is. */
export function dictOf(entries: readonly (readonly [Value, Value])[], span: Span): DictValue | UnknownValue {
  for (const [key] of entries) {
    if (key.kind === 'unknown') return unknown(key.why, key.span);
    if (keyOf(key) === null) return unknown(message('a dictionary with {0} for a key', describe(key)), span);
  }
  return dict(entries);
}
