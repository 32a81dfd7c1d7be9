import { describe, expect, it } from 'vitest';
import { editText } from '../../../src/base/text-edit';
import { editsOfCells, NotebookError, readNotebook } from '../../../src/python/notebook-file';

const code = (source: unknown, more: object = {}) => ({
  cell_type: 'code',
  metadata: {},
  source,
  outputs: [],
  ...more,
});
const notebook = (...cells: object[]) => ({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
const words = { cell_type: 'markdown', source: ['# Words'] };

describe('readNotebook', () => {
  it('reads code cells with their place among all cells', () => {
    const json = JSON.stringify(notebook(words, code(['a = 1\n', 'b = 2']), code('c = 3'), words, code([])));
    expect(readNotebook(json)).toEqual([
      { index: 1, text: 'a = 1\nb = 2' },
      { index: 2, text: 'c = 3' },
      { index: 4, text: '' },
    ]);
    expect(readNotebook(`\ufeff${json}`)).toHaveLength(3);
  });

  it('reads the numbers that Python writes and JSON has not', () => {
    const json = `{"cells": [{"cell_type": "code", "source": "x = 'NaN'", "o": [NaN, -Infinity, Infinity, "\\\\", "NaN"]}]}`;
    expect(readNotebook(json)).toEqual([{ index: 0, text: "x = 'NaN'" }]);
  });

  it('reads format 3, its worksheets in order', () => {
    const cell = (input: string, language = 'python') => ({ cell_type: 'code', input: [input], language });
    const json = JSON.stringify({
      worksheets: [{ cells: [cell('a')] }, { cells: [cell('b', 'ruby'), cell('c')] }],
      nbformat: 3,
    });
    expect(readNotebook(json)).toEqual([
      { index: 0, text: 'a' },
      { index: 2, text: 'c' },
    ]);
  });

  it.each([
    [{ language_info: { name: 'R' } }, 0],
    [{ kernelspec: { language: 'julia' } }, 0],
    [{ kernelspec: { language: 'python' }, language_info: { name: 'ipython3' } }, 1],
    [{ language_info: 7 }, 1],
  ])('goes by the language of %j', (metadata, count) => {
    expect(readNotebook(JSON.stringify({ ...notebook(code('a')), metadata }))).toHaveLength(count);
  });

  it.each([
    ['', 'the file is empty', null],
    [' \n', 'the file is empty', null],
    ['{"cells": [', 'it is no JSON: a closing bracket is missing', '1:12'],
    ['{"cells": [\n <<<<<<< HEAD]}', 'it is no JSON: a word that JSON has not', '2:2'],
    ['{"cells": [\n<<<<<<< HEAD\n]}', 'it holds the marks of a merge conflict', '2:1'],
    ['{"cells": [{}, {\r\n"source": "a" \r\n"x": 1}]}', 'it is no JSON: a comma is missing, in cell 2', '3:1'],
    ['{"cells": [{"source": "a\n"}]}', 'it is no JSON: a string without its closing quote, in cell 1', '1:23'],
    ['{"cells": [{"source": "a\\x"}]}', 'it is no JSON: an escape that JSON has not, in cell 1', '1:23'],
    ['{"cells": [{"source": "a\tb"}]}', 'it is no JSON: a control character in a string, in cell 1', '1:23'],
    ['{"cells": [1,]}', 'it is no JSON: a value is missing, in cell 1', '1:14'],
    ["{'cells': []}", 'it is no JSON: a word that JSON has not', '1:2'],
    ['{"cells": []} 1', 'it is no JSON: more text behind its end', '1:15'],
    ['{"cells": [] // none\n}', 'it is no JSON: a comment, which JSON has not', '1:14'],
    ['{"a": NaN, "cells" []}', 'it is no JSON: a colon is missing', '1:20'],
    ['{cells}', 'it is no JSON: ', '1:2'],
    ['\ufeff{"cells": 01}', 'it is no JSON: ', '1:13'],
    ['[]', 'its JSON is no object', null],
    ['null', 'its JSON is no object', null],
    ['{}', 'it has no list of cells', null],
    ['{"cells": {}}', 'it has no list of cells', null],
    ['{"cells": [\n\n1]}', 'cell 1 is no object', '3:1'],
    [JSON.stringify(notebook(words, code(undefined)), null, 1), 'cell 2 has no text', '9:3'],
    [JSON.stringify(notebook(code([1]))), 'cell 1 has no text', '1:11'],
    ['['.repeat(100_000), 'its JSON nests too deep', null],
  ])('names what is wrong with %j, and where', (json, reason, place) => {
    let error: unknown = null;
    try {
      readNotebook(json);
    } catch (thrown) {
      error = thrown;
    }
    if (!(error instanceof NotebookError)) throw new Error('no error');
    expect(error.message).toMatch(new RegExp(`^not a notebook: ${reason}`));
    expect(error.at === null ? null : `${error.at.line}:${error.at.column}`).toBe(place);
  });
});

describe('editsOfCells', () => {
  const replaceCells = (json: string, texts: ReadonlyMap<number, string>) => editText(json, editsOfCells(json, texts));

  const cells = [
    words,
    code(['x = "é\\\\"\n', 'y = 1\n', 'z'], { execution_count: 1, outputs: [{ data: { 'text/plain': ['"}]'] } }] }),
    code('one'),
    code([]),
  ];

  it.each([
    ['as Jupyter writes it', JSON.stringify(notebook(...cells), null, 1)],
    ['in one line', JSON.stringify(notebook(...cells))],
    ['with Windows line breaks', `\ufeff${JSON.stringify(notebook(...cells), null, 2).replaceAll('\n', '\r\n')}`],
    ['with escapes', JSON.stringify(notebook(...cells), null, 1).replaceAll('é', '\\u00e9')],
  ])('changes nothing but the texts, %s', (_, json) => {
    const texts = new Map([
      [1, 'x = "é\\\\"\ny = 2\nnew = "ü"\nz'],
      [2, 'other\nlines'],
    ]);
    const changed = replaceCells(json, texts);
    expect(readNotebook(changed).map(({ text }) => text)).toEqual([texts.get(1), texts.get(2), '']);
    // Put back, it is what it was: indentation, escapes, line breaks and all.
    expect(replaceCells(changed, new Map(readNotebook(json).map(({ index, text }) => [index, text])))).toBe(json);
    expect(replaceCells(json, new Map())).toBe(json);
  });

  it('keeps numbers and members that it does not know', () => {
    const json =
      '{"nbformat_minor": 1e0, "cells": [ {"id":"a\\"b", "source" : "a" ,"cell_type":"code"} ], "big": 12345678901234567890}';
    expect(replaceCells(json, new Map([[0, 'b']]))).toBe(json.replace('"source" : "a"', '"source" : "b"'));
  });
});
