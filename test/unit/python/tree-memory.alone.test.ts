import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Language, Parser, type Tree, type TreeCursor } from '@vscode/tree-sitter-wasm';
import { beforeAll, expect, it } from 'vitest';
import { Grammar } from '../../../src/python/grammar';
import {
  fieldShift,
  missingFlag,
  namedFlag,
  nodeSize,
  type ParserMemory,
  TreeReader,
} from '../../../src/python/tree-memory';

let parser: Parser;
let grammar: Grammar;
let reader: TreeReader;

beforeAll(async () => {
  const folder = dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm'));
  const options = { wasmBinary: readFileSync(join(folder, 'tree-sitter.wasm')), locateFile: (file: string) => file };
  await Parser.init(options);
  const language = await Language.load(readFileSync(join(folder, 'tree-sitter-python.wasm')));
  parser = new Parser();
  parser.setLanguage(language);
  grammar = new Grammar(language);
  reader = new TreeReader(options as unknown as ParserMemory, grammar);
});

interface Row {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly field: number;
  readonly isNamed: boolean;
  readonly isMissing: boolean;
  readonly size: number;
}

/** What tree-sitter itself answers, asked node by node. */
function asked(cursor: TreeCursor, rows: Row[] = []): Row[] {
  const { nodeType: type } = cursor;
  if (type === 'comment' || type === 'line_continuation') return rows;
  const at = rows.length;
  const row = {
    type,
    start: cursor.startIndex,
    end: cursor.endIndex,
    field: cursor.currentFieldId,
    isNamed: cursor.nodeIsNamed,
    isMissing: cursor.nodeIsMissing,
  };
  rows.push({ ...row, size: 0 });
  if (cursor.gotoFirstChild()) {
    do asked(cursor, rows);
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  rows[at] = { ...row, size: rows.length - at };
  return rows;
}

function read(tree: Tree): Row[] {
  const { cells } = reader.read(tree);
  return Array.from({ length: cells.length / nodeSize }, (_, index) => {
    const at = index * nodeSize;
    const head = cells[at]!;
    return {
      type: grammar.typeName(head & 0xffff),
      start: cells[at + 1]!,
      end: cells[at + 2]!,
      field: (head >> fieldShift) & 0xff,
      isNamed: (head & namedFlag) !== 0,
      isMissing: (head & missingFlag) !== 0,
      size: (cells[at + 3]! - at) / nodeSize,
    };
  });
}

const everything = `# -*- coding: utf-8 -*-
"""A program, with most of the grammar."""
from __future__ import print_function
import os.path as p, sys
from . import (a, b as c)
from x import *
@d.e(1)
async def f(a, (b, c), *args, k: int = 2, **kw) -> int:
    global g
    x, *y = 1, 2; z = a = lambda q, *r: q if r else None
    del x[0], y.z
    return await x, (yield y)
class A(B, metaclass=C):
    "doc"
    def m(self): pass
    n: int = 3
if a and not b or c <> d is not e: x += -1 ** 2 // 3 \\
    - 4
elif x[1:2, ::3, ...]: raise E, "x"
else:
    with open("f") as h, i: print >>h, "a" "b", f"{a!r:>{w}} {b}"
for i, j in {1: 2, **k}.items():  # a comment
    while True: break
    else: continue
try:
    assert {1, 2}, [i for i in x if i for j in i]
except (A, B) as e: pass
except C, d: exec "x" in y
finally:
    print "x", \`y\`
match x:
    case {"a": [1, *b]} | C(d=e): (n := 0)
é = "😀" + u'中' if 0777L else b"\\x00"
`;

it.each([
  ['nothing', ''],
  ['most of the grammar', everything],
  ['most of the grammar, twice as long', everything.repeat(2)],
  ['half of it', everything.slice(0, everything.length / 2)],
  ['it without its closing brackets', everything.replaceAll(')', '')],
  ['it without its line breaks', everything.replaceAll('\n', ' ')],
  ['it with Windows line breaks', everything.replaceAll('\n', '\r\n')],
  ['deep brackets', `x = ${'['.repeat(300)}${']'.repeat(300)}`],
  ['a long chain', `a${'.b(c)'.repeat(200)}`],
  ['a sample', readFileSync('media/samples/with_global_step.py', 'utf8')],
])('reads from memory what tree-sitter answers: %s', (_, text) => {
  const tree = parser.parse(text)!;
  const cursor = tree.walk();
  const rows = asked(cursor);
  expect(read(tree)).toEqual(rows);
  expect(reader.read(tree).isSound).toBe(!tree.rootNode.hasError);
  cursor.delete();
  tree.delete();
});

it('reads on when the memory has grown', () => {
  const long = everything.repeat(400);
  const tree = parser.parse(long)!;
  const rows = read(tree);
  expect(rows[0]).toMatchObject({ type: tree.rootNode.type, end: long.length });
  expect(rows).toHaveLength(
    tree.rootNode.descendantCount - count(long, 'a comment') - count(long, 'coding') - count(long, '\\\n'),
  );
  tree.delete();
});

it('cuts off what nests deeper than can be lowered', () => {
  const tree = parser.parse('['.repeat(5000) + ']'.repeat(5000))!;
  const rows = read(tree);
  expect(rows.length).toBeLessThan(5000);
  expect(rows.some(({ type }) => type === 'ERROR')).toBe(true);
  expect(reader.read(tree).isSound).toBe(false);
  tree.delete();
});

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
