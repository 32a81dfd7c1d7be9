import type { Span } from '../../python/syntax';
import { assertWithin, PythonError } from '../limits';
import { typeName } from '../type-name';
import { str, type Value } from '../values';
import { exponentText, fixedText, generalText } from './float-text';
import { floatOf } from './format-value';
import { integerText } from './integer-text';
import { asciiOf, reprOf, strOf } from './representation';
import { truncated } from './to-int';
import { exactInt } from '../read-value';
import { keyOf } from '../dict-keys';

/** What one `%…` asks for. */
interface Conversion {
  readonly flags: string;
  readonly width: number;
  readonly isLeft: boolean;
  readonly precision: number | null;
  readonly type: string;
}

/** Thrown within, where a value's text is not known here. */
const noText = new Error('the text of a value is not known');

/** `template % values`; null where the text of one of them is not known here. Throws what Python raises. */
export function formatPercent(template: string, values: Value, span: Span): string | null {
  try {
    return new PercentFormat(template, values, span).text();
  } catch (error) {
    if (error === noText) return null;
    throw error;
  }
}

class PercentFormat {
  private at = 0;
  private taken = 0;
  private isByName = false;
  private readonly characters: readonly string[];
  private readonly items: readonly Value[];

  constructor(
    template: string,
    private readonly values: Value,
    private readonly span: Span,
  ) {
    this.characters = Array.from(template);
    this.items = values.kind === 'tuple' && values.isFrozenSet !== true ? values.items : [values];
  }

  text(): string {
    const parts: string[] = [];
    let length = 0;
    while (this.at < this.characters.length) {
      const character = this.next();
      const part = character === '%' ? this.conversion() : character;
      parts.push(part);
      length += part.length;
      assertWithin('characters', length, this.span);
    }
    if (this.taken < this.items.length && !this.isByName && !this.isMapping())
      throw this.refused('TypeError', 'not all arguments converted during string formatting');
    return parts.join('');
  }

  /** What may be left over: Python asks whether it can be looked into by a key. */
  private isMapping(): boolean {
    const { values } = this;
    return ['dict', 'list', 'range', 'array', 'instance'].includes(values.kind);
  }

