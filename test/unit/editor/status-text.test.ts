import { describe, expect, it } from 'vitest';
import { message, say } from '../../../src/base/message';
import type { CallReport, Finding, Severity } from '../../../src/lint/finding';
import type { CheckGap } from '../../../src/present/check-gap';
import { statusOf, type StatusText } from '../../../src/present/status-text';

const range = { file: 'a.py', cell: null, start: 0, end: 8, line: 9, column: 63, endLine: 9, endColumn: 71 };
const call: CallReport = {
  range,
  call: 'minimize',
  optimizer: null,
  globalStep: 'step',
  verdict: 'ok',
  case: 'passed',
  answer: message('counts {0}', 'step'),
  fix: null,
  dependents: [],
};
const finding = (severity: Severity): Finding => ({
  rule: 'growing-decay',
  severity,
  range,
  message: message('rate never changes'),
  related: [],
  fixes: [],
});
const whole: CheckGap = { incomplete: null, broken: null };
const cutShort: CheckGap = { ...whole, incomplete: { message: message('invalid syntax'), range: null } };

const status = (severities: readonly Severity[], gap = whole, calls = [call]): [string, StatusText['goesTo']] => {
  const { text, goesTo } = statusOf({ calls, findings: severities.map(finding) }, gap);
  return [say(text), goesTo];
};

describe('the status bar', () => {
  it('counts warnings and errors as problems', () => {
    expect(status(['warning'])).toEqual(['$(warning) Global Step: 1 problem', 'problem']);
    expect(status(['error', 'info', 'warning'])).toEqual(['$(warning) Global Step: 2 problems', 'problem']);
  });

  it('counts neither an info nor a hint as one', () => {
    expect(status(['info', 'hint'])).toEqual(['$(graph-line) Global Step: 1 training call', 'training']);
  });

  it('says what was not checked, and leads there', () => {
    expect(status(['info'], cutShort)).toEqual(['$(warning) Global Step: 1 training call · incomplete check', 'gap']);
    expect(status([], cutShort, [])).toEqual(['$(warning) Global Step: incomplete check', 'gap']);
  });
});
