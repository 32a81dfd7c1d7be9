/** What Python takes for white space at the ends of a number, and where `split()` cuts. */
export const whiteSpace = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';

const around = new RegExp(`^${whiteSpace}+|${whiteSpace}+$`, 'g');

/** A text without white space at its ends. */
export function stripped(text: string): string {
  return text.replace(around, '');
}

const digitsIn = /^[0-9a-z]+(?:_[0-9a-z]+)*$/;
const prefixes: ReadonlyMap<number, string> = new Map([
  [2, '0b'],
  [8, '0o'],
  [16, '0x'],
]);

/** A number's text without white space at its ends: in a text of ASCII alone, only what C takes for it. */
function numberText(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text.replace(/^[\t-\r ]+|[\t-\r ]+$/g, '') : plainDigits(stripped(text));
}

/** Digits of any script as 0 to 9: Python reads them all. */
function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    if (code < 128) return digit;
    // Digits stand in runs of ten that begin with the zero: as many digits stand before this one.
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((code - zero) % 10);
  });
}

/** `int(text, base)`: null where Python raises. Base 0 reads a prefix. */
export function readInt(text: string, base: number): bigint | null {
  const match = /^([+-]?)(.*)$/s.exec(numberText(text).replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
  const [, sign = '', rest = ''] = match ?? [];
  const prefix = [...prefixes].find(([of, characters]) => (base === 0 || base === of) && rest.startsWith(characters));
  const radix = prefix?.[0] ?? (base === 0 ? 10 : base);
  // `0x_1f` is a number, `_1f` is none.
  const digits = prefix === undefined ? rest : rest.slice(2).replace(/^_/, '');
  if (!digitsIn.test(digits)) return null;
  const plain = digits.replaceAll('_', '');
  if (base === 0 && prefix === undefined && plain.length > 1 && plain.startsWith('0') && !/^0+$/.test(plain))
    return null;
  const value = inRadix(plain, radix);
  return value === null ? null : sign === '-' ? -value : value;
}

function inRadix(digits: string, radix: number): bigint | null {
  if (radix === 10) return /^\d+$/.test(digits) ? BigInt(digits) : null;
  const factor = BigInt(radix);
  let value = 0n;
  for (const digit of digits) {
    const number = Number.parseInt(digit, 36);
    if (number >= radix) return null;
    value = value * factor + BigInt(number);
  }
  return value;
}

const decimalNumber = /^[+-]?(?:\d+(?:_\d+)*)?(?:\.(?:\d+(?:_\d+)*)?)?(?:[eE][+-]?\d+(?:_\d+)*)?$/;

/** `float(text)`: null where Python raises. */
export function readFloat(text: string): number | null {
  const plain = numberText(text);
  const named = /^([+-]?)(inf|infinity|nan)$/i.exec(plain);
  if (named !== null) {
    const [, sign, name = ''] = named;
    if (name.toLowerCase() === 'nan') return Number.NaN;
    return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  if (!decimalNumber.test(plain) || !/^[+-]?\.?\d/.test(plain)) return null;
  return Number(plain.replaceAll('_', ''));
}