  private conversion(): string {
    if (this.peek() === '%') return this.next();
    const key = this.peek() === '(' ? this.key() : null;
    if (key !== null) this.isByName = true;
    let flags = '';
    while (/^[-+ #0]$/.test(this.peek())) flags += this.next();
    const width = this.count();
    const precision = this.peek() === '.' ? (this.next(), Math.max(0, this.count() ?? 0)) : null;
    if (/^[hlL]$/.test(this.peek())) this.next();
    if (this.at >= this.characters.length) throw this.refused('ValueError', 'incomplete format');
    const place = this.at;
    const type = this.next();
    const value = key ?? this.take();
    const isLeft = flags.includes('-') || (width ?? 0) < 0;
    const given = { flags, width: Math.abs(width ?? 0), isLeft, precision, type };
    assertWithin('characters', Math.max(given.width, precision ?? 0), this.span);
    return this.converted(value, given, place);
  }

  /** The value of `(name)` in the dictionary that is formatted. */
  private key(): Value {
    const start = this.at + 1;
    let depth = 0;
    do {
      if (this.at >= this.characters.length) throw this.refused('ValueError', 'incomplete format key');
      const character = this.next();
      depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    } while (depth > 0);
    const name = this.characters.slice(start, this.at - 1).join('');
    const { values } = this;
    if (values.kind !== 'dict') {
      if (values.kind === 'list' || values.kind === 'range')
        throw this.refused('TypeError', `${typeName(values) ?? 'list'} indices must be integers or slices, not str`);
      if (['instance', 'array', 'indexed', 'unknown'].includes(values.kind)) throw noText;
      throw this.refused('TypeError', 'format requires a mapping');
    }
    const entry = values.entries.get(keyOf(str(name)) ?? '');
    if (entry === undefined) throw new PythonError('KeyError', reprOf(str(name), this.span) ?? name, this.span);
    return entry.value;
  }

  /** A width or a precision: digits, or `*` for the next value. */
  private count(): number | null {
    if (this.peek() === '*') {
      this.next();
      const value = this.take();
      if (value.kind !== 'int' && value.kind !== 'bool') throw this.refused('TypeError', '* wants int');
      const count = exactInt(value);
      if (count !== BigInt.asIntN(64, count))
        throw this.refused('OverflowError', 'Python int too large to convert to C ssize_t');
      return Number(count);
    }
    let digits = '';
    while (/^\d$/.test(this.peek())) digits += this.next();
    return digits === '' ? null : Number(digits);
  }

  private take(): Value {
    const value = this.isByName ? this.values : this.items[this.taken++];
    if (value === undefined) throw this.refused('TypeError', 'not enough arguments for format string');
    return value;
  }

  private converted(value: Value, given: Conversion, place: number): string {
    const { type } = given;
    switch (type) {
      case 's':
      case 'r':
      case 'a':
        return padded(cut(this.written(value, type), given.precision), given);
      case 'c':
        return padded([this.character(value)], given);
      case 'd':
      case 'i':
      case 'u':
      case 'x':
      case 'X':
      case 'o':
        return this.integer(value, given);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        return this.float(value, given);
      default: {
        const code = type.codePointAt(0) ?? 0;
        const shown = code > 31 && code < 127 ? type : '?';
        throw this.refused(
          'ValueError',
          `unsupported format character '${shown}' (0x${code.toString(16)}) at index ${place}`,
        );
      }
    }
  }

  private written(value: Value, type: 's' | 'r' | 'a'): string {
    const text = type === 's' ? strOf(value, this.span) : reprOf(value, this.span);
    if (text === null) throw noText;
    return type === 'a' ? asciiOf(text) : text;
  }

  private character(value: Value): string {
    if (value.kind === 'int' || value.kind === 'bool') {
      const code = exactInt(value);
      if (code >= 0n && code <= 0x10ffffn) return String.fromCodePoint(Number(code));
      throw this.refused('OverflowError', '%c arg not in range(0x110000)');
    }
    if (value.kind === 'str' && Array.from(value.value).length === 1) return value.value;
    if (typeName(value) === null) throw noText;
    throw this.refused('TypeError', '%c requires int or char');
  }

  private integer(value: Value, given: Conversion): string {
    const { type, flags, precision } = given;
    const radix = type === 'x' || type === 'X' ? 16 : type === 'o' ? 8 : 10;
    const number = this.whole(value, type);
    const magnitude = number < 0n ? -number : number;
    const digits = radix === 10 ? integerText(magnitude, this.span) : magnitude.toString(radix);
    const prefix = flags.includes('#') && radix !== 10 ? `0${type.toLowerCase()}` : '';
    const text = digits.padStart(precision ?? 0, '0');
    const [shown, before] = type === 'X' ? [text.toUpperCase(), prefix.toUpperCase()] : [text, prefix];
    return laidOut(number < 0n, before, shown, given);
  }

  private whole(value: Value, type: string): bigint {
    const isDecimal = type === 'd' || type === 'i' || type === 'u';
    if (value.kind === 'int' || value.kind === 'bool') return exactInt(value);
    if (value.kind === 'float' && isDecimal) return truncated(value.value, this.span);
    const [number] = value.kind === 'array' ? value.array.data : [];
    if (value.kind === 'array' && value.array.shape.length === 0 && number !== undefined) {
      if (isDecimal || !value.array.dtype.startsWith('float')) return truncated(number, this.span);
    } else if (typeName(value) === null || value.kind === 'instance' || value.kind === 'array') throw noText;
    const wanted = isDecimal ? 'a real number is required' : 'an integer is required';
    throw this.refused('TypeError', `%${type} format: ${wanted}, not ${(typeName(value) ?? '').replace(/^.*\./, '')}`);
  }

  private float(value: Value, given: Conversion): string {
    const number = this.real(value);
    const { type, precision } = given;
    const isAlternate = given.flags.includes('#');
    const magnitude = Math.abs(number);
    const lower = type.toLowerCase();
    let text =
      lower === 'f'
        ? fixedText(magnitude, precision ?? 6)
        : lower === 'e'
          ? exponentText(magnitude, precision ?? 6)
          : generalText(magnitude, precision ?? 6, { keepsZeros: isAlternate, addsPointZero: false });
    if (isAlternate && /^\d+(?:e|$)/.test(text)) text = text.replace(/e|$/, '.$&');
    return laidOut(number < 0 || Object.is(number, -0), '', type === lower ? text : text.toUpperCase(), given);
  }

  private real(value: Value): number {
    if (value.kind === 'float') return value.value;
    if (value.kind === 'int' || value.kind === 'bool') return floatOf(exactInt(value), this.span);
    const [number] = value.kind === 'array' && value.array.shape.length === 0 ? value.array.data : [];
    if (number !== undefined) return number;
    const name = typeName(value);
    if (name === null || value.kind === 'instance' || value.kind === 'array') throw noText;
    throw this.refused('TypeError', `must be real number, not ${name}`);
  }

  private peek(): string {
    return this.characters[this.at] ?? '';
  }

  private next(): string {
    return this.characters[this.at++] ?? '';
  }

  private refused(type: string, message: string): PythonError {
    return new PythonError(type, message, this.span);
  }
}

function cut(text: string, precision: number | null): readonly string[] {
  const points = Array.from(text);
  return precision === null ? points : points.slice(0, precision);
}

function padded(points: readonly string[], { width, isLeft }: Conversion): string {
  const missing = ' '.repeat(Math.max(0, width - points.length));
  return isLeft ? points.join('') + missing : missing + points.join('');
}

function laidOut(isNegative: boolean, prefix: string, text: string, given: Conversion): string {
  const { flags, width, isLeft } = given;
  const sign = isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const before = sign + prefix;
  if (flags.includes('0') && !isLeft) return before + text.padStart(width - before.length, '0');
  return padded(Array.from(before + text), given);
}
