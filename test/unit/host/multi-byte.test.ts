import { describe, expect, it } from 'vitest';
import { decode, encode } from 'iconv-lite';
import { decodeMultiByte } from '../../../src/host/multi-byte';

describe('decodeMultiByte', () => {
  it.each([
    ['gbk', '学习率'],
    ['gb2312', '学习率'],
    ['gb18030', '学习率㐀\u{20000}'],
    ['big5', '學習率功'],
    ['big5hkscs', '學習率功'],
    ['cp950', '學習率功'],
    ['shift_jis', '学習率表ｱ'],
    ['cp932', '学習率表ｱ①'],
    ['euc_jp', '学習率表'],
    ['euc_kr', '학습률'],
  ])('reads %s as iconv-lite does, which the command line has', (name, text) => {
    const bytes = encode(`x = "${text}"`, name);
    expect(decode(bytes, name)).toBe(`x = "${text}"`);
    expect(decodeMultiByte(bytes, name)).toBe(`x = "${text}"`);
  });

  it('says of bytes that are no character that they are none, and of other encodings nothing', () => {
    expect(decodeMultiByte(Uint8Array.of(0x61, 0x81, 0x20), 'gbk')).toContain('\ufffd');
    expect(decodeMultiByte(Uint8Array.of(0x61), 'cp1251')).toBeNull();
  });
});
