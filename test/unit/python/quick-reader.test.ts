import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from '@vscode/tree-sitter-wasm';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { LazyDefinition, LazySuite } from '../../../src/python/lazy';
import type { PythonParser } from '../../../src/python/parser';
import { testParser } from '../../helpers/python-parser';

let quick: PythonParser;
let slow: PythonParser;
beforeAll(async () => {
  quick = await testParser();
  slow = await testParser(false);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** What a node shows, whether or not a part of it is lowered on first use. */
function shown(node: object): object {
  if (node instanceof LazySuite) return { start: node.start, end: node.end, statements: node.statements };
  if (!(node instanceof LazyDefinition)) return node;
  const { kind, name, nameSpan, parameters, decorators, body, isAsync, isGenerator, start, end } = node;
  return { kind, name, nameSpan, parameters, decorators, body, isAsync, isGenerator, start, end };
}

/** Syntax as plain data, with what is lowered on first use. A block's comments may count as its own or not. */
function plain(node: unknown, text: string): unknown {
  if (Array.isArray(node)) return node.map((item) => plain(item, text));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(shown(node)).map(([key, value]): [string, unknown] => [
    key,
    key === 'end' && typeof value === 'number' ? endOfCode(text, value) : plain(value, text),
  ]);
  return Object.fromEntries(entries);
}

function endOfCode(text: string, end: number): number {
  let at = end;
  for (;;) {
    const before = text.slice(0, at).trimEnd();
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const comment = /(?:^|\s)#[^'"]*$/.exec(line);
    if (comment === null) return before.length;
    at = before.length - line.length + comment.index;
  }
}

const syntax = (parser: PythonParser, text: string) => plain(parser.parse(text).body.statements, text);

function read(text: string) {
  const parse = vi.spyOn(Parser.prototype, 'parse');
  quick.forget();
  const found = syntax(quick, text);
  const isParsed = parse.mock.calls.length > 0;
  parse.mockRestore();
  return { found, isParsed };
}

const expressions = [
  'a',
  'é',
  'a.b.c',
  'f()',
  'f(a, *b, c=1, **d)',
  'f(x for x in y)',
  'f((yield))',
  'f(a)(b)[c].d',
  'f(\n  a,  # why\n  b,\n)',
  '1',
  '1.',
  '.5',
  '1e-5',
  '1E5',
  '0xFF',
  '0b10',
  '0o17',
  '017',
  '10L',
  '2j',
  '1_000',
  'True',
  'None',
  '...',
  "'a'",
  '"a\\n"',
  "r'\\d'",
  "b'x'",
  "u'x'",
  "'''a\n'b'\n'''",
  '\'a\' "b"',
  "('a'\n 'b')",
  "''",
  "'%s' % x",
  '-1',
  '+a',
  '~a',
  'not a',
  'not not a',
  '-a ** -b',
  'a ** b ** c',
  '-a * b',
  'a - b - c',
  'a + b * c',
  '(a + b) * c',
  'a @ b',
  'a // b % c',
  'a << b >> c',
  'a & b | c ^ d',
  'a < b <= c',
  'a in b',
  'a not in b',
  'a is not b',
  'a is b',
  'a <> b',
  'not a == b',
  'a and b or c',
  'a or b and c',
  'a and not b',
  'a if b else c',
  'a if b else c if d else e',
  'lambda: 0',
  'lambda x, *y, z=1, **k: x + 1',
  'lambda x: a if x else b',
  '()',
  '(a)',
  '(a,)',
  '(a, b)',
  '((a))',
  '[]',
  '[a]',
  '[a, *b,]',
  '{}',
  '{a}',
  '{a, b}',
  '{a: b, **c}',
  "{'a': 1, 'b': [2],}",
  '[x for x in y if z if w]',
  '[x for x, y in z for w in y]',
  '{x for x in y}',
  '{k: v for k, v in z}',
  '(x for x in y)',
  '[(x, y) for x in (1, 2)]',
  'a[0]',
  'a[-1]',
  'a[1:2]',
  'a[:]',
  'a[::2]',
  'a[1:2, ::3]',
  'a[0, :]',
  'a[b,]',
  'a[b][c]',
  'a[f(x):g(y)]',
  'a, b',
  'a,',
  '(a).b',
  'a \\\n + b',
  'match(a)',
  'type(a)',
  'print(a)',
  'print("a" % b)',
];
const statements = [
  ...expressions,
  'x = 1', 'x = y = 1', 'x, y = 1, 2', '(x, y) = z', '[x, y] = z', 'x, = y', 'x.y = 1', 'x[0] = 1', 'x[a:b] = c', 'a, *b = c', 'x = 1,', 'x = yield', 'x = yield a, b',
  'x += 1', 'x **= 2', 'x //= 2', 'x <<= 1', 'x |= y', 'x.y -= 1, 2', 'x: int', 'x: int = 1', 'x.y: List[int] = []', 'x = lambda: 0',
  'del a', 'del a, b[0]', 'assert a', "assert a, 'b'", 'pass', 'global a', 'global a, b', 'nonlocal a', 'raise', 'raise A', "raise A('b')", 'raise A from b', "raise A, 'b'",
  'import a', 'import a.b', 'import a.b as c, d', 'from a import b', 'from a.b import c as d, e', 'from a import (b,\n c as d,\n)', 'from a import *', 'from . import a', 'from ..a import b', 'from ...a.b import c', 'from __future__ import division',
  'a; b', 'a = 1; b = 2;', "print 'a'", 'print a, b', 'print "a" % b', 'print a.b(c)',
  'if a: b', 'if a: b; c', 'if a:\n  b\nelse:\n  c', 'if a:\n  b\nelif c:\n  d\nelif e: f\nelse:\n  g', 'if a:\n  if b:\n    c\n  else:\n    d', 'if a:\n  # why\n  b\n  # because\nelse:\n  c  # c',
  'while a:\n  b\n  break\nelse:\n  c', 'for x in y:\n  continue', 'for x, y in z:\n  a\nelse:\n  b', 'for (x, y) in z: a', 'for x in 1, 2: a', 'for x.y in z: a',
  'with a: b', 'with a as b:\n  c', 'with a as b, c as d.e:\n  f', 'with a(), b(c): d',
  'try:\n  a\nexcept:\n  b', 'try:\n  a\nexcept B:\n  c\nexcept (D, E) as e:\n  f\nelse:\n  g\nfinally:\n  h', 'try:\n  a\nexcept B, b:\n  c', 'try: a\nfinally: b',
  'def f(): pass', 'def f(a, b=1, *c, d, e=2, **f):\n  return', 'def f(a: int, *b: int, c: str = "d", **e: int) -> T:\n  return a, b', 'def f(a, *, b):\n  yield a', 'def f(a, /, b):\n  def g():\n    yield\n  return g', 'def f():\n  """Doc."""\n  return 1,\n',
  'class A: pass', 'class A():\n  x = 1', 'class A(B, metaclass=C):\n  def f(self): pass\n\n  def g(self):\n    pass', '@a\ndef f(): pass', '@a.b(c)\n@d\nclass E(F):\n  pass', 'class A:\n  @property\n  def f(self):\n    return self.g',
]; // prettier-ignore

describe('read without the parser, to what the parser reads', () => {
  it.each(statements)('%j', (text) => {
    const { found, isParsed } = read(text);
    expect(isParsed).toBe(false);
    expect(found).toEqual(syntax(slow, text));
  });

  it.each(expressions.filter((text) => !text.includes('yield')))('within brackets and a function: %j', (text) => {
    const whole = `def f(x):\n    y = g(\n        (${text}),\n        1)\n    return y\n`;
    const { found } = read(whole);
    expect(found).toEqual(syntax(slow, whole));
  });
});

const left = [
  'f"{a}"', 'x = f(', 'x = = 1', 'if a b', 'f() = 1', 'x + = 1', '(a) = 1', 'async def f(): pass', 'await x', 'exec "a"', 'print >>f, a', 'print', 'match a:\n  case 1: b', 'a = b c', "'a", 'x = (1, 2', '1 if a', 'f(a b)',
  'if a:\n  b\n c', 'if a:', 'def f(a, (b, c)): pass', 'return *a, b', '[x for x in 1, 2]', 'x := 1', 'f(a=1 for a in b)', 'a not b', 'lambda x: (yield', 'with (a as b, c as d): e', 'x = $', 'a?', '`a`', 'else: b', 'x = [1, 2\ny = 3', 'class f x: pass', 'def f(a b): pass', 'try:\n  a', 'a == not b', '1x', '0x', 'for x y in z: a', 'import a b', 'from import a', 'from a import',
  `x = ${'('.repeat(100)}1${')'.repeat(100)}`, `x = ${'a + '.repeat(300)}1`, `x = a${'.b'.repeat(300)}`,
]; // prettier-ignore

it.each(left)('leaves to the parser: %j', (text) => {
  const { found, isParsed } = read(text);
  expect(isParsed).toBe(true);
  expect(found).toEqual(syntax(slow, text));
});

it('leaves to the parser only the statement that it does not understand', () => {
  const lines = Array.from({ length: 50 }, (_, index) => `x${index} = f(${index})`);
  lines[25] = 'x25 = (yes no)';
  const parse = vi.spyOn(Parser.prototype, 'parse');
  quick.forget();
  const { statements: found } = quick.parse(lines.join('\n')).body;
  expect(parse.mock.calls.map(([text]) => text)).toEqual(expect.arrayContaining(['x25 = (yes no)']));
  expect(parse.mock.calls.every(([text]) => text === 'x25 = (yes no)')).toBe(true);
  expect(found.filter(({ kind }) => kind === 'Assign').length).toBeGreaterThanOrEqual(49);
});

const folders = ['media/samples', 'test/fixtures'];
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .map((name) => join(folder, name)),
);

it.each(files)('reads %s as the parser does', (file) => {
  const text = readFileSync(file, 'utf8');
  expect(read(text).found).toEqual(syntax(slow, text));
});

/** Numbers that the seed decides. */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * limit);
  };
}

