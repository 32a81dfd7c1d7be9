import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { interpreted, plainValue } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();
/** A program of sessions and assignments, and what its names hold in the end: `scripts/counters.py` asks TensorFlow. */
type Row = readonly [text: string, held: Readonly<Record<string, unknown>>];
const rows = JSON.parse(readFileSync('test/data/counters.json', 'utf8')) as readonly Row[];

it('what a session gives of assigned variables is TensorFlow’s number, or unknown', () => {
  let [known, all] = [0, 0];
  const wrong: unknown[] = [];
  for (const [text, held] of rows) {
    const { names } = interpreted(parser, `import tensorflow as tf\n${text}`);
    for (const [name, expected] of Object.entries(held)) {
      const value = plainValue(names.get(name));
      all += 1;
      if (value === 'unknown' || value === undefined) continue;
      known += 1;
      // TensorFlow multiplies by the reciprocal of a constant divisor, and its powers err by a bit: they may round otherwise.
      if (/v \/ |\/ [23]|pow/.test(text) && isNear(value, expected)) continue;
      const same = typeof value === 'number' && !Number.isFinite(value) ? spelt(value) : value;
      if (!Object.is(same, expected) && JSON.stringify(same) !== JSON.stringify(expected))
        wrong.push([text, name, value, expected]);
    }
  }
  expect(wrong).toEqual([]);
  expect(known / all).toBeGreaterThan(0.5);
});

/** As Python writes what is no finite number. */
const spelt = (value: number): string => (Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf');

/** Whether fractions differ by a bit of a float32 at most: whole numbers are the same or wrong. */
const isNear = (value: unknown, expected: unknown): boolean =>
  typeof value === 'number' &&
  typeof expected === 'number' &&
  !Number.isInteger(expected) &&
  Math.abs(value - expected) <= 2e-7 * Math.abs(expected);
