import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../src/python/syntax';
import type { Statement } from '../../../src/python/statements';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

const statements = (text: string): readonly Statement[] => parser.parse(text).body.statements;
const only = (text: string): Statement => {
  const all = statements(text);
  expect(all).toHaveLength(1);
  return all[0]!;
};
const value = (text: string): Expression => {
  const statement = only(text);
  if (statement.kind !== 'ExpressionStatement') throw new Error(`${text} is a ${statement.kind}`);
  return statement.value;
};
const name = (text: string) => expect.objectContaining({ kind: 'Name', name: text }) as Expression;
const number = (of: number) => expect.objectContaining({ kind: 'Number', value: of }) as Expression;

describe('expressions', () => {
  it('reads a chained call with its arguments and their extents', () => {
    const text = 'opt.SGD(lr).minimize(loss, global_step=step)';
    const call = value(text);
    if (call.kind !== 'Call' || call.callee.kind !== 'Attribute') throw new Error('no method call');
    expect(call.callee.name).toBe('minimize');
    expect(text.slice(call.callee.nameSpan.start, call.callee.nameSpan.end)).toBe('minimize');
    expect(text.slice(call.argumentsSpan.start, call.argumentsSpan.end)).toBe('(loss, global_step=step)');
    expect(call.arguments.map((argument) => [argument.name, argument.value])).toEqual([
      [null, name('loss')],
      ['global_step', name('step')],
    ]);
  });

  it.each([
    ['"a\\n" \'b\' r"\\n"', 'a\nb\\n'],
    ['u"\\u4e2d\\x41\\101"', '中AA'],
    ['"""x\ny"""', 'x\ny'],
    ['f"{{a}}"', '{a}'],
  ])('reads the string %s', (text, expected) => {
    expect(value(text)).toMatchObject({ kind: 'String', value: expected });
  });

  it.each([
    ['0x1F', 31, 'int'],
    ['1_000', 1000, 'int'],
    ['10L', 10, 'int'],
    ['017', 15, 'int'],
    ['1e-3', 1e-3, 'float'],
    ['.5', 0.5, 'float'],
    ['3.', 3, 'float'],
  ])('reads the number %s', (text, expected, type) => {
    expect(value(text)).toMatchObject({ kind: 'Number', value: expected, type });
  });

  it('reads f-strings with conversions and formats', () => {
    expect(value('f"a{b!r:>4}c"')).toMatchObject({
      kind: 'FormattedString',
      parts: ['a', { value: name('b'), conversion: 'r', format: '>4' }, 'c'],
    });
  });

  it('reads slices, tuples of them, and a one-tuple', () => {
    expect(value('a[1:, ::2]')).toMatchObject({
      kind: 'Subscript',
      index: {
        kind: 'Tuple',
        items: [
          { kind: 'Slice', lower: number(1), upper: null, step: null },
          { kind: 'Slice', lower: null, upper: null, step: number(2) },
        ],
      },
    });
    expect(value('a[1]')).toMatchObject({ index: number(1) });
    expect(value('a[1,]')).toMatchObject({ index: { kind: 'Tuple', items: [number(1)] } });
  });

  it('reads operators', () => {
    expect(value('a < b <= c not in d')).toMatchObject({ kind: 'Comparison', operators: ['<', '<=', 'not in'] });
    expect(value('a <> b')).toMatchObject({ operators: ['!='] });
    expect(value('not -a ** 2 and b or c')).toMatchObject({
      kind: 'Boolean',
      operator: 'or',
      left: { kind: 'Boolean', operator: 'and', left: { kind: 'Unary', operator: 'not' } },
    });
    expect(value('a if t else b')).toMatchObject({ kind: 'Conditional', body: name('a'), test: name('t') });
  });

  it('reads displays, comprehensions and lambdas', () => {
    expect(value('{**a, "b": 1}')).toMatchObject({ kind: 'Dict', entries: [{ key: null }, { value: number(1) }] });
    expect(value('{k: v for k, v in a if k if v for b in c}')).toMatchObject({
      kind: 'Comprehension',
      type: 'dict',
      key: name('k'),
      element: name('v'),
      clauses: [{ conditions: [name('k'), name('v')] }, { target: name('b'), conditions: [] }],
    });
    expect(value('f(x for x in y)')).toMatchObject({
      arguments: [{ value: { kind: 'Comprehension', type: 'generator' } }],
    });
    expect(value('lambda a, *b, c=1, **d: a')).toMatchObject({
      parameters: [
        { name: 'a', role: 'normal' },
        { name: 'b', role: 'args' },
        { name: 'c', role: 'keyword', default: number(1) },
        { name: 'd', role: 'kwargs' },
      ],
    });
  });
});

