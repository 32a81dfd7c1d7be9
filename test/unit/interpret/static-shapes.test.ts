import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { interpreted, plainValue } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();
/** An expression and the static shape that TensorFlow infers for it, null where it has no rank: `scripts/static-shapes.py` asks it. */
const { head, rows } = JSON.parse(readFileSync('test/data/static-shapes.json', 'utf8')) as {
  readonly head: string;
  readonly rows: readonly (readonly [expression: string, shape: readonly (number | null)[] | null])[];
};

it('a static shape is TensorFlow’s, or unknown', () => {
  const wrong: unknown[] = [];
  const known = rows.filter(([expression, shape]) => {
    const text = `import tensorflow as tf\n${head}s = (${expression}).get_shape().as_list()\n`;
    const found = plainValue(interpreted(parser, text).names.get('s'));
    if (found === 'unknown' || found === undefined) return false;
    if (JSON.stringify(found) !== JSON.stringify(shape)) wrong.push([expression, found, shape]);
    return true;
  });
  expect(wrong).toEqual([]);
  expect(known.length / rows.filter(([, shape]) => shape !== null).length).toBeGreaterThan(0.9);
});
