import { say } from '../../base/message';
import { cellNumber } from '../../base/source-range';
import { type CallReport, type FileReport, type Finding, type Severity, severities } from '../../lint/finding';
import type { CheckedCall, CheckedFile, CheckedFinding, FileProblem } from './check-document';

/** A file of which nothing could be read. */
export function uncheckedFile(path: string, problem: FileProblem): CheckedFile {
  return { path, calls: [], schedulers: 0, findings: [], error: problemText(problem), problem, fixed: 0, diff: null };
}

/** What was found in a file, the severity from which on findings are reported, and what stood in the way. */
export interface FoundInFile {
  readonly report: FileReport;
  readonly severity: Severity;
  readonly problem: FileProblem | null;
}

/** The file's part of the document. */
export function checkedFile(
  path: string,
  { report: { calls, schedulers, findings }, severity, problem }: FoundInFile,
): CheckedFile {
  const least = severities.indexOf(severity);
  return {
    path,
    calls: calls.map(checkedCall),
    schedulers,
    findings: findings.filter((finding) => severities.indexOf(finding.severity) >= least).map(checkedFinding),
    error: problem === null ? null : problemText(problem),
    problem,
    fixed: 0,
    diff: null,
  };
}

function checkedCall({ range, call, optimizer, globalStep, verdict, case: kind, dependents }: CallReport): CheckedCall {
  return {
    line: range.line,
    column: range.column,
    cell: range.cell,
    call,
    optimizer,
    globalStep,
    verdict,
    case: kind,
    dependents: dependents.map(({ kind, range: { line } }) => ({ kind, line })),
  };
}

function checkedFinding({ rule, severity, range, message, related, fixes }: Finding): CheckedFinding {
  // One that another file has a part in is for an editor, which shows both.
  const fix = fixes.find(({ edits }) => edits.every((edit) => edit.range.file === range.file));
  return {
    rule,
    severity,
    line: range.line,
    column: range.column,
    endLine: range.endLine,
    endColumn: range.endColumn,
    cell: range.cell,
    message: say(message),
    related: related.map(({ range: place, message: text }) => ({
      ...(place.file === range.file ? {} : { path: place.file }),
      ...(place.cell === range.cell || place.cell === null ? {} : { cell: place.cell }),
      line: place.line,
      column: place.column,
      message: say(text),
    })),
    fix:
      fix === undefined
        ? null
        : {
            title: say(fix.title),
            safe: fix.safe,
            edits: fix.edits.map(({ range: { line, column, endLine, endColumn }, text }) => ({
              line,
              column,
              endLine,
              endColumn,
              text,
            })),
          },
  };
}

/** A problem as one text: where, what kind, why. */
function problemText({ kind, message, at }: FileProblem): string {
  const place = at === null ? '' : `${at.cell === null ? '' : `cell ${cellNumber(at.cell)}, `}line ${at.line}: `;
  const prefix = { unread: '', syntax: 'syntax error: ', incomplete: '', unwritten: 'cannot be written: ' }[kind];
  return place + prefix + message;
}
