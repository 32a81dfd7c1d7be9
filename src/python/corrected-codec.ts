import { decode, encode } from 'iconv-lite';
import { codecCorrections } from './codec-corrections';

/** What Python's codec makes of some bytes where iconv-lite makes something else. */
interface Corrections {
  /** By the number that the bytes of a character are: its text, or null where Python refuses them. */
  readonly texts: ReadonlyMap<number, string | null>;
  readonly bytes: ReadonlyMap<string, readonly number[]>;
  /** The characters of `bytes`. */
  readonly characters: RegExp;
  /** Whether a byte beyond ASCII is a character by itself, in all of the codec. */
  readonly isSingle: boolean;
}

const known = new Map<string, Corrections | null>();

function correctionsOf(name: string): Corrections | null {
  let found = known.get(name);
  if (found === undefined) known.set(name, (found = readCorrections(codecCorrections.get(name) ?? '')));
  return found;
}

function readCorrections(runs: string): Corrections | null {
  if (runs === '') return null;
  const texts = new Map<number, string | null>();
  for (const run of runs.split(' ')) {
    const at = run.indexOf(':');
    const first = parseInt(run.slice(0, at), 16);
    charactersOf(run.slice(at + 1)).forEach((character, index) => texts.set(first + index, character));
  }
  const bytes = new Map<string, readonly number[]>();
  for (const [code, text] of texts) if (text !== null && text > '\x7f') bytes.set(text, bytesOf(code));
  return {
    texts,
    bytes,
    characters: new RegExp(`[${[...bytes.keys()].map((character) => `\\u{${hexOf(character)}}`).join('')}]`, 'gu'),
    isSingle: [...texts.keys()].every((code) => code < 0x100),
  };
}

/** `abc` are three characters, `a+3` too; `-3` are three that are refused. */
function charactersOf(written: string): readonly (string | null)[] {
  const [, from = '', count = ''] = /^(.)\+(\d+)$/u.exec(written) ?? [];
  if (count !== '')
    return Array.from({ length: Number(count) }, (_, index) =>
      String.fromCodePoint((from.codePointAt(0) ?? 0) + index),
    );
  const [, refused = ''] = /^-(\d+)$/.exec(written) ?? [];
  return refused === '' ? Array.from(written) : Array.from({ length: Number(refused) }, () => null);
}

/** The bytes of a character, out of the number that they are together. */
function bytesOf(code: number): number[] {
  return code < 0x100 ? [code] : [...bytesOf(Math.floor(code / 0x100)), code % 0x100];
}

const hexOf = (character: string): string => (character.codePointAt(0) ?? 0).toString(16);

/** How many bytes the character at a place of a text in several bytes has, for the codecs that are corrected. */
function widthAt(bytes: Uint8Array, at: number, name: string): number {
  const [first = 0, second = 0] = bytes.subarray(at, at + 2);
  if (first < 0x80) return 1;
  if (name === 'gb18030') return second >= 0x30 && second <= 0x39 ? 4 : 2;
  if (name === 'euc_jp') return first === 0x8f ? 3 : 2;
  if (name === 'shift_jis' || name === 'cp932')
    return first === 0x80 || (first >= 0xa0 && first <= 0xdf) || first > 0xfc ? 1 : 2;
  return 2;
}

/** The text of bytes as Python's codec has it; null where that refuses bytes which iconv-lite takes. Others are U+FFFD. */
export function decodeAsPython(bytes: Uint8Array, name: string, iconvName: string): string | null {
  const corrections = correctionsOf(name);
  const plain = (from: number, to: number): string => decode(bytes.subarray(from, to), iconvName, { stripBOM: false });
  if (corrections === null) return plain(0, bytes.length);
  const { texts, isSingle } = corrections;
  let [text, done] = ['', 0];
  for (let at = 0; at < bytes.length;) {
    const width = isSingle ? 1 : widthAt(bytes, at, name);
    const corrected = texts.get(bytes.subarray(at, at + width).reduce((code, byte) => code * 0x100 + byte, 0));
    if (corrected === null) return null;
    if (corrected !== undefined) {
      text += plain(done, at) + corrected;
      done = at + width;
    }
    at += width;
  }
  return text + plain(done, bytes.length);
}

/** The bytes of a text as Python's codec has them; what that lacks is a question mark. */
export function encodeAsPython(text: string, name: string, iconvName: string): Uint8Array {
  const corrections = correctionsOf(name);
  if (corrections === null) return encode(text, iconvName);
  const parts: Uint8Array[] = [];
  let done = 0;
  for (const { 0: character, index } of text.matchAll(corrections.characters)) {
    parts.push(encode(text.slice(done, index), iconvName), Uint8Array.from(corrections.bytes.get(character) ?? []));
    done = index + character.length;
  }
  return Buffer.concat([...parts, encode(text.slice(done), iconvName)]);
}
