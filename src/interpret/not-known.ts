import { type Message, say } from '../base/message';
import type { Span } from '../python/syntax';
import { type Arguments, type BuiltinValue, type Places, unknown, type UnknownValue, type Value } from './values';
import { settled } from './read-value';
import { withoutFormula } from './formula-values';

/** A function needs something that is not known: its call is unknown for that reason. Thrown inside of functions of the interpreter. */
export class NotKnown extends Error {
  constructor(readonly value: UnknownValue) {
    super(say(value.why));
  }
}

/** Ends the call of a function of the interpreter, whose result is unknown for a reason. */
export function notKnown(why: Message, span: Span): never {
  throw new NotKnown(unknown(why, span));
}

/** Why a value is not known, where it says so itself. */
export function reasonOf(value: Value, otherwise: Message): Message {
  const known = settled(value);
  return known.kind === 'unknown' ? known.why : otherwise;
}

/** The first unknown value among values, or within them; or an unknown value for another reason. */
export function unknownAmong(values: readonly Value[], otherwise: Message, span: Span): UnknownValue {
  return holdsUnknown(values) ?? unknown(otherwise, span);
}

/** Calls a function of the interpreter. */
export function callBuiltin({ call, takes, takesMore, lost }: BuiltinValue, given: Arguments): Value {
  let why = takesMore === true ? null : (given.more ?? null);
  why ??= takes === undefined ? missingIn(given) : missingBeside(takes, given);
  if (why === null) {
    try {
      return call(given);
    } catch (error) {
      if (!(error instanceof NotKnown)) throw error;
      why = error.value;
    }
  }
  return lost === undefined ? withoutFormula(why) : lost(given, why);
}

/** What a body gives; or why it ended early, where something that it needed is not known. */
export function known<Result>(body: () => Result): Result | UnknownValue {
  try {
    return body();
  } catch (error) {
    if (error instanceof NotKnown) return error.value;
    throw error;
  }
}

/** The first unknown argument that a function does not look at itself. */
function missingBeside(takes: Places, { positional, named }: Arguments): UnknownValue | null {
  if (!takes.includes('*'))
    for (const [place, value] of positional.entries()) {
      const missing = takes.includes(place) ? null : holdsUnknown([value]);
      if (missing !== null) return missing;
    }
  if (!takes.includes('**'))
    for (const [name, value] of named) {
      const missing = takes.includes(name) ? null : holdsUnknown([value]);
      if (missing !== null) return missing;
    }
  return null;
}

function missingIn({ positional, named }: Arguments): UnknownValue | null {
  return holdsUnknown(positional) ?? (named.size === 0 ? null : holdsUnknown([...named.values()]));
}

/** The first unknown value among values, or within their lists, tuples, dictionaries and slices. */
export function holdsUnknown(values: readonly Value[], seen = new Set<Value>()): UnknownValue | null {
  for (const value of values) {
    const known = settled(value);
    const found = known.kind === 'unknown' ? known : within(known, seen);
    if (found !== null) return found;
  }
  return null;
}

/** What holds itself, or the same list many times, is looked into once. */
function within(value: Value, seen: Set<Value>): UnknownValue | null {
  const { kind } = value;
  if ((kind !== 'list' && kind !== 'tuple' && kind !== 'dict' && kind !== 'slice') || seen.has(value)) return null;
  seen.add(value);
  if (kind === 'slice') return holdsUnknown([value.lower, value.upper, value.step], seen);
  if (kind !== 'dict') return holdsUnknown(value.items, seen);
  for (const entry of value.entries.values()) {
    const found = holdsUnknown([entry.key, entry.value], seen);
    if (found !== null) return found;
  }
  return null;
}
