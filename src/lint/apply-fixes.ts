import type { Edit, Finding, Fix } from './finding';

/** A text with the first fix of each finding applied, and how many were. */
export interface FixedText {
  readonly text: string;
  readonly applied: number;
}

/** The first fix of each finding; unsafe ones only where `unsafe` is set. */
export interface ChosenFixes {
  readonly edits: readonly Edit[];
  /** How many fixes they are. */
  readonly applied: number;
}

/** Chooses the first fix of each finding that stays in its file. A fix that touches what an earlier one touches is left for the next round, whole. */
export function chooseFixes(findings: readonly Finding[], unsafe: boolean): ChosenFixes {
  const edits: Edit[] = [];
  const chosen = new Set<string>();
  let applied = 0;
  for (const { fixes, range } of findings) {
    const isHere = (edit: Edit): boolean => edit.range.file === range.file;
    const fix = fixes.find((one) => (one.safe || unsafe) && one.edits.every(isHere));
    if (fix === undefined || fix.edits.some((edit) => edits.some((other) => touches(edit, other)))) continue;
    if (fix.choice !== undefined && chosen.has(fix.choice)) continue;
    if (fix.choice !== undefined) chosen.add(fix.choice);
    edits.push(...fix.edits);
    applied += 1;
  }
  return { edits, applied };
}

/** Applies the first fix of each finding to the text of a file. Exported for tests. */
export function applyFixes(text: string, findings: readonly Finding[], unsafe: boolean): FixedText {
  const { edits, applied } = chooseFixes(findings, unsafe);
  return { text: applyEdits(text, edits), applied };
}

/** Applies edits that do not touch each other. */
export function applyEdits(text: string, edits: Fix['edits']): string {
  const backwards = [...edits].sort((a, b) => b.range.start - a.range.start);
  return backwards.reduce((current, { range, text: replacement }) => {
    return current.slice(0, range.start) + replacement + current.slice(range.end);
  }, text);
}

function touches(a: Edit, b: Edit): boolean {
  return a.range.cell === b.range.cell && a.range.start <= b.range.end && b.range.start <= a.range.end;
}
