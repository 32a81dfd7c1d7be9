import { message, type Message, say, verbatim } from '../base/message';
import { hasOwnTruth } from './class-members';
import { str, type Value } from './values';
import { forgottenReason } from './forgotten';
import { takeItems } from './reading';

// What a value is to JavaScript: its number, its truth, its items, its text, its words in a message.

/** An int or a bool as it is exactly. */
export function exactInt(value: Value & { kind: 'int' | 'bool' }): bigint {
  if (value.kind === 'bool') return value.value ? 1n : 0n;
  return value.exact ?? BigInt(value.value);
}

/** The number that a Python number or bool is, or null. */
export function asNumber(value: Value): number | null {
  switch (value.kind) {
    case 'int':
    case 'float':
      return value.value;
    case 'bool':
      return value.value ? 1 : 0;
    case 'array':
      return value.array.shape.length === 0 ? (value.array.data[0] ?? null) : null;
    default:
      return null;
  }
}

/** What tells whether a value of the program was forgotten; null for one that cannot be changed. */
export function identityOf(value: Value): object | null {
  switch (value.kind) {
    case 'list':
      return value;
    case 'dict':
      return value.entries;
    case 'array':
      return value.array.data.buffer;
    default:
      return null;
  }
}

/** The value as it is known: unknown where it was changed in a way that is not. */
export function settled(value: Value): Value {
  const identity = identityOf(value);
  const why = identity === null ? null : forgottenReason(identity);
  if (why === null) return value;
  const form = value.kind === 'array' ? { shape: value.array.shape, dtype: value.array.dtype } : undefined;
  return { kind: 'unknown', why: why.why, span: why.span, ...(form === undefined ? {} : { form }), holds: [value] };
}

/** The items of a value that Python can iterate over and whose length is known; null for any other. */
export function itemsOf(given: Value): readonly Value[] | null {
  const value = settled(given);
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return value.items;
    case 'str':
      takeItems(value.value.length);
      return Array.from(value.value, str);
    case 'dict':
      takeItems(value.entries.size);
      return [...value.entries.values()].map(({ key }) => key);
    case 'instance':
      return value.items?.() ?? null;
    case 'indexed':
      return value.items ?? null;
    default:
      return null;
  }
}

/** Python's truth of a value; null where it is not known. */
export function truthOf(value: Value): boolean | null {
  switch (value.kind) {
    case 'none':
    // What would be saved or restored is not there: `if checkpoint:` is not taken.
    case 'nothing':
      return false;
    case 'bool':
      return value.value;
    case 'int':
    case 'float':
      return value.value !== 0;
    case 'str':
      return value.value !== '';
    case 'list':
    case 'tuple':
      return value.items.length > 0;
    case 'dict':
      return value.entries.size > 0;
    case 'range':
      return rangeLength(value) > 0;
    case 'array':
      return value.array.data.length === 1 ? value.array.data[0] !== 0 : null;
    case 'unknown':
      return null;
    case 'instance':
      if (value.items !== undefined) return value.items().length > 0;
      // Its own method says it, which only the evaluator can call (`tested`).
      return value.class !== null && hasOwnTruth(value.class) ? null : true;
    default:
      return true;
  }
}

/** How many numbers a range has. */
export function rangeLength({ start, stop, step }: { start: number; stop: number; step: number }): number {
  return Math.max(0, Math.ceil((stop - start) / step));
}

/** A value's text, as `str()` gives it, for names and messages. */
export function textOf(value: Value): string {
  switch (value.kind) {
    case 'str':
      return value.value;
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'float':
      return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
    default:
      return asNumber(value)?.toString() ?? say(describe(value));
  }
}

/** What kinds of values are called that have no name in Python. */
const kindTexts: ReadonlyMap<Value['kind'], Message> = new Map([
  ['array', message('an array')],
  ['iterator', message('an iterator')],
  ['method', message('a method')],
  ['instance', message('an object of a class')],
  ['context', message('a context manager')],
  ['descriptor', message('a descriptor')],
  ['tensor', message('a tensor')],
]);

/** What a kind of value is called in a message. */
export function describe(value: Value): Message {
  switch (value.kind) {
    case 'unknown':
      return message('an unknown value ({0})', value.why);
    case 'module':
      return message('the module {0}', value.path);
    case 'builtin':
    case 'function':
    case 'class':
      return verbatim(value.name);
    default:
      return kindTexts.get(value.kind) ?? withArticle(value.kind);
  }
}

/** A type's name as one of its values is called: `a list`, `an int`. */
export function withArticle(name: string): Message {
  return /^[aeiou]/.test(name) ? message('an {0}', name) : message('a {0}', name);
}
