import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { DType } from '../../../src/base/dtype';
import { arrayText } from '../../../src/interpret/text/array-text';

/** Arrays as dtype, shape, elements in Python's words, and how NumPy 2.4 prints them: `scripts/array-text.py`. */
const rows = JSON.parse(readFileSync('test/data/array-text.json', 'utf8')) as readonly (readonly [
  DType,
  readonly number[],
  readonly string[],
  string,
])[];
const names: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
]);

it('prints arrays as NumPy does', () => {
  const wrong: unknown[] = [];
  const unknown: string[] = [];
  for (const [dtype, shape, elements, printed] of rows) {
    const data = Float64Array.from(elements.map((text) => names.get(text) ?? Number(text)));
    const text = arrayText({ dtype, shape, data });
    if (text === null) unknown.push(`${dtype} of shape (${shape.join(', ')}): ${printed.split('\n')[0] ?? ''}`);
    else if (text !== printed) wrong.push([dtype, shape, text, printed]);
  }
  expect(wrong).toEqual([]);
  expect(unknown).toEqual([]);
});
