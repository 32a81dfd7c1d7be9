import { describe, expect, it } from 'vitest';
import { readNotebook } from '../../../src/python/notebook-file';
import { withoutOutputs } from '../../../src/python/notebook-outputs';
import { readJson, readJsonCode } from '../../../src/python/source-bytes';

const picture = 'iVBORw0KGgo='.repeat(40);
const output = { output_type: 'display_data', data: { 'image/png': `${picture}\n`, 'text/plain': ['[1, 2]}\\', '"'] } };
const code = (source: unknown, outputs: unknown = [output]) => ({ cell_type: 'code', source, outputs, metadata: {} });
const notebook = (...cells: object[]) => ({ cells, metadata: { language_info: { name: 'python' } } });
const reduced = (text: string): string => Buffer.from(withoutOutputs(Buffer.from(text))).toString('utf8');
const placeOf = (text: string, part: string): string => {
  const lines = text.slice(0, text.indexOf(part)).split(/\r\n|\r|\n/);
  return `${lines.length}:${(lines.at(-1) ?? '').length}`;
};

const program = notebook(
  code(['a = "outputs"\n', 'b = {"outputs": [1]}\n', 'c = "\\\\"']),
  code('d = "é𝄞"', [{ ...output, text: 'é𝄞'.repeat(50) }]),
  code('e', [[], { a: [{}, [[picture]]] }, 1, -2.5e-7, true, null]),
);

describe('withoutOutputs', () => {
  it.each([undefined, 1, '\t'])('keeps cells, lines and columns of a notebook that is written with %j', (indent) => {
    const text = JSON.stringify(program, null, indent);
    const left = reduced(text);
    expect(left).not.toContain(picture);
    expect(readNotebook(left)).toEqual(readNotebook(text));
    for (const part of ['"d = ', '"e"', 'language_info']) expect(placeOf(left, part)).toBe(placeOf(text, part));
  });

  it.each(['\r\n', '\r'])('counts the line break %j', (lineBreak) => {
    const text = JSON.stringify(program, null, 2).replaceAll('\n', lineBreak);
    expect(placeOf(reduced(text), 'language_info')).toBe(placeOf(text, 'language_info'));
  });

  it('goes over strings of any length with backslashes at their ends', () => {
    for (let length = 0; length < 60; length++)
      for (const end of ['\\', '\\\\', '"', '\\"', '"\\']) {
        const text = JSON.stringify(notebook(code('a', [{ x: 'x'.repeat(length) + end, y: picture }]), code('b')));
        expect(readNotebook(reduced(text))).toHaveLength(2);
        expect(reduced(text)).not.toContain(picture);
      }
  });

  it('takes out what Python writes and JSON has not', () => {
    const text = `{"cells": [{"cell_type": "code", "source": "x", "outputs": [NaN, -Infinity, Infinity, "${picture}"]}]}`;
    expect(readNotebook(reduced(text))).toEqual([{ index: 0, text: 'x' }]);
    expect(reduced(text)).not.toContain('NaN');
  });

  it('reads format 3', () => {
    const cells = [{ cell_type: 'code', input: ['a'], language: 'python', outputs: [output] }];
    expect(readNotebook(reduced(JSON.stringify({ worksheets: [{ cells }], nbformat: 3 }, null, 1)))).toHaveLength(1);
  });

  it.each([
    ['ends within a string', `{"cells": [{"outputs": ["${picture}`],
    ['ends within its outputs', `{"cells": [{"outputs": [{"a": "${picture}"}`],
    ['closes a bracket that is not open', `{"cells": [{"outputs": ["${picture}"}]}]}`],
    ['holds a merge conflict', `{"cells": [{"outputs": [\n<<<<<<< HEAD\n"${picture}"\n=======\n>>>>>>> b\n]}]}`],
    ['has a stray quote', `{"cells": [{"outputs": ["${picture}" "a: b"", "c"]}]}`],
    ['has no outputs', JSON.stringify(notebook({ cell_type: 'markdown', source: picture, outputs: {} }))],
    ['has little to take out', JSON.stringify(notebook(code('a', ['short'])))],
  ])('leaves a file as it is that %s', (_what, text) => {
    expect(reduced(text)).toBe(text);
  });
});

describe('readJsonCode', () => {
  it('reads what readJson reads', () => {
    const bytes = Buffer.from(`\ufeff${JSON.stringify(program, null, 1)}`);
    expect(readNotebook(readJsonCode(bytes))).toEqual(readNotebook(readJson(bytes).text));
  });

  it('throws for outputs that are no UTF-8', () => {
    const bytes = Buffer.from(JSON.stringify(notebook(code('a', [`\xe9${picture}`])), null, 1), 'latin1');
    expect(() => readJsonCode(bytes)).toThrow('not UTF-8, and a notebook is UTF-8');
  });
});
