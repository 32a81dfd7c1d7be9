import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exhaustingFamilies } from '../fuzz/exhausting/all';
import { faultOf, runCapped } from '../fuzz/exhausting/run-one';
import { programOf } from '../fuzz/exhausting/shape';
import { Random } from '../fuzz/random';

// A sample of what `npm run fuzz:run` makes, with the sentence that each ends with. The time is the fuzz command's to look at.
const caps = { seconds: 110, megabytes: 1024 };

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'exhausting-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it.each([
  ['max of range', null],
  ['a membership of range', null],
  ['sample of range', null],
  ['star arguments of range', /a list of \d+ items for y is more than/],
  ['a list comprehension of a counter without end', /a list of 1000001 items for y is more than/],
  ['many of np.zeros', /:4: reading ends here: an array of shape \(1000000,\) for x takes 7.6 MB/],
  ['np.zeros of two axes', /:4: reading ends here: an array of shape \(\d+, \d+\) for x has \d+ elements/],
  ['np.linalg.inv of 2000²', /a product of 16000000000 multiplications for x is more than/],
  ['a list that holds itself twice, sixty times, copied', null],
  ['a list that holds itself twice, sixty times, as a constant', /a list of 1000001 items/],
  ['tower of powers', /a whole number of \d+ digits for x is more than/],
  ['a repeated text', /a text of \d+ characters for x is more than/],
  ['tables', /:4: .*ResourceExhaustedError: t\d+ of shape \(10000, 10000\), with its initial value, takes 763 MB/],
  ['Dataset.range', /a list of 1000001 items for y is more than|takes more than|too large/],
] as const)('%s ends with a sentence, and within memory', async (name, said) => {
  const shape = exhaustingFamilies.flat().find((one) => one.name === name);
  if (shape === undefined) throw new Error(`no shape is named ${name}`);
  const file = join(folder, 'train.py');
  writeFileSync(file, programOf(shape, new Random(1)));
  const outcome = await runCapped([resolve('dist/cli.js'), 'run', file, '--steps', '3'], caps);
  expect(faultOf(outcome, shape.isDeep === true)).toBe(null);
  if (said === null) expect(outcome.status).toBe(0);
  else expect(outcome.stderr).toMatch(said);
});
