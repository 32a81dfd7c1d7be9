import type { Span } from '../../python/syntax';
import { assertWithin, PythonError } from '../limits';
import { typeName } from '../type-name';
import { bool, int, str, type Value } from '../values';
import { whiteSpace } from './read-number';
import { capitalized, isLower, isUpper, swapCase, titled } from './string-cases';
import { exactInt } from '../read-value';
import { cutEnds, partition, split, splitLines } from './splitting';

/** What a method of a text is given: Python's arguments, and how it goes through those that are sequences. */
export interface TextArguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  /** The items of a value; null where it is not known what they are. Throws Python's TypeError for what has none. */
  readonly itemsOf: (value: Value) => readonly Value[] | null;
  readonly span: Span;
}

/** A method of a text; null: what it gives is not known here. Throws what Python raises. */
type TextMethod = (text: string, given: Given) => Value | null;

/** An argument that is not known here, or of a type that is not. Thrown within. */
const notKnown = new Error('an argument is not known');

/** A method's arguments as it asks for them. */
export class Given {
  constructor(
    readonly name: string,
    readonly given: TextArguments,
  ) {}

  get span(): Span {
    return this.given.span;
  }

  get count(): number {
    return this.given.positional.length;
  }

  at(index: number, name = ''): Value | undefined {
    return this.given.positional[index] ?? this.given.named.get(name);
  }

  raise(type: string, message: string): never {
    throw new PythonError(type, message, this.span);
  }

  /** A text that has to be given. */
  text(index: number, message: (type: string) => string, name = ''): string {
    const value = this.at(index, name);
    if (value?.kind === 'str') return value.value;
    return value === undefined ? this.missing(index + 1) : this.wrong(value, message);
  }

  /** A whole number, with what stands for one that is not given. */
  whole(index: number, otherwise: number, name = ''): number {
    const value = this.at(index, name);
    if (value === undefined) return otherwise;
    if (value.kind === 'int' || value.kind === 'bool') return Number(exactInt(value));
    return this.wrong(value, (type) => `'${type}' object cannot be interpreted as an integer`);
  }

  /** A bound of a slice, as `find(part, start, end)` takes it. */
  bound(index: number, otherwise: number, length: number): number {
    const value = this.at(index);
    if (value === undefined || value.kind === 'none') return otherwise;
    if (value.kind !== 'int' && value.kind !== 'bool')
      return this.wrong(value, () => 'slice indices must be integers or None or have an __index__ method');
    const place = Number(exactInt(value));
    return place < 0 ? Math.max(0, place + length) : place;
  }

  wrong(value: Value, message: (type: string) => string): never {
    const type = typeName(value);
    if (type === null) throw notKnown;
    return this.raise('TypeError', message(type));
  }

  missing(least: number): never {
    const plural = least === 1 ? 'argument' : 'arguments';
    return this.raise('TypeError', `${this.name} expected at least ${least} ${plural}, got ${this.count}`);
  }
}

/** A method of `text` by its name: null where there is none, and from the call where what it gives is not known here. */
export function textMethod(text: string, name: string): ((given: TextArguments) => Value | null) | null {
  const method = methods.get(name);
  if (method === undefined) return null;
  return (given) => {
    try {
      return method(text, new Given(name, given));
    } catch (error) {
      if (error === notKnown) return null;
      throw error;
    }
  };
}

/** Methods of texts that are evaluated elsewhere, or not at all. */
const otherMethods = ['format', 'encode', 'decode', 'translate', 'maketrans', 'format_map'];

/** Whether texts have a method or an attribute of that name. */
export function hasTextMethod(name: string): boolean {
  return methods.has(name) || otherMethods.includes(name);
}

/** Places of texts count code points. */
function pointsBefore(text: string, at: number): number {
  return Array.from(text.slice(0, at)).length;
}

/** The place of a part within a stretch of a text, in code points; -1 where it is not there. */
function placeOf(text: string, given: Given, isFromRight: boolean): number {
  const part = given.text(0, (type) => `must be str, not ${type}`);
  const points = Array.from(text);
  const start = given.bound(1, 0, points.length);
  const end = Math.min(given.bound(2, points.length, points.length), points.length);
  if (start > end) return -1;
  const stretch = points.slice(start, end).join('');
  const at = isFromRight ? stretch.lastIndexOf(part) : stretch.indexOf(part);
  return at < 0 ? -1 : start + pointsBefore(stretch, at);
}

