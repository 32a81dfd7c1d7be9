import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isOfCall } from '../../../src/lint/of-call';
import { withLevels } from '../../../src/lint/settings/levels';
import { checkText } from '../../helpers/check-text';
import { testParser } from '../../helpers/python-parser';

const doubled = 'global-step-counted-twice';

it('a double count is of each of its calls, whatever the levels', async () => {
  const parser = await testParser();
  const report = checkText(parser, readFileSync('test/fixtures/kinds/two-runs-in-a-pass.py', 'utf8'));
  const told = report.findings.filter(({ rule }) => rule === doubled);
  expect(told).toHaveLength(1);
  expect(report.calls).toHaveLength(2);
  for (const { range } of report.calls) expect(told.some((finding) => isOfCall(finding, range))).toBe(true);
  const verdicts = (level: 'default' | 'off' | 'warning'): string[] =>
    withLevels(report, [{ select: null, ignore: null, rules: new Map([[doubled, level]]) }]).calls.map(
      ({ verdict }) => verdict,
    );
  expect(verdicts('default')).toEqual(['warning', 'warning']);
  expect(verdicts('warning')).toEqual(['warning', 'warning']);
  expect(verdicts('off')).toEqual(['ok', 'ok']);
});