const typings = ['x', '\n', '"', '"""', '(', ')', ':', ' = f(1)\n', '    ', '\n\ndef g(a=1, *b):\n    yield a.b(c)\n', '# why', ';', 'if a:\n    b\n', '\nx = f"{a.b(c)!r:>{d}} {e}"\n', '\nasync def g():\n    await h(f"{a}")\n', '\nprint >>f, a[1:2]\n', '\nif f"{a}":\n    b(c=1)\n', '\nx = (yield a, lambda b=1: c)\n', '']; // prettier-ignore

it.each(files.filter((_, index) => index % 6 === 0))('reads %s again after each of many edits', (file) => {
  const random = randomFrom(file.length);
  const original = readFileSync(file, 'utf8');
  let text = original;
  let module = quick.parse(text);
  for (let edit = 0; edit < 60; edit++) {
    const at = random(text.length);
    text = text.slice(0, at) + typings[random(typings.length)]! + text.slice(at + (random(3) === 0 ? random(40) : 0));
    if (random(12) === 0) text = original;
    module = quick.parseEdited(text, module);
    const fresh = quick.parse(text);
    expect(module.comments).toEqual(fresh.comments);
    // Now and then only a part is read before the next edit.
    if (random(3) > 0) expect(exact(module.body.statements)).toEqual(exact(fresh.body.statements));
    else exact(module.body.statements.slice(0, random(10)));
  }
  expect(exact(module.body)).toEqual(exact(quick.parse(text).body));
});