describe('statements', () => {
  it('reads assignments of every form', () => {
    expect(only('a = b, c = d')).toMatchObject({
      kind: 'Assign',
      targets: [name('a'), { kind: 'Tuple' }],
      value: name('d'),
    });
    expect(only('a += 1')).toMatchObject({ kind: 'AugmentedAssign', operator: '+', value: number(1) });
    expect(only('a: int = 1')).toMatchObject({ kind: 'AnnotatedAssign', value: number(1) });
    expect(only('a = 1,')).toMatchObject({ value: { kind: 'Tuple', items: [number(1)] } });
  });

  it('reads imports', () => {
    expect(only('import a.b as c, d')).toMatchObject({
      names: [
        { name: 'a.b', alias: 'c' },
        { name: 'd', alias: null },
      ],
    });
    expect(only('from ..a.b import c as d, e')).toMatchObject({
      module: 'a.b',
      level: 2,
      names: [{ name: 'c', alias: 'd' }, { name: 'e' }],
    });
    expect(only('from . import (x)')).toMatchObject({ module: '', level: 1, names: [{ name: 'x' }] });
    expect(only('from tensorflow.train import *')).toMatchObject({
      module: 'tensorflow.train',
      names: [{ name: '*' }],
    });
    expect(only('from __future__ import division')).toMatchObject({
      module: '__future__',
      names: [{ name: 'division' }],
    });
  });

  it('reads branches, loops, with and try', () => {
    expect(only('if a:\n  b\nelif c:\n  d\nelse:\n  e')).toMatchObject({
      kind: 'If',
      test: name('a'),
      orElse: { statements: [{ kind: 'If', test: name('c'), orElse: { statements: [{ value: name('e') }] } }] },
    });
    expect(only('for i, x in y:\n  a\nelse:\n  b')).toMatchObject({
      kind: 'For',
      target: { kind: 'Tuple' },
      orElse: { statements: [{}] },
    });
    expect(only('while a: b')).toMatchObject({ kind: 'While', body: { statements: [{ value: name('b') }] } });
    expect(only('with tf.Session() as s, b: c')).toMatchObject({
      items: [{ target: name('s') }, { context: name('b'), target: null }],
    });
    expect(only('try:\n  a\nexcept E as e:\n  b\nexcept F, f:\n  c\nfinally:\n  d')).toMatchObject({
      handlers: [
        { type: name('E'), name: 'e' },
        { type: name('F'), name: 'f' },
      ],
      finally: { statements: [{ value: name('d') }] },
    });
  });

  it('reads definitions with decorators, defaults and bases', () => {
    expect(only('@d(1)\nasync def f(a, (b, c), x: int = 2, *, k): yield a')).toMatchObject({
      kind: 'FunctionDefinition',
      name: 'f',
      isAsync: true,
      isGenerator: true,
      decorators: [{ kind: 'Call' }],
      parameters: [{ name: 'a' }, {}, { name: 'x', default: number(2) }, { name: 'k', role: 'keyword' }],
    });
    expect(only('class A(B, metaclass=C):\n  x = 1')).toMatchObject({
      kind: 'ClassDefinition',
      bases: [{ value: name('B') }, { name: 'metaclass' }],
    });
  });

  it('reads Python 2', () => {
    expect(only('print >>f, "a", b')).toMatchObject({ kind: 'Print', values: [{ kind: 'String' }, name('b')] });
    expect(only('print "x" % a')).toMatchObject({ kind: 'Print' });
    expect(parser.parse('exec "x" in d\nprint a\nraise E, "x"').errors).toEqual([]);
  });
});

describe('what is no Python', () => {
  it('keeps what stands around it', () => {
    const module = parser.parse('a = 1\nb = = (\nc = 3\n');
    expect(module.errors.length).toBeGreaterThan(0);
    expect(module.body.statements[0]).toMatchObject({ kind: 'Assign', targets: [name('a')] });
  });

  it.each([
    ['nothing', ''],
    ['NUL bytes', 'a = 1\0\nb = 2\n\0\0'],
    ['a byte order mark', '\ufeffa = 1\n'],
    ['half a call', 'train = tf.train.GradientDescentOptimizer(0.1).minimize('],
    ['an open string', 'a = """x\nb = 2\n'],
    ['deep brackets', '('.repeat(20_000)],
    ['deep unary operators', `a = ${'-'.repeat(20_000)}1`],
    ['a deep chain', `a = b${'.c'.repeat(20_000)}`],
    ['a lone surrogate', 'a = "\ud800"'],
  ])('does not throw on %s', (_, text) => {
    expect(parser.parse(text).kind).toBe('Module');
  });

  it('counts offsets in UTF-16 units', () => {
    const text = 's = "😀中"; x = 1\r\ny = 2';
    const last = parser.parse(text).body.statements.at(-1);
    expect(text.slice(last?.start, last?.end)).toBe('y = 2');
  });
});

it('reads the samples without an error', () => {
  for (const sample of ['with', 'without']) {
    expect(parser.parse(readFileSync(`media/samples/${sample}_global_step.py`, 'utf8')).errors).toEqual([]);
  }
});
