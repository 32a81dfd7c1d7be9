/**
 * Encodings whose characters have one byte or several, by iconv-lite's names, and the standard of the web's (WHATWG, Encoding), which Node and
 * every browser have tables for; without cp949, of which Node has the smaller EUC-KR alone. These hold the same characters, and a few that Python's codec lacks: `python-codecs.ts` refuses most of them.
 */
const webNames: ReadonlyMap<string, string> = new Map([
  ['big5', 'big5'],
  ['big5hkscs', 'big5'],
  ['cp932', 'shift_jis'],
  ['cp950', 'big5'],
  ['euc_jp', 'euc-jp'],
  ['euc_kr', 'euc-kr'],
  ['gb18030', 'gb18030'],
  ['gb2312', 'gbk'],
  ['gbk', 'gbk'],
  ['shift_jis', 'shift_jis'],
]);

/** The text of bytes in such an encoding, U+FFFD for what it does not have; null for any other encoding. */
export function decodeMultiByte(bytes: Uint8Array, iconvName: string): string | null {
  const name = webNames.get(iconvName);
  return name === undefined ? null : new TextDecoder(name, { ignoreBOM: true }).decode(bytes);
}
