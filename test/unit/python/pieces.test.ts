import { Parser } from '@vscode/tree-sitter-wasm';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readOutline } from '../../../src/python/outline';
import type { PythonParser } from '../../../src/python/parser';
import { cutBlock, moduleBlock } from '../../../src/python/pieces';
import type { Expression } from '../../../src/python/syntax';
import type { Statement } from '../../../src/python/statements';
import { visit } from '../../../src/python/visit';
import { testParser } from '../../helpers/python-parser';

let parser: PythonParser;
beforeAll(async () => {
  // These are about what is parsed: nothing is to be read without the parser.
  parser = await testParser(false);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const lines = (text: string) => {
  const { starts, ends } = readOutline(text);
  return starts.map((start, index) => text.slice(start, ends[index]));
};

describe('logical lines', () => {
  it.each([
    ['x = 1 # c\n\n  # c\ny = 2', ['x = 1', 'y = 2']],
    ['f(a,\n  b)\nc', ['f(a,\n  b)', 'c']],
    ['a = """x\n# no comment\n"""\nb', ['a = """x\n# no comment\n"""', 'b']],
    ["a = '''it's \\''' '''\nb", ["a = '''it's \\''' '''", 'b']],
    ['a = r"\\"\nb', ['a = r"\\"', 'b']],
    ['a = 1 + \\\n  2\nb', ['a = 1 + \\\n  2', 'b']],
    ['a = 1 + \\\r\n  2\r\nb\r\n', ['a = 1 + \\\r\n  2', 'b']],
    ['a = "open\nb = 2', ['a = "open', 'b = 2']],
    ['a = "goes on\\\n here"\nb', ['a = "goes on\\\n here"', 'b']],
    ['\ufeffimport a\nb', ['import a', 'b']],
    ['f(#)\n)\nb', ['f(#)\n)', 'b']],
  ])('%j', (text, expected) => {
    expect(lines(text).map((line) => line.trimStart())).toEqual(expected);
  });

  it.each([
    ['ends before a keyword that cannot stand in brackets', 'f(a,\ndef g():\n  pass', ['f(a,', 'def g():', '  pass']],
    ['ends before the next statement', 'f(a,\nx = 1\nimport y', ['f(a,', 'x = 1', 'import y']],
    ['of a header ends with its colon', 'def f(a, b((:\n    x\ny = 1', ['def f(a, b((:', '    x', 'y = 1']],
    ['ends with the text', 'f(a,\n   b', ['f(a,\n   b']],
    ['ends before the next statement at the end of the text', 'f(a\nx = 1', ['f(a', 'x = 1']],
  ])('an unclosed bracket %s', (_, text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it('three quotes that are never closed end with their line where definitions would be lost', () => {
    const text = 'class A:\n    def f(self):\n        x = """\n        y = 2\n    def g(self):\n        """Doc."""\n';
    expect(lines(text)).toEqual([
      'class A:',
      '    def f(self):',
      '        x = """',
      '        y = 2',
      '    def g(self):',
      '        """Doc."""',
    ]);
  });

  it.each([
    ['brackets', 'a(\n', 300_000],
    ['three quotes', 'x = """\n', 100_001],
    ['both', 'f("""\ndef g(\n', 100_001],
  ])('a text of nothing but unclosed %s comes to its end', (_, line, count) => {
    // Read again for each line, it would not within the time that a test has.
    const { starts, ends } = readOutline(line.repeat(count));
    expect(ends).toHaveLength(starts.length);
    expect(starts.length).toBeGreaterThan(0);
  });

  it('tells comments from strings', () => {
    const text = 'a = "# no" # yes\n# yes too\r\nf( # and this\n)';
    const { comments } = readOutline(text);
    const found = comments.flatMap((at, index) => (index % 2 === 0 ? [text.slice(at, comments[index + 1])] : []));
    expect(found).toEqual(['# yes', '# yes too', '# and this']);
    expect(parser.parse(text).comments.map(({ start, end }) => text.slice(start, end))).toEqual(found);
  });
});

/** A method of some 400 characters whose names are numbered. */
const method = (index: number) =>
  [
    `    @wrapped${index}(x${index})`,
    `    def method${index}(self, a${index}=b${index}):`,
    `        # comment ${index}`,
    ...[0, 1, 2, 3, 4, 5].map((k) => `        v${index}_${k} = u${index}_${k}.w${index}(k${index}, n${k})`),
    `        if c${index}:`,
    `            d${index} += e${index}`,
    `        else:`,
    `            g${index}`,
    `        for i in j${index}:`,
    `            h${index}`,
    '',
  ].join('\n');
const program = (count: number) =>
  [
    'import tf',
    'class A(B):',
    ...Array.from({ length: count }, (_, index) => method(index)),
    'with s as t:',
    ...Array.from({ length: 60 }, (_, index) => `    p${index} = q${index}`),
    '    # the end',
    'if r:',
    ...Array.from({ length: 60 }, (_, index) => `    p${index} = q${index}`),
    'elif rr:',
    ...Array.from({ length: 60 }, (_, index) => `    pp${index} = qq${index}`),
    'else:',
    ...Array.from({ length: 60 }, (_, index) => `    ppp${index} = qqq${index}`),
    'y0 = z0',
    ...Array.from({ length: 800 }, (_, index) => `y${index} = z${index}(${index})`),
  ].join('\n');

/** Every name that the syntax has, where it says that it stands. */
function names(text: string): { readonly name: string; readonly start: number; readonly end: number }[] {
  const found: { name: string; start: number; end: number }[] = [];
  const enter = (node: Expression | Statement): boolean => {
    if (node.kind === 'Name') found.push({ name: node.name, start: node.start, end: node.end });
    if (node.kind === 'Attribute') found.push({ name: node.name, ...node.nameSpan });
    if (node.kind === 'FunctionDefinition' || node.kind === 'ClassDefinition') {
      found.push({ name: node.name, ...node.nameSpan });
      if (node.kind === 'FunctionDefinition')
        for (const { name, start } of node.parameters) found.push({ name, start, end: start + name.length });
    }
    return true;
  };
  visit(parser.parse(text), enter);
  return found.sort((a, b) => a.start - b.start);
}

/** The same by a regular expression: it works because the program has neither strings nor imports to speak of. */
function words(text: string) {
  const code = text.replace(/#.*/g, (comment) => ' '.repeat(comment.length)).replace('import tf', '         ');
  return [...code.matchAll(/[A-Za-z_]\w*/g)]
    .filter(([word]) => !/^(?:class|def|if|elif|else|for|in|with|as|import)$/.test(word))
    .map(({ 0: name, index }) => ({ name, start: index, end: index + name.length }));
}

describe('a long program', () => {
  it.each([
    ['as it is', program(30)],
    ['with Windows line breaks', program(30).replaceAll('\n', '\r\n')],
    ['with tabs', program(30).replaceAll('    ', '\t')],
  ])('has every name where it stands, %s', (_, text) => {
    expect(cutBlock(readOutline(text), moduleBlock(readOutline(text))).length).toBeGreaterThan(5);
    expect(names(text)).toEqual(words(text));
    expect(parser.parse(text).errors).toEqual([]);
  });

  it('has suites that reach over their statements', () => {
    const text = program(3);
    visit(parser.parse(text), (node) => {
      const suites = 'body' in node && 'statements' in node.body ? [node.body] : [];
      for (const { start, end, statements } of suites) {
        // A definition begins behind its decorators.
        expect(start).toBeLessThanOrEqual(statements[0]!.start);
        // Comments behind the last statement may count as the block's.
        expect(end).toBeGreaterThanOrEqual(statements.at(-1)!.end);
        expect(text.slice(statements.at(-1)!.end, end)).toMatch(/^(?:\s+#.*)?$/);
      }
      return true;
    });
  });

  it('is parsed again only where it was edited', () => {
    const text = program(100);
    names(text);
    const parse = vi.spyOn(Parser.prototype, 'parse');
    const parsed = () => parse.mock.calls.reduce((sum, [piece]) => sum + (piece as string).length, 0);
    const edits: [number, string][] = [
      [text.indexOf('v50_2'), 'typed'],
      [text.indexOf('v50_2'), 'a\n        b\n        '],
      [text.indexOf('y700'), 'xx = 1\n'],
      [text.indexOf('p30'), 'f('],
      [text.indexOf('v20_0'), '"""'],
    ];
    for (const [at, typed] of edits) {
      parse.mockClear();
      names(text.slice(0, at) + typed + text.slice(at));
      expect(parse).toHaveBeenCalled();
      expect(parsed()).toBeLessThan(text.length / 6);
    }
  });

  it('is not parsed where nobody reads', () => {
    const parse = vi.spyOn(Parser.prototype, 'parse');
    const { statements } = parser.parse(program(150).replaceAll('method', 'unread')).body;
    const parsed = parse.mock.calls.reduce((sum, [piece]) => sum + (piece as string).length, 0);
    expect(statements.some(({ kind }) => kind === 'ClassDefinition')).toBe(true);
    expect(parsed).toBeLessThan(25_000);
  });

  it('keeps what is sound around what is not', () => {
    const text = program(20).replace('def method7(self', 'def method7(self((').replace('v9_0 = ', 'v9_0 = = (');
    const found = new Set(names(text).map(({ name }) => name));
    for (const name of ['method6', 'v6_0', 'v7_0', 'v8_0', 'v9_5', 'method10', 'y799']) expect(found).toContain(name);
    expect(parser.parse(text).errors.length).toBeGreaterThan(0);
  });
});

it('knows a generator whose body is a piece of its own', () => {
  const body = Array.from({ length: 40 }, (_, index) => `    x${index} = ${index}`).join('\n');
  const isGenerator = (more: string) => {
    const [definition] = parser.parse(`def f():\n${body}\n${more}`).body.statements;
    return definition?.kind === 'FunctionDefinition' && definition.isGenerator;
  };
  expect(isGenerator('    yield x1')).toBe(true);
  expect(isGenerator('    x = "yield"')).toBe(false);
  expect(isGenerator('    def g():\n        yield 1')).toBe(false);
});

it('has errors within the text, also where a nested block begins with one', () => {
  const text = '  def f(a, b\n    x == = (\n  else y:\n';
  for (const { start, end } of parser.parse(text).errors) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeLessThanOrEqual(text.length);
  }
});

it('gives up on a statement that is data', () => {
  const [first, second] = parser.parse(`data = [${'1, '.repeat(200_000)}]\nx = 1`).body.statements;
  expect(first?.kind).toBe('Broken');
  expect(second).toMatchObject({ kind: 'Assign' });
});
