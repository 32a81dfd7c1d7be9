import type { SourceRange } from '../base/source-range';
import type { Finding } from './finding';

/** Whether two ranges are one place: both stand at the same called name. */
export function isSamePlace(a: SourceRange, b: SourceRange): boolean {
  return a.file === b.file && a.cell === b.cell && a.line === b.line && a.column === b.column;
}

/** Whether a finding is one of a call: it stands at the called name, or tells of a double count in which the call has a part. */
export function isOfCall({ rule, range, related }: Finding, call: SourceRange): boolean {
  if (isSamePlace(range, call)) return true;
  return rule === 'global-step-counted-twice' && related.some((one) => isSamePlace(one.range, call));
}

/** Whether a finding is a problem: a warning or an error. An info and a hint are none. */
export function isProblem({ severity }: Finding): boolean {
  return severity === 'warning' || severity === 'error';
}

/** Whether a call is warned of. */
export function isWarned(call: SourceRange, findings: readonly Finding[]): boolean {
  return findings.some((finding) => isProblem(finding) && isOfCall(finding, call));
}
