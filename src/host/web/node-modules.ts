// What stands in a web worker for the modules of Node that the reading of bytes uses: `Buffer`, and the tables of encodings by the browser's
// own decoder. Nothing is encoded there: the editor writes.
import { Buffer } from 'buffer/';

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Encodings that the web's standard has under a name of its own. */
const webNames = new Map([
  ['cp874', 'windows-874'],
  ['cp949', 'euc-kr'],
  ['mac_cyrillic', 'x-mac-cyrillic'],
  ['mac_roman', 'macintosh'],
]);

/** Throws a RangeError for an encoding that browsers do not have: DOS's code pages but for 866, and Apple's but for two. */
const decode = (bytes: Uint8Array, name: string): string => {
  // The standard takes both for Windows-1252.
  if (name === 'latin_1' || name === 'ascii') {
    const text = Buffer.from(bytes).toString('latin1');
    return name === 'ascii' ? text.replace(/[\x80-\xff]/g, '\ufffd') : text;
  }
  const webName = webNames.get(name) ?? name.replaceAll('_', '-').replace(/^iso(?=8859)/, 'iso-');
  return new TextDecoder(webName, { ignoreBOM: true }).decode(bytes);
};

const encode = (): never => {
  throw new Error('a browser encodes UTF-8 alone');
};

const modules = new Map<string, object>([
  ['node:buffer', { isAscii, isUtf8 }],
  ['./single-byte.js', { decode, encode }],
]);

/** Puts them where bundled code looks for them. */
export function installNodeModules(): void {
  const require = (name: string): object => {
    const found = modules.get(name);
    if (found === undefined) throw new Error(`a browser has no ${name}`);
    return found;
  };
  Object.assign(globalThis, { Buffer, require });
}
