import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { interpreted, plainValue } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();
/** A program, and what its array and the view of it hold in the end: `scripts/numpy-views.py` asks NumPy. */
type Row = readonly [text: string, a: unknown, v: unknown];
const rows = JSON.parse(readFileSync('test/data/numpy-views.json', 'utf8')) as readonly Row[];

it('a write reaches what shares the array’s memory, or leaves it unknown', () => {
  let known = 0;
  const wrong: unknown[] = [];
  for (const [text, a, v] of rows) {
    const { names } = interpreted(parser, `import numpy as np\n${text}\n`);
    const held = ['a', 'v'].map((name) => plainValue(names.get(name)));
    held.forEach((value, at) => {
      if (value === 'unknown') return;
      known += 1;
      if (JSON.stringify(value) !== JSON.stringify([a, v][at])) wrong.push([text, 'av'[at], value, [a, v][at]]);
    });
  }
  expect(wrong).toEqual([]);
  expect(known / (2 * rows.length)).toBeGreaterThan(0.7);
});
