import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pairOf } from '../../../src/plan/counterpart';
import { readPlans } from '../../../src/plan/read-plans';
import { withReadersBeside } from '../../../src/plan/readers-beside';
import { checkText } from '../../helpers/check-text';
import { interpreted } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';
import { stepCaseFolder } from '../../helpers/step-cases';

const parser = await testParser();

function endless(name: string): (boolean | undefined)[] {
  const text = readFileSync(join(stepCaseFolder, `${name}.py`), 'utf8');
  const { calls } = checkText(parser, text);
  const [plan] = withReadersBeside(readPlans('train.py', interpreted(parser, text)), calls);
  if (plan === undefined) throw new Error('no plan');
  return pairOf(plan).map((run) => run.plan.isEndless ?? false);
}

describe('a run that never ends', () => {
  it.each([
    ['loop', [true, false]],
    ['hooks', [true, false]],
    // Its loop waits for the step, which the counterpart does not count.
    ['counted-loop', [false, true]],
    ['passed', [false, false]],
    ['missing', [false, false]],
  ] as const)('is known of each run of %s', (name, expected) => {
    expect(endless(name)).toEqual(expected);
  });
});
