import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pythonCodec } from '../../../src/python/python-codecs';
import { editBytes, readJson, readPython, SourceError } from '../../../src/python/source-bytes';

interface Accepted {
  readonly count: number;
  readonly sha256: string;
  readonly texts: string;
}

interface Oracle {
  readonly accepted: Readonly<Record<string, Accepted>>;
  readonly longer: Readonly<Record<string, Accepted>>;
  readonly files: readonly { readonly name: string; readonly base64: string; readonly line: number | null }[];
}

// What CPython says: test/data/encodings.py.
const oracle = JSON.parse(readFileSync('test/data/encodings.json', 'utf8')) as Oracle;
const files = oracle.files.map(({ name, base64, line }) => ({ name, bytes: Buffer.from(base64, 'base64'), line }));

/** Python's codecs that cannot be read here: a file that declares one is an error that names it. */
const unread = new Set(
  'charmap cp1006 cp856 euc_jis_2004 euc_jisx0213 hp_roman8 idna johab koi8_t mac_arabic mac_farsi mac_romanian palmos raw_unicode_escape utf_8_sig'.split(
    ' ',
  ),
);
/** The line that cannot be read; null where all can. */
function badLine(bytes: Uint8Array): number | null {
  try {
    readPython(bytes);
    return null;
  } catch (error) {
    if (error instanceof SourceError) return error.line;
    throw error;
  }
}

const span = (from: number, end: number): number[] => Array.from({ length: end - from }, (_, at) => from + at);

/** All of EUC-JP's sequences of three bytes, and some that are none. */
function euc3(): number[][] {
  return span(0x80, 0x100).flatMap((a) => span(0x80, 0x100).map((b) => [0x8f, a, b]));
}

/** All of GB 18030's sequences of four bytes. */
function gb4(): number[][] {
  const [outer, digits] = [span(0x81, 0xff), span(0x30, 0x3a)];
  return outer.flatMap((a) => digits.flatMap((b) => outer.flatMap((c) => digits.map((d) => [a, b, c, d]))));
}