function indexOf(text: string, given: Given, isFromRight: boolean): Value {
  const place = placeOf(text, given, isFromRight);
  if (place < 0) given.raise('ValueError', 'substring not found');
  return int(place);
}

function count(text: string, given: Given): Value {
  const part = given.text(0, (type) => `must be str, not ${type}`);
  const points = Array.from(text);
  const start = given.bound(1, 0, points.length);
  const end = Math.min(given.bound(2, points.length, points.length), points.length);
  if (start > end) return int(0);
  const stretch = points.slice(start, end);
  return int(part === '' ? stretch.length + 1 : stretch.join('').split(part).length - 1);
}

function replace(text: string, given: Given): Value {
  if (given.count < 2) return given.raise('TypeError', `replace expected at least 2 arguments, got ${given.count}`);
  const wrong = (place: number) => (type: string) => `replace() argument ${place} must be str, not ${type}`;
  const [before, after] = [given.text(0, wrong(1)), given.text(1, wrong(2))];
  const limit = given.whole(2, -1, 'count');
  const most = limit < 0 ? Number.POSITIVE_INFINITY : limit;
  const points = Array.from(text);
  // Between all characters, and at both ends.
  const parts = before === '' ? ['', ...points, ''] : text.split(before);
  const length = text.length + Math.max(0, after.length - before.length) * Math.min(parts.length, most);
  assertWithin('characters', length, given.span);
  if (before === '') {
    const places = Math.min(most, points.length + 1);
    const shown = points.map((point, at) => (at < places ? after : '') + point).join('');
    return str(shown + (places > points.length ? after : ''));
  }
  if (parts.length - 1 <= most) return str(parts.join(after));
  return str([parts.slice(0, most + 1).join(after), ...parts.slice(most + 1)].join(before));
}

function beginsOrEnds(text: string, given: Given, isAtEnd: boolean): Value {
  const value = given.at(0);
  if (value === undefined) return given.missing(1);
  const points = Array.from(text);
  const start = given.bound(1, 0, points.length);
  const end = Math.min(given.bound(2, points.length, points.length), points.length);
  const stretch = start > end ? null : points.slice(start, end).join('');
  const candidates = value.kind === 'tuple' ? value.items : [value];
  return bool(
    candidates.some((candidate) => {
      if (candidate.kind !== 'str')
        return given.wrong(candidate, (type) =>
          value.kind === 'tuple'
            ? `tuple for ${given.name} must only contain str, not ${type}`
            : `${given.name} first arg must be str or a tuple of str, not ${type}`,
        );
      if (stretch === null) return false;
      return isAtEnd ? stretch.endsWith(candidate.value) : stretch.startsWith(candidate.value);
    }),
  );
}

function join(text: string, given: Given): Value | null {
  const value = given.at(0);
  if (value === undefined) return given.raise('TypeError', 'str.join() takes exactly one argument (0 given)');
  const items = given.given.itemsOf(value);
  if (items === null) return null;
  let length = 0;
  const parts = items.map((item, at) => {
    if (item.kind !== 'str')
      return given.wrong(item, (type) => `sequence item ${at}: expected str instance, ${type} found`);
    length += item.value.length + text.length;
    assertWithin('characters', length, given.span);
    return item.value;
  });
  return str(parts.join(text));
}

function pad(text: string, given: Given, align: 'left' | 'right' | 'center'): Value {
  const width = given.whole(0, 0);
  if (given.count === 0) return given.missing(1);
  const fill = given.at(1);
  const isCharacter = fill === undefined || (fill.kind === 'str' && Array.from(fill.value).length === 1);
  if (!isCharacter) {
    if (fill.kind === 'str') given.raise('TypeError', 'The fill character must be exactly one character long');
    return given.wrong(fill, (type) => `The fill character must be a unicode character, not ${type}`);
  }
  assertWithin('characters', width, given.span);
  const missing = Math.max(0, width - Array.from(text).length);
  const left = align === 'left' ? 0 : align === 'right' ? missing : Math.floor(missing / 2) + (missing & width & 1);
  const character = fill?.kind === 'str' ? fill.value : ' ';
  return str(character.repeat(left) + text + character.repeat(missing - left));
}

