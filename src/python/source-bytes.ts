import { message, type Message } from '../base/message';
import { SpokenError } from '../base/spoken-error';
import { decodeAsPython, encodeAsPython } from './corrected-codec';
import { isAscii, isUtf8 } from 'node:buffer';
import { editText, inOrder, type TextEdit } from '../base/text-edit';
import { withoutOutputs } from './notebook-outputs';
import { type PythonCodec, pythonCodec } from './python-codecs';

/** Bytes that are no source text, by Python's own rules; `line` counts from 1. The message says why, without the place. */
export class SourceError extends SpokenError {
  override readonly name = 'SourceError';

  constructor(
    said: Message,
    readonly line: number,
  ) {
    super(said);
  }
}

/** A file's bytes with the text that they are. A mark of UTF-8 at their start is no part of the text. */
export interface SourceBytes {
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly encoding: SourceEncoding;
}

/** How bytes are read: the codec, null for UTF-8, and how many bytes stand before the text. */
export interface SourceEncoding {
  readonly codec: PythonCodec | null;
  readonly markLength: number;
}

const newline = 10;
const carriageReturn = 13;
const replacement = '\ufffd';

/**
 * Reads a Python file's bytes as CPython does: UTF-8 with or without its mark, or the encoding that one of the first two lines declares
 * (PEP 263). Throws a `SourceError` for what CPython rejects, and for an encoding that cannot be read here.
 */
export function readPython(bytes: Uint8Array): SourceBytes {
  rejectWideText(bytes);
  const markLength = markOf(bytes);
  const declared = declaredEncoding(bytes.subarray(markLength));
  if (declared === null) return readAs({ codec: null, markLength }, bytes, message('no encoding is declared'));
  const { line } = declared;
  const name = normalName(declared.name);
  if (markLength > 0 && name !== 'utf-8')
    throw new SourceError(message('{0} is declared, but the file begins with the mark of UTF-8', declared.name), line);
  const known = pythonCodec(name);
  if (known === null && name !== 'utf-8')
    throw new SourceError(message('the declared encoding {0} is unknown, or none of source text', declared.name), line);
  const codec = known?.name === 'utf_8' ? null : known;
  return readAs({ codec, markLength }, bytes, message('line {0} declares {1}', line, declared.name));
}

/** Reads a notebook's bytes: UTF-8 always, whatever its cells declare. Throws a `SourceError` for other bytes. */
export function readJson(bytes: Uint8Array): SourceBytes {
  rejectWideText(bytes);
  return readAs({ codec: null, markLength: markOf(bytes) }, bytes, message('a notebook is UTF-8'));
}

/** The text of a notebook's bytes with its outputs left out, each line and column as `readJson` has it. Throws what that does. */
export function readJsonCode(bytes: Uint8Array): string {
  rejectWideText(bytes);
  const body = bytes.subarray(markOf(bytes));
  return (isUtf8(body) ? decodedUtf8(withoutOutputs(body)) : null) ?? readJson(bytes).text;
}

/**
 * The bytes after edits of their text. All bytes outside of the edits stay what they are. Throws a `SourceError` where the file would
 * not read as the edited text: its encoding lacks a character.
 */