it('keeps what stands before an edit and moves what stands behind it', () => {
  const lines = Array.from({ length: 30 }, (_, index) => `x${index} = f(${index})`);
  const before = quick.parse(lines.join('\n'));
  const { statements: old } = before.body;
  const after = quick.parseEdited(
    lines.map((line, index) => (index === 10 ? 'y = longer(than, before)' : line)).join('\n'),
    before,
  );
  expect(after.body.statements[5]).toBe(old[5]);
  expect(after.body.statements[10]).not.toBe(old[10]);
  expect(after.body.statements[20]).toBe(old[20]);
});

it('moves what only the parser reads, too, where no block is in it', () => {
  const lines = ['a = 1', 'print(f"{a.b} and {c(d)}")', 'e: int = f(1)', 'if f"{a}":', '    b', 'g = 1'];
  const before = quick.parse(lines.join('\n'));
  const { statements: old } = before.body;
  const after = quick.parseEdited(['a = 100', ...lines.slice(1)].join('\n'), before);
  expect([1, 2, 3, 4].map((index) => after.body.statements[index] === old[index])).toEqual([true, true, false, true]);
  expect(exact(after.body.statements)).toEqual(
    exact(quick.parse(['a = 100', ...lines.slice(1)].join('\n')).body.statements),
  );
});

/** Syntax as plain data, every place as it is. */
function exact(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(exact);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(shown(node)).map(([key, value]) => [key, exact(value)]));
}
