import { describe, expect, it } from 'vitest';
import { escapeLabel } from '../../../src/base/escape/label';
import { english, type Message, say } from '../../../src/base/message';
import { cellTitle, lensTitle, outcomeOf } from '../../../src/present/call-text';
import { rateText } from '../../../src/base/number-text';
import type { CallReport } from '../../../src/lint/finding';
import type { CallOutlook } from '../../../src/plan/outlook';
import { sampleCurve } from '../../../src/schedules/curve';

const range = { file: 'a.py', cell: null, start: 0, end: 8, line: 9, column: 63, endLine: 9, endColumn: 71 };
const report: CallReport = {
  range,
  call: 'minimize',
  optimizer: 'AdamOptimizer',
  globalStep: null,
  verdict: 'hint',
  case: 'no-reader',
  dependents: [],
};
const decay = { kind: 'exponential_decay', range: { ...range, line: 7 } };

function outlook(passesGlobalStep: boolean, rateAt: (step: number) => number, iterations: number): CallOutlook {
  const counted = sampleCurve(rateAt, iterations);
  const frozen = sampleCurve(() => rateAt(0), iterations);
  return {
    range,
    iterations,
    passesGlobalStep,
    case: passesGlobalStep ? 'passed' : 'missing',
    asWritten: passesGlobalStep ? counted : frozen,
    counterpart: passesGlobalStep ? frozen : counted,
  };
}
const halving = (step: number): number => Math.fround(0.1 * 0.5 ** (step / 3000));

/** What VS Code is given. */
const label = (said: Message): string => say(said, english, escapeLabel);

const outcomeText = (of: CallOutlook): string | null => {
  const outcome = outcomeOf(of);
  return outcome === null ? null : say(outcome);
};

describe('a lens', () => {
  it('says the outcome in numbers', () => {
    const warned = { ...report, verdict: 'warning', case: 'missing', dependents: [decay] } as const;
    expect(label(lensTitle(warned, outlook(false, halving, 20_000)))).toBe(
      '$(warning) no global step passed, but exponential_decay on line 7 reads one: ' +
        'rate 0.1 for all 20,000 steps; with the step it would end at 0.0009843',
    );
    const right = { ...report, verdict: 'ok', case: 'passed', globalStep: 'step', dependents: [decay] } as const;
    expect(label(lensTitle(right, outlook(true, halving, 3000)))).toBe(
      'counts step: rate from 0.1 to 0.05 over 3,000 steps',
    );
  });

  it('says what it knows without numbers', () => {
    expect(label(lensTitle(report, null))).toBe('no global step; nothing here reads one');
    expect(label(lensTitle({ ...report, verdict: 'ok', case: 'counted-elsewhere' }, null))).toBe(
      'global step counted elsewhere',
    );
    expect(label(lensTitle({ ...report, verdict: 'ok', case: 'passed' }, null))).toBe('counts the global step');
    expect(label(lensTitle({ ...report, verdict: 'ok', case: null }, null))).toBe('no global step passed');
    expect(label(lensTitle({ ...report, verdict: 'warning' }, null))).toBe('$(warning) no global step passed');
    expect(label(lensTitle({ ...report, verdict: 'warning', globalStep: 'x' }, null))).toMatch(
      /^\$\(warning\) global step: x/,
    );
  });

  it('says of another cell or file that it is one', () => {
    const warned = (of: Partial<typeof range>) =>
      label(
        lensTitle(
          {
            ...report,
            verdict: 'warning',
            case: 'missing',
            dependents: [{ kind: 'cosine_decay', range: { ...range, ...of } }],
          },
          null,
        ),
      );
    expect(warned({ line: 3 })).toMatch(/cosine_decay on line 3 reads one$/);
    expect(warned({ file: 'file:///a%20b/rates.py' })).toMatch(/cosine_decay in rates\.py, line 9, reads one$/);
    const cells = {
      ...report,
      range: { ...range, cell: 2 },
      verdict: 'warning',
      case: 'missing',
      dependents: [decay],
    } as const;
    expect(label(lensTitle(cells as unknown as CallReport, null))).toMatch(/on line 7 of another cell reads one$/);
  });

  it('has no icon but its own, and no line end, whatever the program is called', () => {
    const given = { ...report, verdict: 'ok', case: 'passed', globalStep: 'steps["$(sync~spin)\u202e"]\n' } as const;
    expect(label(lensTitle(given, null))).toBe('counts steps["\\$(sync~spin)\\u202e"]');
    const elsewhere = { ...range, file: 'file:///a/$(bug)%0a%ff.py' };
    const warned = {
      ...report,
      verdict: 'warning',
      case: 'missing',
      dependents: [{ kind: 'decay', range: elsewhere }],
    } as const;
    expect(label(lensTitle(warned, null))).toMatch(/^\$\(warning\) .* in \\\$\(bug\)%0a%ff\.py, line 9, reads one$/);
  });

  it('is shorter below a cell', () => {
    const warned = { ...report, verdict: 'warning', case: 'missing', dependents: [decay] } as const;
    expect(label(cellTitle(warned, outlook(false, halving, 20_000)))).toBe(
      '$(warning) no global step: rate 0.1 for all 20,000 steps; with the step it would end at 0.0009843',
    );
    expect(label(cellTitle(warned, null))).toBe(label(lensTitle(warned, null)));
  });

  it('has no outcome where the step changes no rate', () => {
    expect(outcomeText(outlook(true, () => 0.1, 100))).toBeNull();
    expect(outcomeText(outlook(false, () => 0.1, 100))).toBeNull();
  });

  it('has one where a rate comes back to where it was', () => {
    expect(outcomeText(outlook(true, (step) => (step === 50 ? 1 : 0.5), 100))).toBe(
      'rate from 0.5 to 0.5 over 100 steps',
    );
  });

  it('counts one step as one', () => {
    expect(outcomeText(outlook(false, (step) => 1 / (1 + step), 1))).toBe(
      'rate 1 for its only step; with the step it would end at 0.5',
    );
  });
});

describe('rateText', () => {
  it.each([
    [Math.fround(0.1), '0.1'],
    [Math.fround(0.107177346), '0.1072'],
    [Math.fround(1e-7), '1e-7'],
    [0, '0'],
    [100, '100'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'infinity'],
  ])('writes %d as %s', (rate, text) => {
    expect(rateText(rate)).toBe(text);
  });
});
