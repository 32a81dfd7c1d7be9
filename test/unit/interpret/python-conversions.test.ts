import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { interpret } from '../../../src/interpret/interpret';
import type { Value } from '../../../src/interpret/values';
import { SourceText } from '../../../src/python/source-text';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** What Python made of each expression, by `scripts/python-conversions.py`: "= repr", "~ repr of a library’s float", "! Type: text". */
const rows = JSON.parse(readFileSync('test/data/python-conversions.json', 'utf8')) as readonly (readonly [
  string,
  string,
])[];

/** What is not known here although Python knows it: by the reason that the interpreter gives, and no other. */
const notKnown: readonly RegExp[] = [
  // NumPy lays arrays out in columns.
  /^the text of a (?:numpy\.ndarray|list)$/,
  /^a text with a value in it whose text is not known$/,
  // NumPy refuses None and lists of texts in words of its own.
  /^a int(?:32|64) of this$/,
  // Since Python 3.9, `|` joins dictionaries.
  /^this operation with \|$/,
  /^the string method casefold$/,
  /^an array of whole numbers beyond 2 \*\* 53$/,
  /^this index$/,
  /^the attribute (?:bit_length|__name__)$/,
];

const setup = "import math\nimport numpy as np\nnan = float('nan')\ninf = float('inf')\n";
const setupLines = setup.split('\n').length - 1;

/** Rows that are read as one program: a statement that raises does not keep the next from being read. */
const rowsAtATime = 400;

/** What the interpreter makes of each expression, in the words of the table. */
function read(expressions: readonly string[]): string[] {
  const text = setup + expressions.map((expression, at) => `r${at} = repr(${expression})\n`).join('');
  const source = new SourceText('train.py', text);
  const { names, recorder, limit } = interpret(parser.parse(text), source);
  expect(limit).toBeNull();
  const errors = new Map(recorder.obstacles.map(({ why, span }) => [source.range(span).line, say(why)]));
  return expressions.map((_, at) => shown(names.get(`r${at}`), errors.get(setupLines + 1 + at)));
}

function shown(value: Value | undefined, error: string | undefined): string {
  if (value === undefined) return `! ${error ?? 'nothing'}`;
  return value.kind === 'str' ? `= ${value.value}` : `? ${value.kind === 'unknown' ? say(value.why) : value.kind}`;
}

/** Whether a float is the library's but for its last bit. */
function isNear(found: string, wanted: string): boolean {
  if (!wanted.startsWith('~ ') || !found.startsWith('= ')) return false;
  const [a, b] = [found.slice(2), wanted.slice(2)];
  const bits = new BigInt64Array(Float64Array.of(Number(a), Number(b)).buffer);
  const [first = 0n, second = 0n] = bits;
  return a === b || (first - second <= 1n && second - first <= 1n);
}

describe('conversions of text and numbers', () => {
  const found = Array.from({ length: Math.ceil(rows.length / rowsAtATime) }, (_, at) =>
    read(rows.slice(at * rowsAtATime, (at + 1) * rowsAtATime).map(([expression]) => expression)),
  ).flat();

  it('are Python’s, by value, type and text', () => {
    const wrong = rows.flatMap(([expression, wanted], at) => {
      const result = found[at] ?? '';
      if (result === wanted || isNear(result, wanted)) return [];
      if (result.startsWith('? ') && notKnown.some((reason) => reason.test(result.slice(2)))) return [];
      return [{ expression, found: result, wanted }];
    });
    expect(wrong).toEqual([]);
  });

  it('are known, nearly all of them', () => {
    const unknown = found.filter((result) => result.startsWith('? '));
    expect(rows.length).toBeGreaterThan(4000);
    expect(unknown.length).toBeLessThan(rows.length / 50);
  });
});
