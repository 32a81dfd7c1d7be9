import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { settled } from '../../../src/interpret/read-value';
import type { Value } from '../../../src/interpret/values';
import { interpreted, plainValue } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** A program, and what NumPy 2 makes of its last line; what NumPy 1 makes of it stands third where that differs: `scripts/narrow-types.py`. */
type Row = readonly [program: string, result: string, ofNumpy1?: string];
const rows = JSON.parse(readFileSync('test/data/narrow-types.json', 'utf8')) as readonly Row[];

/** Rows that are read as one program: a statement that raises does not keep the next from being read. */
const rowsAtATime = 100;

/** What the interpreter makes of each row, in the words of the table; "?" and a reason where it is not known. */
function read(part: readonly Row[]): string[] {
  const lines = ['import numpy as np'];
  const ends = part.map(([program], at) => {
    const own = program.split('\n');
    lines.push(...own.slice(0, -1), `r${at} = ${own.at(-1) ?? ''}`);
    return { first: lines.length - own.length + 1, last: lines.length };
  });
  const { names, recorder, limit } = interpreted(parser, lines.join('\n'));
  expect(limit).toBeNull();
  const errors = recorder.obstacles.map(({ why, span }) => ({ line: recorder.source.range(span).line, why: say(why) }));
  return ends.map(({ first, last }, at) => {
    const error = errors.find(({ line }) => line >= first && line <= last);
    return shown(names.get(`r${at}`), error?.why);
  });
}

function shown(given: Value | undefined, error: string | undefined): string {
  if (error !== undefined) return `! ${error.replace(/:.*/, '')}`;
  const value = given === undefined ? undefined : settled(given);
  if (value === undefined || value.kind === 'unknown') return `? ${value === undefined ? '' : say(value.why)}`;
  const type = value.kind === 'array' ? value.array.dtype : 'dtype' in value ? (value.dtype ?? value.kind) : value.kind;
  const plain = value.kind === 'int' ? (value.exact ?? value.value) : plainValue(value);
  const isBool = type === 'bool' && value.kind === 'array';
  return `${type} ${text(isBool ? truths(plain) : plain)}`;
}

function truths(plain: unknown): unknown {
  return Array.isArray(plain) ? plain.map(truths) : plain === 1;
}

function text(plain: unknown): string {
  if (Array.isArray(plain)) return `[${plain.map(text).join(', ')}]`;
  return typeof plain === 'number' || typeof plain === 'bigint' ? String(plain) : JSON.stringify(plain);
}

/** The table's text with numbers as JavaScript writes them. */
function normal(result = ''): string {
  return result.replace(/-?(?:\d+(?:\.\d+)?(?:e[-+]?\d+)?|Infinity)(?=[\],]|$)/g, (number) => {
    const value = Number(number);
    return Number.isInteger(value) && !Number.isSafeInteger(value) && !number.includes('.') ? number : String(value);
  });
}

/** Whether a float is the library's but for its last bits. */
function isNear(found: string, wanted: string): boolean {
  const [a, b] = [found.split(/[ ,[\]]+/), wanted.split(/[ ,[\]]+/)];
  if (a.length !== b.length || a[0] !== b[0] || a[0]?.startsWith('float') !== true) return false;
  const error = a[0] === 'float32' ? 1.2e-7 : 4e-16;
  return a.every((part, at) => {
    const other = b[at] ?? '';
    return part === other || Math.abs(Number(part) - Number(other)) <= error * Math.abs(Number(other));
  });
}

/** NumPy's bools and its scalars of 64 bits are Python's own numbers here where nothing tells them apart. */
function alike(result = ''): string {
  return result.replace(/^(?:int64|int) (?=[^[])/, 'int ').replace(/^(?:float64|float) (?=[^[])/, 'float ');
}

describe('integers of 8 to 64 bits', () => {
  const found = Array.from({ length: Math.ceil(rows.length / rowsAtATime) }, (_, at) =>
    read(rows.slice(at * rowsAtATime, (at + 1) * rowsAtATime)),
  ).flat();

  it('are NumPy’s, or unknown', () => {
    const wrong = rows.flatMap(([program, ...results], at) => {
      const result = found[at] ?? '';
      if (result.startsWith('? ')) return [];
      const isRight = results.some(
        (wanted) => alike(result) === alike(normal(wanted)) || isNear(result, normal(wanted)),
      );
      return isRight ? [] : [{ program, found: result, wanted: results }];
    });
    expect(wrong).toEqual([]);
  });

  it('are unknown where NumPy 1 gives another number', () => {
    const value = (result: string): string => normal(result).replace(/^\w+ /, '');
    const taken = rows.flatMap(([program, two, one = two], at) =>
      one === two ||
      value(one) === value(two) ||
      isNear(`float ${value(one)}`, `float ${value(two)}`) ||
      found[at]?.startsWith('? ')
        ? []
        : [{ program, found: found[at], two, one }],
    );
    expect(taken).toEqual([]);
  });

  it('are known, nearly all on which both agree', () => {
    const agreed = rows.flatMap(([, , one], at) => (one === undefined ? [found[at] ?? ''] : []));
    expect(agreed.length).toBeGreaterThan(3000);
    expect(agreed.filter((result) => result.startsWith('? ')).length).toBeLessThan(agreed.length / 20);
  });
});
