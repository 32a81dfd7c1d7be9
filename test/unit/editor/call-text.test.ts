import { describe, expect, it } from 'vitest';
import { escapeLabel } from '../../../src/base/escape/label';
import { english, type Message, message, say } from '../../../src/base/message';
import { lensTitle } from '../../../src/present/call-text';
import { answerFor } from '../../../src/lint/call-answer';
import { rateText } from '../../../src/base/number-text';
import type { SourceRange } from '../../../src/base/source-range';
import type { CallReport, ReportedReader } from '../../../src/lint/finding';
import type { CallOutlook } from '../../../src/plan/outlook';

const range = { file: 'a.py', cell: null, start: 0, end: 8, line: 9, column: 63, endLine: 9, endColumn: 71 };
const report = {
  range,
  call: 'minimize',
  optimizer: 'AdamOptimizer',
  globalStep: null,
  verdict: 'hint',
  case: 'no-reader',
  fix: null,
  dependents: [],
} as const;
const decay: ReportedReader = {
  kind: 'exponential_decay',
  role: 'schedule',
  range: { ...range, line: 7 },
  atStart: 0.1,
  atEnd: null,
  start: 0,
  isStuck: true,
};
const outlook: CallOutlook = {
  range,
  iterations: 10,
  passesGlobalStep: false,
  case: 'missing',
  verdict: {
    answer: message('rate stays {0}, should end at {1}', '0.1', '0.2'),
    sentence: message('rate never changes'),
    details: [],
    change: null,
  },
  asWritten: null,
  counterpart: null,
};

/** What VS Code is given. */
const label = (said: Message): string => say(said, english, escapeLabel);
const of = (
  changed: Partial<CallReport>,
  known: CallOutlook | null = null,
  mover: SourceRange | null = null,
): string => {
  const call = { ...report, ...changed };
  return label(lensTitle({ ...call, answer: answerFor(call, mover) }, known));
};
const warned = { verdict: 'warning', case: 'missing', dependents: [decay] } as const;

describe('a lens', () => {
  it('says the answer of the program’s reading, where the check does not know better', () => {
    expect(of(warned, outlook)).toBe('$(warning) rate stays 0.1, should end at 0.2');
    expect(of({ ...warned, case: null }, outlook)).toBe('$(warning) rate stays 0.1, should end at 0.2');
    expect(of({ verdict: 'ok', case: 'passed', globalStep: 'step' }, outlook)).toBe('counts step');
  });

  it('says what it knows of the source alone', () => {
    expect(of({})).toBe('nothing here reads a step');
    expect(of(warned)).toBe('$(warning) rate stays 0.1');
    expect(of({ ...warned, dependents: [{ ...decay, atStart: null }] })).toBe('$(warning) rate never changes');
    const elsewhere = { verdict: 'ok', case: 'counted-elsewhere' } as const;
    expect(of(elsewhere)).toBe('the step is incremented, but not here');
    expect(of(elsewhere, null, { ...range, line: 12 })).toBe('counted on line 12');
    expect(of(elsewhere, null, { ...range, cell: 0, line: 2 })).toBe('counted in cell 1 on line 2');
    expect(of({ verdict: 'ok', case: 'passed' })).toBe('counts the global step');
    expect(of({ verdict: 'ok', case: null })).toBe('no global step passed');
    expect(of({ verdict: 'warning', case: 'counted-twice', globalStep: 'x' })).toBe('$(warning) x is counted twice');
  });

  it('says the gravest of what waits for a step', () => {
    const loop: ReportedReader = { ...decay, kind: 'while', role: 'loop', atStart: null };
    expect(of({ ...warned, dependents: [decay, loop] })).toBe('$(warning) the loop never ends');
    // What may still be counted is no consequence.
    expect(of({ ...warned, dependents: [decay, { ...loop, isStuck: false }] })).toBe('$(warning) rate stays 0.1');
  });

  it('has no icon but its own, and no line end, whatever the program is called', () => {
    const given = { verdict: 'ok', case: 'passed', globalStep: 'steps["$(sync~spin)\u202e"]\n' } as const;
    expect(of(given)).toBe('counts steps["\\$(sync~spin)\\u202e"]');
  });
});

describe('rateText', () => {
  it.each([
    [Math.fround(0.1), '0.1'],
    [Math.fround(0.107177346), '0.10718'],
    [Math.fround(1e-7), '1e-7'],
    [0, '0'],
    [100, '100'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'infinity'],
  ])('writes %d as %s', (rate, text) => {
    expect(rateText(rate)).toBe(text);
  });
});
