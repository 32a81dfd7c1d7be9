import { touching, writing } from './watching';
import { setForgotten } from './forgotten';
import type { InstanceValue, UnknownValue, Value } from './values';
import { identityOf, settled } from './read-value';

/** Says that values of the program were changed in a way that is not known: from here on they are unknown, for that reason. */
export function forget(values: readonly Value[], why: UnknownValue): void {
  for (const value of values) {
    const identity = identityOf(value);
    if (identity === null) continue;
    const isNews = settled(value).kind !== 'unknown';
    // What an array shares its memory with is not known either, whether the array was or not.
    if (isNews || value.kind === 'array') touchingValue(value);
    if (isNews) setForgotten(identity, plain(why));
  }
}

/** Says that all of a value was written anew, with what is known. */
export function remember(value: Value): void {
  // Of a view, the rest of its base is what it was.
  if (value.kind === 'array' && value.array.data.byteLength !== value.array.data.buffer.byteLength) return;
  const identity = identityOf(value);
  if (identity !== null) setForgotten(identity, null);
}

/** Each item of a list may have been changed; how many there are is known all the same. */
export function forgetItems(list: Value & { kind: 'list' }, why: UnknownValue): void {
  touching(list);
  list.items.fill(plain(why));
}

/** Any attribute of an object may have been set: those that it has, and others. */
export function forgetAttributes({ attributes }: Pick<InstanceValue, 'attributes'>, why: UnknownValue): void {
  for (const [name, held] of attributes) {
    if (held.kind === 'unknown') continue;
    writing(attributes, name);
    attributes.set(name, plain(why));
  }
  setForgotten(attributes, plain(why));
}

/** Values that a function which is not known may change: those of its arguments that can be. */
export function changeable(values: Iterable<Value>): Value[] {
  return [...values].flatMap((value) =>
    value.kind === 'unknown' ? (value.holds ?? []) : identityOf(value) === null ? [] : [value],
  );
}

/** The reason alone: what was forgotten for it is something else. */
function plain({ why, span }: UnknownValue): UnknownValue {
  return { kind: 'unknown', why, span };
}

function touchingValue(value: Value): void {
  if (value.kind === 'array') touching(value.array.data);
  else if (value.kind === 'dict') touching(value.entries);
  else touching(value);
}
