import { expect, it } from 'vitest';
import { planOf } from '../../helpers/plan-of';
import { testParser } from '../../helpers/python-parser';
import { trainOnce } from '../../fuzz/train-once';
import programs from '../../data/library-programs.json';

// What TensorFlow writes in Python itself is written in Python here, too: programs that use it train as in TensorFlow, which computed the
// losses (scripts/library-programs.py), compiled and on the kernels.

const parser = await testParser();

/** The column of the loss. */
const lossAt = 3;

it.each(Object.entries(programs))('%s', (_, { text, losses }) => {
  const plan = planOf(parser, text);
  expect(plan.unresolved).toEqual([]);
  const compiled = trainOnce(plan, true);
  expect(compiled.problem).toBe(null);
  expect(compiled.execution?.kind).toBe('compiled');
  expect(compiled.rows).toHaveLength(losses.length);
  for (const [at, loss] of losses.entries())
    expect(Math.abs((compiled.rows[at]?.[lossAt] ?? Number.NaN) - loss)).toBeLessThan(1e-4 * Math.abs(loss) + 1e-6);
  expect(compiled.rows).toEqual(trainOnce(plan, false).rows);
});
