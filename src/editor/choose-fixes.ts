import type { Edit, Finding, Fix } from '../lint/finding';

/**
 * The fixes that can be applied together without asking: the first safe one of each finding, but for one that touches what an earlier
 * one touches. That one is left, whole, for the next round.
 */
export function chooseFixes(findings: readonly Finding[]): Fix[] {
  const chosen: Fix[] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find(({ safe }) => safe);
    if (fix !== undefined && !chosen.some((other) => collide(fix, other))) chosen.push(fix);
  }
  return chosen;
}

function collide(a: Fix, b: Fix): boolean {
  return a.edits.some((edit) => b.edits.some((other) => touches(edit, other)));
}

function touches({ range: a }: Edit, { range: b }: Edit): boolean {
  return a.file === b.file && a.cell === b.cell && a.start <= b.end && b.start <= a.end;
}
