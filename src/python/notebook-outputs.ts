/**
 * Takes the outputs out of a notebook file before it is decoded: pictures and tables make nine tenths of most notebooks, and nobody here
 * reads them. It reads bytes, and strings as far as their closing quote.
 */

/** Shorter lists cost more to take out than to decode. */
const shortest = 64;

const quote = 0x22;
const backslash = 0x5c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const colon = 0x3a;
const opening = 0x5b;
const closing = 0x5d;
const openingBrace = 0x7b;
const closingBrace = 0x7d;

const key = Buffer.from('"outputs"');

/** What JSON, as Python writes it, has outside of strings besides brackets and line breaks. */
const plain = new Uint8Array(256);
for (const byte of Buffer.from(' \t,:0123456789+-.eEtruefalsnullNaNInfinity')) plain[byte] = 1;

interface Outputs {
  readonly start: number;
  readonly end: number;
  readonly lineBreaks: number;
  /** Where their last line begins. */
  readonly lastLine: number;
}

/**
 * A notebook's JSON with its lists of outputs empty. What is left stands in the line and the column in which it stood. The bytes
 * themselves where there is nothing to take out, or where they are no JSON that it knows its way in.
 */
export function withoutOutputs(json: Uint8Array): Uint8Array {
  const bytes = Buffer.from(json.buffer, json.byteOffset, json.length);
  const parts: Uint8Array[] = [];
  let copied = 0;
  for (let at = 0; at < bytes.length;) {
    if (bytes[at] !== quote) {
      at += 1;
      continue;
    }
    const end = endOfString(bytes, at);
    if (end < 0) return json;
    const start = isKey(bytes, at, end) ? startOfList(bytes, end) : -1;
    at = end;
    if (start < 0) continue;
    const outputs = outputsAt(bytes, start);
    if (outputs === null) return json;
    at = outputs.end;
    if (outputs.end - start < shortest) continue;
    parts.push(bytes.subarray(copied, start), blank(bytes, outputs));
    copied = outputs.end;
  }
  return parts.length === 0 ? json : Buffer.concat([...parts, bytes.subarray(copied)]);
}

/** The offset behind a string's closing quote; negative where it has none. */
function endOfString(bytes: Buffer, start: number): number {
  // Most strings are short, and a call costs as much as some twenty bytes; the pictures are long.
  const near = Math.min(start + 24, bytes.length);
  let at = start + 1;
  for (; at < near; at++) {
    const byte = bytes[at];
    if (byte === quote) return at + 1;
    if (byte === backslash) at += 1;
  }
  for (let end = bytes.indexOf(quote, at); end >= 0; end = bytes.indexOf(quote, end + 1)) {
    let first = end;
    while (first > at && bytes[first - 1] === backslash) first -= 1;
    if ((end - first) % 2 === 0) return end + 1;
  }
  return -1;
}

function isKey(bytes: Buffer, start: number, end: number): boolean {
  return end - start === key.length && key.compare(bytes, start, end) === 0;
}

/** Where the list begins that is the value of a key that ends there; negative where the key has another value, or is none. */
function startOfList(bytes: Buffer, end: number): number {
  const at = behindSpace(bytes, end);
  const value = bytes[at] === colon ? behindSpace(bytes, at + 1) : -1;
  return bytes[value] === opening ? value + 1 : -1;
}

function behindSpace(bytes: Buffer, start: number): number {
  let at = start;
  for (let byte = bytes[at]; byte === space || (byte !== undefined && byte >= 9 && byte <= 13); byte = bytes[at])
    at += 1;
  return at;
}

/** What stands within a list's brackets, from behind the first; null where they do not close, or hold what is no JSON. */
function outputsAt(bytes: Buffer, start: number): Outputs | null {
  const open = [closing];
  let lineBreaks = 0;
  let lastLine = start;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) {
      const end = endOfString(bytes, at);
      if (end < 0) return null;
      at = end - 1;
    } else if (byte === lineFeed || (byte === carriageReturn && bytes[at + 1] !== lineFeed)) {
      lineBreaks += 1;
      lastLine = at + 1;
    } else if (byte === opening) open.push(closing);
    else if (byte === openingBrace) open.push(closingBrace);
    else if (byte === closing || byte === closingBrace) {
      if (open.pop() !== byte) return null;
      if (open.length === 0) return { start, end: at, lineBreaks, lastLine };
    } else if (plain[byte] !== 1 && byte !== carriageReturn) return null;
  }
  return null;
}

/** As many lines, of which the last is as long in characters. */
function blank(bytes: Buffer, { end, lineBreaks, lastLine }: Outputs): Uint8Array {
  const columns = bytes.toString('utf8', lastLine, end).length;
  return Buffer.alloc(lineBreaks + columns, space).fill(lineFeed, 0, lineBreaks);
}
