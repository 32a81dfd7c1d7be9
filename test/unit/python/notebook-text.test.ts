import { describe, expect, it } from 'vitest';
import { withoutMagics } from '../../../src/python/magics';
import { NotebookText, programText } from '../../../src/python/notebook-text';

describe('withoutMagics', () => {
  it.each([
    ['%matplotlib inline\nx = 1', '_                 \nx = 1'],
    ['!pip install "a\nx = 1', '_              \nx = 1'],
    ['!pip install \\\n  a\nx = 1', '_             \n   \nx = 1'],
    ['if gpu:\n    !nvidia-smi\n', 'if gpu:\n    _          \n'],
    ['files = !ls\nx = 1', 'files = _  \nx = 1'],
    ['a, b = %time f()\n', 'a, b = _        \n'],
    ['tf.train?\nx = 1', '_        \nx = 1'],
    ['?tf.train\n', '_        \n'],
    ['%%time\nx = 1', '_     \nx = 1'],
    ['%%bash\npip install x', '      \n             '],
    ['\r\n%ls\r\nx = 1\r\n', '\r\n_  \r\nx = 1\r\n'],
  ])('blanks what is not Python in %j', (text, expected) => {
    expect(withoutMagics(text)).toBe(expected);
  });

  it.each([
    'print("%d"\n      % 3)',
    'text = """\n%matplotlib inline\n!ls\n"""',
    'x = 7 \\\n  % 2',
    "a = 'it' if b != c else d % e",
    '# %magic in a comment\nx = 1  # really?',
    'f(a,\n!b)',
  ])('leaves Python alone: %j', (text) => {
    expect(withoutMagics(text)).toBe(text);
  });
});

describe('NotebookText', () => {
  const cells = [
    { index: 1, text: 'import tensorflow as tf' },
    { index: 4, text: '%time\nloss = 0' },
  ];
  const source = new NotebookText('n.ipynb', cells);

  it('joins the cells in order', () => {
    expect(source.text).toBe('import tensorflow as tf\n_    \nloss = 0\n');
  });

  it('says of a span in which cell it is, and where in there', () => {
    const start = source.text.indexOf('loss');
    expect(source.range({ start, end: start + 4 })).toEqual({
      file: 'n.ipynb',
      cell: 4,
      start: 6,
      end: 10,
      line: 2,
      column: 1,
      endLine: 2,
      endColumn: 5,
    });
    expect(source.range({ start: 7, end: 17 })).toMatchObject({ cell: 1, line: 1, column: 8 });
  });

  it('ends a span with its cell', () => {
    expect(source.range({ start: 18, end: source.text.length })).toMatchObject({ cell: 1, start: 18, end: 23 });
  });

  it('is a plain text where the only part is a file', () => {
    expect(programText('a.py', [{ cell: null, text: '%x' }])).toMatchObject({ text: '%x', cell: null });
    expect(programText('n.ipynb', [{ cell: 0, text: '%x' }]).text).toBe('_ \n');
  });
});
