import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { interpreted, plainValue } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

/** Lines that leave a value in r, and what scikit-learn left there: `scripts/scikit-learn.py`. */
const { head, rows } = JSON.parse(readFileSync('test/data/scikit-learn.json', 'utf8')) as {
  readonly head: string;
  readonly rows: readonly (readonly [text: string, value: unknown])[];
};

/** The same value: fractions to the rounding of the type that they are in. */
function isSame(value: unknown, wanted: unknown, closeness: number): boolean {
  if (Array.isArray(value) && Array.isArray(wanted))
    return value.length === wanted.length && value.every((item, at) => isSame(item, wanted[at], closeness));
  if (typeof value !== 'number' || typeof wanted !== 'number') return value === wanted;
  return Math.abs(value - wanted) <= closeness * Math.max(1, Math.abs(wanted));
}

it.each(rows)('%s', (text, wanted) => {
  const value = plainValue(interpreted(parser, head + text).names.get('r'));
  const closeness = /\bF\b/.test(text) ? 1e-6 : 1e-12;
  expect(isSame(value, wanted, closeness), JSON.stringify({ value, wanted })).toBe(true);
});

it('what is not known makes a scaler that is not', () => {
  const { names, recorder } = interpreted(
    parser,
    `import stranger\n${head}s = StandardScaler().fit(stranger.rows)\nr = s.transform(X)\nq = preprocessing.Normalizer()`,
  );
  expect([plainValue(names.get('r')), plainValue(names.get('q'))]).toEqual(['unknown', 'unknown']);
  expect(recorder.obstacles).toEqual([]);
});