function zeroFilled(text: string, given: Given): Value {
  if (given.count === 0) return given.raise('TypeError', 'str.zfill() takes exactly one argument (0 given)');
  const width = given.whole(0, 0);
  assertWithin('characters', width, given.span);
  const missing = '0'.repeat(Math.max(0, width - Array.from(text).length));
  return str(/^[+-]/.test(text) ? text.charAt(0) + missing + text.slice(1) : missing + text);
}

function expandTabs(text: string, given: Given): Value {
  const size = given.whole(0, 8, 'tabsize');
  let column = 0;
  let made = '';
  for (const character of text) {
    if (character === '\t') {
      const spaces = size > 0 ? size - (column % size) : 0;
      made += ' '.repeat(spaces);
      column += spaces;
    } else {
      made += character;
      column = character === '\n' || character === '\r' ? 0 : column + 1;
    }
    assertWithin('characters', made.length, given.span);
  }
  return str(made);
}

/** Whether a text is not empty and made of such characters alone. */
const madeOf =
  (pattern: RegExp): TextMethod =>
  (text) =>
    bool(pattern.test(text));

const methods: ReadonlyMap<string, TextMethod> = new Map<string, TextMethod>([
  ['strip', (text, given) => str(cutEnds(text, given, 'both'))],
  ['lstrip', (text, given) => str(cutEnds(text, given, 'left'))],
  ['rstrip', (text, given) => str(cutEnds(text, given, 'right'))],
  ['split', (text, given) => split(text, given, false)],
  ['rsplit', (text, given) => split(text, given, true)],
  ['splitlines', splitLines],
  ['partition', (text, given) => partition(text, given, false)],
  ['rpartition', (text, given) => partition(text, given, true)],
  ['upper', (text) => str(text.toUpperCase())],
  ['lower', (text) => str(text.toLowerCase())],
  ['casefold', (text) => (/^[\0-\x7f]*$/.test(text) ? str(text.toLowerCase()) : null)],
  ['capitalize', (text) => str(capitalized(text))],
  ['title', (text) => str(titled(text))],
  ['swapcase', (text) => str(swapCase(text))],
  // A digit has a value as one; a number may be a fraction or ten.
  ['isdigit', madeOf(/^[\p{Nd}\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468]+$/u)],
  ['isdecimal', madeOf(/^\p{Nd}+$/u)],
  ['isnumeric', madeOf(/^\p{N}+$/u)],
  ['isalpha', madeOf(/^\p{L}+$/u)],
  ['isalnum', madeOf(/^[\p{L}\p{N}]+$/u)],
  ['isspace', madeOf(new RegExp(`^${whiteSpace}+$`))],
  ['isidentifier', madeOf(/^[\p{XIDS}_]\p{XIDC}*$/u)],
  ['isupper', (text) => bool(isUpper(text))],
  ['islower', (text) => bool(isLower(text))],
  ['zfill', zeroFilled],
  ['ljust', (text, given) => pad(text, given, 'left')],
  ['rjust', (text, given) => pad(text, given, 'right')],
  ['center', (text, given) => pad(text, given, 'center')],
  ['find', (text, given) => int(placeOf(text, given, false))],
  ['rfind', (text, given) => int(placeOf(text, given, true))],
  ['index', (text, given) => indexOf(text, given, false)],
  ['rindex', (text, given) => indexOf(text, given, true)],
  ['count', count],
  ['replace', replace],
  ['startswith', (text, given) => beginsOrEnds(text, given, false)],
  ['endswith', (text, given) => beginsOrEnds(text, given, true)],
  ['join', join],
  ['expandtabs', expandTabs],
  ['removeprefix', (text, given) => removed(text, given, 'startsWith')],
  ['removesuffix', (text, given) => removed(text, given, 'endsWith')],
]);

function removed(text: string, given: Given, test: 'startsWith' | 'endsWith'): Value {
  const part = given.text(0, (type) => `${given.name}() argument must be str, not ${type}`);
  if (part === '' || !text[test](part)) return str(text);
  return str(test === 'startsWith' ? text.slice(part.length) : text.slice(0, -part.length));
}

/** The names of the methods of texts. */
export const textMethodNames: readonly string[] = [...methods.keys(), ...otherMethods];
