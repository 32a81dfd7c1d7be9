import { escapeWorkflowMessage, escapeWorkflowProperty } from '../../base/escape/github';
import { markup, type Markup } from '../../base/escape/markup';
import { escapeJson, escapeTerminal } from '../../base/escape/terminal';
import { cellNumber } from '../../base/source-range';
import type { CheckFormat } from '../options';
import type { CheckDocument, CheckedFile, CheckedFinding } from './check-document';
import { type Paint, textLines } from './check-text';
import { placeText } from './place';
import { type RuleDescription, sarifLog } from './sarif';

/** What the formats need beside the document. */
export interface ReportContext {
  readonly paint: Paint;
  readonly rules: readonly RuleDescription[];
  readonly version: string;
}

/** All that `check` prints, in one of its formats. */
export function reportText(
  document: CheckDocument,
  format: CheckFormat,
  { paint, rules, version }: ReportContext,
): string {
  switch (format) {
    case 'json':
      return `${escapeJson(document, 2)}\n`;
    case 'sarif':
      return `${escapeJson(sarifLog(document, rules, version), 2)}\n`;
    case 'github':
      return document.files.flatMap(workflowCommands).map(line).join('');
    case 'junit':
      return `<?xml version="1.0" encoding="UTF-8"?>\n${junitReport(document).source}\n`;
    case 'text':
    case 'concise':
      return [...textLines(document, paint, format === 'concise')].map(line).join('');
  }
}

/** What fixes would change, as unified diffs, and what stood in the way. */
export function diffText({ files, summary }: CheckDocument, paint: Paint): string {
  const diffs = files.flatMap(({ diff }) => diff ?? []);
  const fixed = files.reduce((sum, file) => sum + file.fixed, 0);
  const broken = files.filter(({ problem }) => problem !== null);
  const withProblems = broken.map((file) => ({ ...file, findings: [], fixed: 0 }));
  const problems = [...textLines({ version: 1, files: withProblems, summary }, paint)].slice(0, -1);
  const closing = `${fixed} ${fixed === 1 ? 'fix' : 'fixes'} in ${diffs.length} ${diffs.length === 1 ? 'file' : 'files'}`;
  return [...diffs.map(diffLines), ...[...problems, closing].map(line)].join('');
}

/** A diff for a terminal: its lines as they are, without what a terminal would take for commands. */
function diffLines(diff: string): string {
  return diff.split('\n').map(escapeTerminal).join('\n');
}

function line(text: string): string {
  return `${text}\n`;
}

const commands = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

/** A file's findings as workflow commands of GitHub Actions, which shows them at the lines of a pull request. */
function workflowCommands({ path, findings, problem, error }: CheckedFile): string[] {
  const file = escapeWorkflowProperty(path);
  const place = problem?.at ?? null;
  const at = place === null || place.cell !== null ? '' : `,line=${place.line},col=${place.column}`;
  const told = error === null ? [] : [`::error file=${file}${at},title=global-step::${escapeWorkflowMessage(error)}`];
  const found = findings.map(({ rule, severity, line: first, endLine, column, endColumn, cell, message }) => {
    // A notebook's cells have lines of their own, and its file others.
    const range = cell === null ? `,line=${first},endLine=${endLine},col=${column},endColumn=${endColumn}` : '';
    const inCell =
      cell === null
        ? message
        : `${placeText('cell', { line: first, column, cell: null })} of cell ${cellNumber(cell)}: ${message}`;
    const title = escapeWorkflowProperty(`global-step (${rule})`);
    return `::${commands[severity]} file=${file}${range},title=${title}::${escapeWorkflowMessage(inCell)}`;
  });
  return [...told, ...found];
}

/** One test suite a file, one failed case a finding; a file without findings is a case that passed. Format: the JUnit schema of Jenkins. */
function junitReport({ files, summary }: CheckDocument): Markup {
  const failures = summary.errors + summary.warnings + summary.infos + summary.hints;
  const errors = files.filter(({ error }) => error !== null).length;
  const cases = files.reduce((sum, file) => sum + casesOf(file), 0);
  return markup`<testsuites name="global-step" tests="${cases}" failures="${failures}" errors="${errors}">${files.map(suite)}
</testsuites>`;
}

function casesOf({ findings, error }: CheckedFile): number {
  return Math.max(1, findings.length + (error === null ? 0 : 1));
}

function suite(file: CheckedFile): Markup {
  const { path, findings, error } = file;
  const broken =
    error === null
      ? []
      : [
          markup`
    <testcase classname="${path}" name="read"><error message="${error}"/></testcase>`,
        ];
  const clean =
    findings.length === 0 && error === null
      ? [
          markup`
    <testcase classname="${path}" name="global-step"/>`,
        ]
      : [];
  return markup`
  <testsuite name="${path}" tests="${casesOf(file)}" failures="${findings.length}" errors="${broken.length}">${broken}${clean}${findings.map((finding) => failure(path, finding))}
  </testsuite>`;
}

function failure(path: string, finding: CheckedFinding): Markup {
  const { rule, severity, message } = finding;
  const place = placeText(path, finding);
  return markup`
    <testcase classname="${path}" name="${rule} ${place}"><failure type="${severity}" message="${message}">${place}: ${message}</failure></testcase>`;
}
