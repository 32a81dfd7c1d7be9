// Fixes applied round after round: one can uncover another, and two that are proven one by one need not go together.
import { counted } from '../base/counted';
import type { FileReport, Finding } from './finding';
import { isProblem } from './of-call';

/** What can be checked and fixed: a program's text, or a file's bytes. */
export interface Fixable<Text> {
  readonly check: (text: Text) => FileReport;
  /** A text with the first fix of each of some findings, and how many fixes that are; the text itself where there is none. */
  readonly fix: (text: Text, findings: readonly Finding[]) => { readonly text: Text; readonly applied: number };
}

/** A text after all rounds, what is left to say of it, and how many fixes were applied. */
export interface FixedInRounds<Text> {
  readonly text: Text;
  readonly report: FileReport;
  readonly applied: number;
}

/** After so many rounds what is left is reported. */
const mostRounds = 20;

/**
 * Applies the fixes of all findings, until none is left. Where those of a round make a rule warn more often than before (two calls that are passed
 * the same step count twice), the first of them alone is applied.
 */
export function fixInRounds<Text>(start: Text, { check, fix }: Fixable<Text>): FixedInRounds<Text> {
  let [text, report, applied] = [start, check(start), 0];
  for (let round = 0; round < mostRounds; round++) {
    let next = fix(text, report.findings);
    if (next.applied === 0) break;
    let after = check(next.text);
    if (next.applied > 1 && warnsMore(after, report)) {
      next = firstFix(text, report.findings, fix) ?? next;
      after = check(next.text);
    }
    [text, report, applied] = [next.text, after, applied + next.applied];
  }
  return { text, report, applied };
}

function firstFix<Text>(
  text: Text,
  findings: readonly Finding[],
  fix: Fixable<Text>['fix'],
): ReturnType<Fixable<Text>['fix']> | null {
  for (const finding of findings) {
    const fixed = fix(text, [finding]);
    if (fixed.applied > 0) return fixed;
  }
  return null;
}

/** Whether any rule has a warning or an error more than before. Exported for tests. */
export function warnsMore(now: FileReport, before: FileReport): boolean {
  const known = warningsOf(before);
  return [...warningsOf(now)].some(([rule, count]) => count > (known.get(rule) ?? 0));
}

function warningsOf({ findings }: FileReport): Map<string, number> {
  const grave = findings.filter(isProblem);
  return counted(grave.map(({ rule }) => rule));
}
