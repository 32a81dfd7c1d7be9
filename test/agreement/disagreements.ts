import { say as sayMessage, verbatim } from '../../src/base/message';
import type { SourceRange } from '../../src/base/source-range';
import type { CaseKind } from '../../src/case/step-case';
import type { FileReport } from '../../src/lint/finding';
import { isOfCall } from '../../src/lint/of-call';
import { caseOf } from '../../src/plan/case-of';
import type { CallOutlook } from '../../src/plan/outlook';
import type { TrainingPlan } from '../../src/plan/training-plan';

/** What the checker and the run say differently of one training call. */
export interface Disagreement {
  readonly about: 'call' | 'optimizer' | 'step' | 'case' | 'rate';
  readonly line: string;
  readonly check: string;
  readonly run: string;
}

/** Rules that speak of how a call's steps are counted, by the case that they speak of. */
const ruleOfCase: Partial<Record<CaseKind, RegExp>> = {
  missing: /^minimize-without-global-step$|^anonymous-global-step$/,
  'counted-twice': /^global-step-counted-twice$/,
  'other-step': /^other-global-step$|^anonymous-global-step$/,
  'not-a-variable': /^global-step-is-a-number$/,
};

/** Where a report and the plans of the same program disagree; calls that only one of them sees are counted by their line. */
export function disagreementsOf(
  { calls, findings }: FileReport,
  plans: readonly TrainingPlan[],
  outlooks: readonly CallOutlook[],
): { readonly compared: number; readonly disagreements: readonly Disagreement[] } {
  const disagreements: Disagreement[] = [];
  let compared = 0;
  const seen = new Set<string>();
  for (const plan of plans) {
    const key = placeOf(plan.call);
    if (seen.has(key)) continue;
    seen.add(key);
    const report = calls.find(({ range }) => placeOf(range) === key);
    const say = (about: Disagreement['about'], check: string, run: string): void => {
      disagreements.push({ about, line: key, check, run });
    };
    if (report === undefined) {
      say('call', 'nothing', 'a train op');
      continue;
    }
    compared += 1;
    const optimizer = plan.entries
      .filter(({ label }) => label.text === 'optimizer')
      .map(({ value }) => sayMessage(value))[0];
    if (report.optimizer !== null && optimizer !== undefined && report.optimizer !== optimizer)
      say('optimizer', report.optimizer, optimizer);
    if ((report.globalStep !== null) !== plan.passesGlobalStep)
      say('step', report.globalStep ?? 'none', plan.passesGlobalStep ? 'passed' : 'none');
    const rules = findings.filter((finding) => isOfCall(finding, report.range)).map(({ rule }) => rule);
    const { kind, readers } = caseOf(plan);
    const wanted = ruleOfCase[kind];
    // The program that prints its step alone has no reader that the checker warns for.
    const isRead = readers.some((reader) => reader.kind !== 'Session.run');
    if (report.case !== null && report.case !== kind && (isRead || kind !== 'missing')) say('case', report.case, kind);
    if (report.case === kind && wanted !== undefined && isRead && !rules.some((rule) => wanted.test(rule)))
      say('case', `${kind}, but no finding`, kind);
    if (report.case === null && wanted !== undefined && isRead) say('case', `not known (${report.verdict})`, kind);
    const stays = /rate stays ([\d.e+-]*\d)/.exec(
      sayMessage(findings.find(({ range }) => placeOf(range) === key)?.message ?? verbatim('')),
    )?.[1];
    const outlook = outlooks.find(({ range }) => placeOf(range) === key);
    if (stays !== undefined && outlook !== undefined && outlook.asWritten !== null && kind === 'missing') {
      const rate = outlook.asWritten.start.rate;
      if (Math.abs(Number(stays) - rate) > 1e-3 * Math.abs(rate)) say('rate', stays, String(rate));
    }
  }
  return { compared, disagreements };
}

function placeOf({ cell, line, column }: SourceRange): string {
  return `${cell === null ? '' : `cell ${cell}, `}${line}:${column}`;
}
