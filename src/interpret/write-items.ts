import { message } from '../base/message';
import { type ListValue, unknown, type Value } from './values';
import type { Span } from '../python/syntax';
import { keyOf } from './dict-keys';
import { forget, forgetItems, remember } from './forget';
import { touching, writing } from './watching';
import { holdsUnknown, known, unknownAmong } from './not-known';
import { assignAt } from './numpy/positions';
import { sliceIndices, wholeNumber } from './slices';
import { unpacked } from './unpacking';
import { assertWithin, PythonError } from './limits';
import { takeItems } from './reading';

// `object[index] = value` and `del object[index]` for lists, dictionaries and arrays. A write at an unknown place makes all of the
// object unknown.

export function setItem(object: Value, index: Value, value: Value, span: Span): void {
  switch (object.kind) {
    case 'dict': {
      const key = keyOf(index);
      if (key === null) {
        forget([object], unknownAmong([index], message('an entry that is set by this key'), span));
        return;
      }
      writing(object.entries, key);
      object.entries.set(key, { key: index, value });
      return;
    }
    case 'array':
      if (!assignArray(object, index, value, span))
        forget([object], unknownAmong([index, value], message('what is written into the array'), span));
      return;
    case 'list':
      setListItem(object, index, value, span);
      return;
    case 'unknown': {
      const [whole] = object.holds ?? [];
      // All of an array is written anew.
      if (whole?.kind === 'array' && isWhole(index) && assignArray(whole, index, value, span)) remember(whole);
      else forget(object.holds ?? [], unknownAmong([object, index, value], message('what is written into it'), span));
      return;
    }
    default:
  }
}

function assignArray(object: Value & { kind: 'array' }, index: Value, value: Value, span: Span): boolean {
  if (holdsUnknown([index, value]) !== null) return false;
  touching(object.array.data);
  return known(() => assignAt(object.array, index, value, span)) === true;
}

function isWhole(index: Value): boolean {
  if (index.kind === 'ellipsis') return true;
  return index.kind === 'slice' && [index.lower, index.upper, index.step].every(({ kind }) => kind === 'none');
}

function setListItem(object: ListValue, index: Value, value: Value, span: Span): void {
  if (index.kind === 'slice') {
    const at = sliceIndices(index, object.items.length);
    const items = at === null ? null : unpacked(value, span);
    if (at === null || items?.kind !== 'known') {
      forget([object], unknownAmong([index, value], message('what is put into the list'), span));
      return;
    }
    touching(object);
    const start = at[0] ?? clampedStart(index.lower, object.items.length);
    const rest = object.items.slice(start + at.length);
    const put = [...items.values];
    assertWithin('items', start + put.length + rest.length, span);
    takeItems(put.length);
    object.items.length = start;
    for (const more of [put, rest]) for (const item of more) object.items.push(item);
    return;
  }
  const position = wholeNumber(index);
  if (position === null) {
    forgetItems(object, unknownAmong([index], message('the place in the list that is written'), span));
    return;
  }
  const place = position < 0 ? position + object.items.length : position;
  if (place < 0 || place >= object.items.length)
    throw new PythonError('IndexError', 'list assignment index out of range', span);
  touching(object);
  object.items[place] = value;
}

/** Where an empty slice puts what it is given. */
function clampedStart(lower: Value, length: number): number {
  const start = wholeNumber(lower) ?? 0;
  return Math.min(Math.max(start < 0 ? start + length : start, 0), length);
}

/** `del object[index]`. */
export function deleteItem(object: Value, index: Value, span: Span): void {
  const missing = holdsUnknown([index]);
  if (object.kind === 'dict') {
    const key = keyOf(index);
    if (key === null) forget([object], missing ?? unknown(message('the entry that is deleted'), span));
    else {
      touching(object.entries);
      object.entries.delete(key);
    }
  } else if (object.kind === 'list') {
    const position = wholeNumber(index);
    const at =
      index.kind === 'slice' ? sliceIndices(index, object.items.length) : position === null ? null : [position];
    if (at === null) forget([object], missing ?? unknown(message('the items that are deleted'), span));
    else {
      touching(object);
      for (const place of at.toSorted((a, b) => b - a)) object.items.splice(place, 1);
    }
  } else if (object.kind === 'unknown') forget(object.holds ?? [], object);
}
