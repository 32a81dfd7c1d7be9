import type { Given } from './string-methods';
import { stripped, whiteSpace } from './read-number';
import { list, str, tuple, type Value } from '../values';
import type { Span } from '../../python/syntax';
import { assertWithin } from '../limits';

// Methods of str that cut a text apart: strip, split, partition, splitlines.

export function cutEnds(text: string, given: Given, ends: 'both' | 'left' | 'right'): string {
  const value = given.at(0);
  const which = given.name;
  if (value === undefined || value.kind === 'none') {
    if (ends === 'both') return stripped(text);
    return text.replace(new RegExp(ends === 'left' ? `^${whiteSpace}+` : `${whiteSpace}+$`), '');
  }
  if (value.kind !== 'str') return given.wrong(value, () => `${which} arg must be None or str`);
  const cut = new Set(value.value);
  const points = Array.from(text);
  let [start, end] = [0, points.length];
  if (ends !== 'right') while (start < end && cut.has(points[start] ?? '')) start += 1;
  if (ends !== 'left') while (end > start && cut.has(points[end - 1] ?? '')) end -= 1;
  return points.slice(start, end).join('');
}

/** `split` and `rsplit`. */
export function split(text: string, given: Given, isFromRight: boolean): Value {
  const separator = given.at(0, 'sep');
  const limit = given.whole(1, -1, 'maxsplit');
  const most = limit < 0 ? Number.POSITIVE_INFINITY : limit;
  if (separator !== undefined && separator.kind !== 'none' && separator.kind !== 'str')
    return given.wrong(separator, (type) => `must be str or None, not ${type}`);
  if (separator?.kind === 'str') {
    if (separator.value === '') given.raise('ValueError', 'empty separator');
    return texts(splitBy(text, separator.value, most, isFromRight), given.span);
  }
  return texts(splitAtSpace(text, most, isFromRight), given.span);
}

function splitBy(text: string, separator: string, most: number, isFromRight: boolean): string[] {
  const parts = text.split(separator);
  if (parts.length - 1 <= most) return parts;
  return isFromRight
    ? [parts.slice(0, parts.length - most).join(separator), ...parts.slice(parts.length - most)]
    : [...parts.slice(0, most), parts.slice(most).join(separator)];
}

function splitAtSpace(text: string, most: number, isFromRight: boolean): string[] {
  const words = [...stripped(text).matchAll(new RegExp(`(?:(?!${whiteSpace})[^])+`, 'g'))];
  if (words.length - 1 < most || words.length === 0) return words.map(([word]) => word);
  const trimmed = stripped(text);
  if (isFromRight) {
    const cut = words[words.length - most];
    const rest = stripped(trimmed.slice(0, cut?.index ?? trimmed.length));
    return [...(rest === '' ? [] : [rest]), ...words.slice(words.length - most).map(([word]) => word)];
  }
  const rest = words[most];
  const left = text.replace(new RegExp(`^${whiteSpace}+`), '').slice(rest?.index ?? 0);
  return [...words.slice(0, most).map(([word]) => word), ...(rest === undefined ? [] : [left])];
}

function texts(parts: readonly string[], span: Span): Value {
  assertWithin('items', parts.length, span);
  return list(parts.map(str));
}

export function partition(text: string, given: Given, isFromRight: boolean): Value {
  const separator = given.text(0, (type) => `must be str, not ${type}`);
  if (separator === '') given.raise('ValueError', 'empty separator');
  const at = isFromRight ? text.lastIndexOf(separator) : text.indexOf(separator);
  if (at < 0) return tuple((isFromRight ? ['', '', text] : [text, '', '']).map(str));
  return tuple([text.slice(0, at), separator, text.slice(at + separator.length)].map(str));
}

export function splitLines(text: string, given: Given): Value {
  const keeps = given.at(0, 'keepends');
  const hasEnds = keeps !== undefined && keeps.kind !== 'none' && !(keeps.kind === 'bool' && !keeps.value);
  const lines = text.match(
    /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+$/g,
  );
  return texts(
    (lines ?? []).map((line) => (hasEnds ? line : line.replace(/(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])$/, ''))),
    given.span,
  );
}
