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

/** Names that iconv-lite has and the web's standard of encodings has not. */
const webNames = new Map([
  ['cp936', 'gbk'],
  ['cp932', 'shift_jis'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
  ['eucjp', 'euc-jp'],
]);

/** Throws a RangeError for an encoding that the browser does not have. */
const decode = (bytes: Uint8Array, name: string): string =>
  new TextDecoder(webNames.get(name) ?? name, { ignoreBOM: true }).decode(bytes);

const encode = (): never => {
  throw new Error('a browser encodes UTF-8 alone');
};

const modules = new Map<string, object>([
  ['node:buffer', { isAscii, isUtf8 }],
  ['./encodings.js', { decode, encode }],
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
