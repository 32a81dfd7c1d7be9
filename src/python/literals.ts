import { own } from '../base/own';
/** Python's numbers and strings, from their source text to their values. */

/** A number literal's value. */
export interface NumberText {
  readonly value: number;
  readonly type: 'int' | 'float' | 'complex';
  /** An int beyond 2 ** 53, which `value` may round: its digits, with their prefix. */
  readonly exact?: string;
}

/** A number literal's value; Python 2's `10L` and `017` included. */
export function parseNumber(text: string): NumberText {
  // Most are as JavaScript writes them; one that begins with 0 may be octal.
  if (text.charCodeAt(0) !== 48 || text.length === 1 || text.charAt(1) === '.') {
    const value = Number(text);
    if (!Number.isNaN(value)) return /[.eE]/.test(text) ? { value, type: 'float' } : whole(text);
  }
  const plain = text.replaceAll('_', '').toLowerCase();
  if (/^0[xbo]/.test(plain)) return whole(plain.replace(/l$/, ''));
  if (plain.endsWith('j')) return { value: Number(plain.slice(0, -1)), type: 'complex' };
  const decimal = plain.replace(/l$/, '');
  if (/^0[0-7]+$/.test(decimal)) return whole(`0o${decimal.slice(1)}`);
  return /[.e]/.test(decimal) ? { value: Number(decimal), type: 'float' } : whole(decimal);
}

function whole(digits: string): NumberText {
  const value = Number(digits);
  const isExact = Number.isSafeInteger(value) || Number.isNaN(value);
  return isExact ? { value, type: 'int' } : { value, type: 'int', exact: digits };
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
  '\r\n': '',
};

const escape = /\\(\r\n|[\\'"abfnrtv\n]|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/g;

/** The text that a string literal's content stands for. A raw string's content stands for itself. */
export function unescape(content: string, isRaw: boolean): string {
  if (isRaw || !content.includes('\\')) return content;
  return content.replace(escape, (_, code: string) => {
    const simple = own(simpleEscapes, code);
    if (simple !== undefined) return simple;
    const point = /^[xuU]/.test(code) ? Number.parseInt(code.slice(1), 16) : Number.parseInt(code, 8);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  });
}
