import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/message';
import { readOutlook } from '../../../src/plan/outlook';
import { checkText } from '../../helpers/check-text';
import { interpreted } from '../../helpers/interpreted';
import { testParser } from '../../helpers/python-parser';

const parser = await testParser();

const folder = 'media/kinds';
const answers: Readonly<Record<string, string>> = {
  'counted_twice.py': 'counts 2 an iteration: the decay ends at 20 of 40',
  'moving_average.py': 'shadow decay stays 0.1, should end at 0.85',
  'piecewise.py': 'rate 0.1 to 0.01 over 100 steps',
  'saver.py': 'every checkpoint is saved as step 0',
  'warm_up.py': 'rate stays 0, should end at 0.1',
};

describe('the samples', () => {
  it('are all told of', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(answers));
  });

  it.each(Object.entries(answers))('%s shows what it is there for', (name, answer) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const [call] = readOutlook(name, interpreted(parser, text), checkText(parser, text)).calls;
    expect(call === undefined ? null : say(call.verdict.answer)).toBe(answer);
  });
});
