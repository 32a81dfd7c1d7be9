import { describe, expect, it } from 'vitest';
import { SourceText } from '../../../src/python/source-text';
import { syntaxProblem } from '../../../src/python/syntax-problem';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

function lineOf(text: string): number | null {
  const source = new SourceText('a.py', text);
  const problem = syntaxProblem(parser.parse(source.text), source);
  return problem === null ? null : source.range(problem.span).line;
}

// Lines and verdicts are CPython 3.13's, and 2.7's where that takes the text.
describe('syntaxProblem', () => {
  it.each([
    ['this is no python\n', 1],
    ['x = 1\ny = = 2\n', 2],
    ['if x:\ny = 1\n', 2],
    ['x = 1\n  y = 2\n', 2],
    ['if x:\n    y = 1\n  z = 2\n', 3],
    ['def f():\n', 1],
    ['x = 1\rif x\r    y = 2\r', 2],
  ])('finds the line of %j', (text, line) => {
    expect(lineOf(text)).toBe(line);
  });

  it.each([
    'print "two"\n',
    'exec "import %s" % name in names\n',
    'f(async=True)\n',
    'if x:\n\ty = 1\n        z = 2\n',
    'x = (1,\n2)\n# end\n',
    '',
  ])('takes %j', (text) => {
    expect(lineOf(text)).toBeNull();
  });
});

// CPython 3.11 takes a thousand of each.
it.each(['a + ', 'a.', '-', 'not ', 'a if b else ', 'lambda: ', 'a(1).', 'a[0].'])(
  'calls a thousand of %j unread, and not wrong',
  (link) => {
    const source = new SourceText('a.py', `y = 1\nx = ${link.repeat(1000)}b\n`);
    const problem = syntaxProblem(parser.parse(source.text), source);
    expect(problem?.isUnread ?? true).toBe(true);
    const wrong = new SourceText('a.py', `${source.text}y = = 1\n`);
    expect(syntaxProblem(parser.parse(wrong.text), wrong)).toMatchObject({
      message: { text: 'invalid syntax' },
      isUnread: false,
    });
  },
);