export function editBytes({ bytes, text, encoding }: SourceBytes, edits: readonly TextEdit[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let copied = 0;
  const byteAt = (offset: number): number => encoding.markLength + encoded(text.slice(0, offset), encoding).length;
  for (const { start, end, text: inserted } of inOrder(edits)) {
    parts.push(bytes.subarray(copied, byteAt(start)), encoded(inserted, encoding));
    copied = byteAt(end);
  }
  const edited = Buffer.concat([...parts, bytes.subarray(copied)]);
  if (decoded(edited.subarray(encoding.markLength), encoding) !== editText(text, edits)) {
    const [first] = inOrder(edits);
    throw new SourceError(
      message('its bytes cannot be carried back exactly in {0}', encoding.codec?.name ?? 'UTF-8'),
      lineAt(bytes, first === undefined ? 0 : byteAt(first.start)),
    );
  }
  return edited;
}

function readAs(encoding: SourceEncoding, bytes: Uint8Array, why: Message): SourceBytes {
  const body = bytes.subarray(encoding.markLength);
  const text = decoded(body, encoding);
  if (text !== null) return { bytes, text, encoding };
  const line = firstLine(body, (part) => decoded(part, encoding) === null);
  throw new SourceError(message('not {0}, and {1}', encoding.codec?.name ?? 'UTF-8', why), line);
}

/** The text of bytes; null where they are not of that encoding. */
function decoded(bytes: Uint8Array, { codec }: SourceEncoding): string | null {
  if (codec === null) return decodedUtf8(bytes);
  const text = decodeAsPython(bytes, codec.name, codec.iconvName);
  if (text === null) return null;
  if (codec.characters !== null && !consistsOf(codec.characters, latin1(bytes))) return null;
  if (!text.includes(replacement)) return text;
  // GB 18030 can hold that character itself.
  return codec.name === 'gb18030' && isSame(encodeAsPython(text, codec.name, codec.iconvName), bytes) ? text : null;
}

/** Most files are ASCII, and copying those costs a tenth of decoding them. */
function decodedUtf8(bytes: Uint8Array): string | null {
  if (isAscii(bytes)) return latin1(bytes);
  return isUtf8(bytes) ? bufferOf(bytes).toString('utf8') : null;
}

/** A character for each byte. iconv-lite, which has that as well, takes longer to load than most files to read. */
function latin1(bytes: Uint8Array): string {
  return bufferOf(bytes).toString('latin1');
}

function bufferOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

function encoded(text: string, { codec }: SourceEncoding): Uint8Array {
  return codec === null ? Buffer.from(text) : encodeAsPython(text, codec.name, codec.iconvName);
}

function consistsOf(characters: RegExp, text: string): boolean {
  characters.lastIndex = 0;
  while (characters.lastIndex < text.length) if (!characters.test(text)) return false;
  return true;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** The mark of UTF-8 at the start of bytes: its length, or 0. */
function markOf(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** Python reads no UTF-16 and no UTF-32, with or without a mark, and no NUL, in whatever encoding. */
function rejectWideText(bytes: Uint8Array): void {
  const hasMark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (hasMark)
    throw new SourceError(message('the file is UTF-16 or UTF-32, which Python does not read: save it as UTF-8'), 1);
  const nul = bytes.indexOf(0);
  if (nul < 0) return;
  const isWide = nul < 4 && bytes.subarray(0, 64).filter((byte) => byte === 0).length >= Math.min(bytes.length, 64) / 4;
  if (isWide)
    throw new SourceError(message('the file is UTF-16 or UTF-32, which Python does not read: save it as UTF-8'), 1);
  throw new SourceError(message('a NUL byte, which Python source cannot contain'), lineAt(bytes, nul));
}

/** The encoding that one of the first two lines declares in a comment of its own; the second only behind a first without code. */
function declaredEncoding(bytes: Uint8Array): { readonly name: string; readonly line: number } | null {
  let line = 0;
  for (const part of linesOf(bytes)) {
    line += 1;
    const text = latin1(part);
    const [, name] = /^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)/.exec(text) ?? [];
    if (name !== undefined) return { name, line };
    if (line === 2 || !/^[ \t\f]*(?:#|$)/.test(text)) return null;
  }
  return null;
}

/** CPython's `get_normal_name`: what it takes for UTF-8 or Latin-1 without asking its codecs. */
function normalName(declared: string): string {
  const name = declared.toLowerCase().replaceAll('_', '-');
  if (/^utf-8(?:-|$)/.test(name)) return 'utf-8';
  return /^(?:latin-1|iso-8859-1|iso-latin-1)(?:-|$)/.test(name) ? 'latin-1' : declared;
}

/** The lines of bytes, without their breaks: `\n`, `\r\n` or `\r`, which are no part of a character in any encoding that is read. */
function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte !== newline && byte !== carriageReturn) continue;
    yield bytes.subarray(start, at);
    if (byte === carriageReturn && bytes[at + 1] === newline) at += 1;
    start = at + 1;
  }
  yield bytes.subarray(start);
}

/** The line, from 1, that is the first for which a question is true; the last where none is. */
function firstLine(bytes: Uint8Array, isWanted: (line: Uint8Array) => boolean): number {
  let line = 0;
  for (const part of linesOf(bytes)) {
    line += 1;
    if (isWanted(part)) break;
  }
  return line;
}

function lineAt(bytes: Uint8Array, offset: number): number {
  return [...linesOf(bytes.subarray(0, offset))].length;
}