describe('readPython', () => {
  it.each(files.filter(({ name }) => name !== 'iso-2022-jp'))('reads what CPython reads: $name', ({ bytes, line }) => {
    expect(badLine(bytes)).toBe(line);
  });

  it.each(['utf8-', '--UTF__8--', 'latin-1-'])(
    'finds a codec without the marks around its name, as Python does: %s',
    (name) => {
      const text = `# -*- coding:${name}*-\nprint(1)\n`;
      expect(readPython(Buffer.from(text)).text).toBe(text);
    },
  );

  it('says of an encoding that it does not have which it is', () => {
    const bytes = files.find(({ name }) => name === 'iso-2022-jp')?.bytes ?? Buffer.alloc(0);
    expect(() => readPython(bytes)).toThrow('iso-2022-jp');
  });

  it.each(Object.entries(oracle.accepted).filter(([name]) => !unread.has(name)))(
    'takes the same characters as Python’s %s, has the same text for them, and leaves their bytes alone beside an edit',
    (name, { count, sha256, texts }) => {
      const head = Buffer.from(`# coding: ${name}\n`);
      const found: string[] = [];
      const decoded: string[] = [];
      const read = (...sequence: number[]): boolean => {
        try {
          const { text } = readPython(Buffer.concat([head, Buffer.from(sequence)]));
          found.push(Buffer.from(sequence).toString('hex'));
          decoded.push(text.slice(head.length));
          return true;
        } catch (error) {
          if (error instanceof SourceError) return false;
          throw error;
        }
      };
      for (let a = 0x80; a < 0x100; a++) {
        // Two bytes of what has no characters of two need not be tried.
        if (read(a) || count <= 128) continue;
        for (let b = 0; b < 0x100; b++) if (b !== 0 && b !== 10 && b !== 13) read(a, b);
      }
      expect(found.length).toBe(count);
      const digest = (list: readonly string[]) => createHash('sha256').update(list.join(' ')).digest('hex');
      expect(digest(found)).toBe(sha256);
      expect(digest(decoded)).toBe(texts);
      const all = Buffer.concat([head, ...found.map((hex) => Buffer.from(`${hex}0a`, 'hex'))]);
      const source = readPython(all);
      const edited = editBytes(source, [
        { start: head.length, end: head.length, text: 'x = 1\n' },
        { start: source.text.length, end: source.text.length, text: 'y = 2\n' },
      ]);
      expect(
        Buffer.compare(
          edited,
          Buffer.concat([head, Buffer.from('x = 1\n'), all.subarray(head.length), Buffer.from('y = 2\n')]),
        ),
      ).toBe(0);
    },
  );

  it.each([
    ['euc_jp', euc3()],
    ['gb18030', gb4().filter((_, at) => at % 31 === 0)],
  ])('takes the same longer sequences as Python’s %s, with the same text', (name, sequences) => {
    const codec = Buffer.from(`# coding: ${name}\n`);
    const found: string[] = [];
    const decoded: string[] = [];
    for (const sequence of sequences) {
      try {
        decoded.push(readPython(Buffer.concat([codec, Buffer.from(sequence)])).text.slice(codec.length));
        found.push(Buffer.from(sequence).toString('hex'));
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
      }
    }
    const digest = (list: readonly string[]) => createHash('sha256').update(list.join(' ')).digest('hex');
    expect({ count: found.length, sha256: digest(found), texts: digest(decoded) }).toEqual(oracle.longer[name]);
  });

  it('knows every codec of Python but those that are listed here', () => {
    const names = Object.keys(oracle.accepted).filter((name) => pythonCodec(name) === null);
    expect(names.sort()).toEqual([...unread].sort());
  });

  it('knows what the text is', () => {
    const textOf = (wanted: string) =>
      readPython(files.find(({ name }) => name === wanted)?.bytes ?? Buffer.alloc(0)).text;
    for (const [name, word] of [
      ['gbk', '学习率'],
      ['big5', '學習率功'],
      ['shift_jis', '学習率表ｱ'],
      ['euc-kr', '학습률'],
      ['cp1251', 'скорость'],
      ['koi8-r', 'скорость'],
      ['iso-8859-15', 'café €'],
      ['cp1252', 'café €'],
      ['gb18030', '学习率㐀\u{20000}'],
    ] as const)
      expect(textOf(name)).toBe(`# -*- coding: ${name} -*-\nx = "${word}"  # ${word}\n`);
    expect(textOf('mark')).toBe('x = "é"\n');
  });
});

describe('readJson', () => {
  it('reads UTF-8 whatever is declared in it, and names the line of another byte', () => {
    expect(readJson(Buffer.from('# coding: latin-1\n"é"')).text).toBe('# coding: latin-1\n"é"');
    expect(() => readJson(Buffer.from('{\n"\xe9"}', 'latin1'))).toThrow(expect.objectContaining({ line: 2 }) as Error);
  });
});

describe('editBytes', () => {
  it.each(files.filter(({ name, line }) => line === null && name !== 'iso-2022-jp'))(
    'leaves every other byte alone: $name',
    ({ bytes }) => {
      const source = readPython(bytes);
      const at = source.text.lastIndexOf('x = ');
      const edited = editBytes(source, [
        { start: source.text.length, end: source.text.length, text: 'z = 2\n' },
        { start: at, end: at + 1, text: 'name' },
      ]);
      expect(readPython(edited).text).toBe(`${source.text.slice(0, at)}name${source.text.slice(at + 1)}z = 2\n`);
      const head = bytes.lastIndexOf('x = ');
      expect(edited.subarray(0, head)).toEqual(bytes.subarray(0, head));
      expect(edited.subarray(head + 4, -6)).toEqual(bytes.subarray(head + 1));
    },
  );

  it('writes other characters in the file’s own encoding', () => {
    const source = readPython(Buffer.from('# coding: gbk\n'));
    const edited = editBytes(source, [{ start: 14, end: 14, text: '学 = 1' }]);
    expect(edited.subarray(14).toString()).toBe(Buffer.from([0xd1, 0xa7, ...Buffer.from(' = 1')]).toString());
  });

  it('throws where the encoding lacks a character', () => {
    const source = readPython(Buffer.from('# coding: latin-1\n\n'));
    const edit = () => editBytes(source, [{ start: 18, end: 18, text: '学 = 1' }]);
    expect(edit).toThrow(expect.objectContaining({ line: 2 }) as Error);
    expect(edit).toThrow('latin_1');
  });
});
