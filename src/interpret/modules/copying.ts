import { list, tuple, type Value } from '../values';
import { spend, takeItems } from '../reading';

export function copied(value: Value): Value {
  switch (value.kind) {
    case 'list':
      return list(value.items);
    case 'dict':
      takeItems(4 * value.entries.size);
      return { ...value, entries: new Map([...value.entries].map(([key, entry]) => [key, { ...entry }])) };
    case 'array':
      return { kind: 'array', array: { ...value.array, data: value.array.data.slice() } };
    case 'instance':
      return { ...value, attributes: new Map(value.attributes) };
    default:
      return value;
  }
}

/** A copy of a value and of all that it holds. What it holds in several places is one copy, as it was one value. */
export function deeplyCopied(value: Value, known = new Map<Value, Value>()): Value {
  const found = known.get(value);
  if (found !== undefined) return found;
  spend(1);
  if (value.kind === 'tuple') return tuple(value.items.map((item) => deeplyCopied(item, known)));
  const made = copied(value);
  if (made === value) return value;
  known.set(value, made);
  if (made.kind === 'list') made.items.forEach((item, at) => (made.items[at] = deeplyCopied(item, known)));
  if (made.kind === 'dict') for (const entry of made.entries.values()) entry.value = deeplyCopied(entry.value, known);
  return made;
}
