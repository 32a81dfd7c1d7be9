import type { Span } from '../../python/syntax';
import { assertWithin } from '../limits';
import { castNumber } from '../numpy/element-types';
import type { DictValue, Value } from '../values';
import { arrayText } from './array-text';
import { floatText, singleText } from './float-text';
import { integerText } from './integer-text';
import { asNumber, exactInt } from '../read-value';

/** A value as `str()` prints it; null where that is not known here. */
export function strOf(value: Value, span: Span): string | null {
  if (value.kind === 'array' && value.array.shape.length > 0) return arrayText(value.array);
  return value.kind === 'str' ? value.value : reprOf(value, span);
}

/** A value as `repr()` prints it; null where that is not known here: an address, an array, a class's own method. */
export function reprOf(value: Value, span: Span): string | null {
  return represent(value, span, new Set());
}

function represent(value: Value, span: Span, around: ReadonlySet<object>): string | null {
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return value.exact === undefined ? String(value.value) : integerText(exactInt(value), span);
    case 'float':
      return floatText(value.value);
    case 'str':
      return quoted(value.value);
    case 'ellipsis':
      return 'Ellipsis';
    case 'range': {
      const { start, stop, step } = value;
      return step === 1 ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`;
    }
    case 'array':
      return scalarText(value);
    case 'list':
    case 'tuple':
    case 'dict':
      return around.has(value) ? null : container(value, span, new Set([...around, value]));
    case 'slice': {
      const parts = [value.lower, value.upper, value.step].map((part) => represent(part, span, around));
      return parts.includes(null) ? null : `slice(${parts.join(', ')})`;
    }
    default:
      return null;
  }
}

function scalarText({ array }: Value & { kind: 'array' }): string | null {
  const [value] = array.data;
  if (array.shape.length > 0 || value === undefined) return null;
  switch (array.dtype) {
    case 'float16':
    case 'float32':
      return singleText(value, (number) => castNumber(number, array.dtype));
    case 'float64':
      return floatText(value);
    case 'bool':
      return value === 0 ? 'False' : 'True';
    case 'bfloat16':
    case 'string':
      return null;
    default:
      return String(value);
  }
}

type Container = Value & { kind: 'list' | 'tuple' | 'dict' };

function container(value: Container, span: Span, around: ReadonlySet<object>): string | null {
  if (value.kind === 'dict') {
    const entries = [...value.entries.values()].map(({ key, value: held }) => [key, held]);
    if (value.isCounter === true) return counterText(value, span, around);
    // What a defaultdict makes is told by an address.
    if (value.otherwise !== undefined) return null;
    if (value.isOrdered === true) {
      const pairs = joined(
        entries,
        (pair) =>
          tupleText(
            joined(pair, (part) => represent(part, span, around), span),
            2,
          ),
        span,
      );
      return pairs === null ? null : pairs === '' ? 'OrderedDict()' : `OrderedDict([${pairs}])`;
    }
    return enclosed(
      '{',
      joined(entries, (pair) => joined(pair, (part) => represent(part, span, around), span, ': '), span),
      '}',
    );
  }
  // The order of a set is that of its table.
  const isSet = value.kind === 'tuple' ? value.isFrozenSet === true : value.variety === 'set';
  if (isSet && value.items.length > 1) return null;
  const text = joined(value.items, (item) => represent(item, span, around), span);
  if (value.kind === 'tuple') {
    if (isSet) return text === '' ? 'frozenset()' : enclosed('frozenset({', text, '})');
    return tupleText(text, value.items.length);
  }
  if (value.variety === 'view') return null;
  if (value.variety === 'deque')
    return enclosed('deque([', text, value.most === undefined ? '])' : `], maxlen=${value.most})`);
  return isSet ? (text === '' ? 'set()' : enclosed('{', text, '}')) : enclosed('[', text, ']');
}

/** A counter lists what it has most of first. */
function counterText({ entries }: DictValue, span: Span, around: ReadonlySet<object>): string | null {
  const held = [...entries.values()].map(({ key, value }) => ({
    pair: [key, value],
    count: asNumber(value) ?? Number.NaN,
  }));
  if (held.length === 0) return 'Counter()';
  if (held.some(({ count }) => Number.isNaN(count))) return null;
  const sorted = held.sort((a, b) => b.count - a.count).map(({ pair }) => pair);
  const pairText = (pair: readonly Value[]): string | null =>
    joined(pair, (part) => represent(part, span, around), span, ': ');
  return enclosed('Counter({', joined(sorted, pairText, span), '})');
}

function tupleText(items: string | null, count: number): string | null {
  return enclosed('(', items, count === 1 ? ',)' : ')');
}

function enclosed(before: string, text: string | null, after: string): string | null {
  return text === null ? null : before + text + after;
}

function joined<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string | null,
  span: Span,
  separator = ', ',
): string | null {
  const texts: string[] = [];
  let length = 0;
  for (const item of items) {
    const text = textOf(item);
    if (text === null) return null;
    texts.push(text);
    length += text.length + separator.length;
    assertWithin('characters', length, span);
  }
  return texts.join(separator);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** A text between the quotes that Python chooses, with what is not printable escaped. */
export function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\\n\r\t]|[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, (character) => {
    return escapes.get(character) ?? codeText(character);
  });
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

function codeText(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** A representation in ASCII alone, as `ascii()` and `!a` make it. */
export function asciiOf(representation: string): string {
  return representation.replace(/[^\0-\x7f]/gu, codeText);
}
