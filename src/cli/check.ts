import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { analyze } from '../analysis/analyze';
import { canMatter } from '../analysis/prefilter';
import { checkFacts } from '../lint/check-facts';
import type { CallReport, FileReport, Finding } from '../lint/finding';
import { rules } from '../lint/registry';
import type { PythonParser } from '../python/parser';
import { findFiles, reasonOf } from './find-files';
import { type CheckOptions, severities } from './options';
import { programFile } from './program-file';
import {
  type CheckDocument,
  type CheckedCall,
  type CheckedFile,
  type CheckedFinding,
  summarize,
} from './report/check-document';
import { type Paint, textLines } from './report/check-text';
import { sarifLog } from './report/sarif';

/** What the command needs of its surroundings. */
export interface CheckHost {
  readonly parser: PythonParser;
  readonly readStandardInput: () => string;
  /** Writes to standard output. */
  readonly print: (text: string) => void;
  readonly paint: Paint;
  readonly version: string;
}

/** Fixes can uncover others; after so many rounds what is left is reported. */
const mostRounds = 10;

/** `global-step check`. Returns the exit status: 0 clean, 1 findings at warning or above, 2 a file could not be read. */
export function runCheck(options: CheckOptions, host: CheckHost): number {
  const started = performance.now();
  const files =
    options.stdinFilename === null
      ? findFiles(options.paths).map(({ path, error }) =>
          error === null ? checkFile(path, options, host) : failed(path, error),
        )
      : [checkInput(options.stdinFilename, options, host)];
  const document: CheckDocument = { version: 1, files, summary: summarize(files, performance.now() - started) };
  report(document, options, host);
  if (files.some(({ error }) => error !== null)) return 2;
  return document.summary.errors + document.summary.warnings > 0 ? 1 : 0;
}

function report(document: CheckDocument, { format }: CheckOptions, { print, paint, version }: CheckHost): void {
  switch (format) {
    case 'json':
      print(`${JSON.stringify(document, null, 2)}\n`);
      return;
    case 'sarif':
      print(`${JSON.stringify(sarifLog(document, rules, version), null, 2)}\n`);
      return;
    case 'text':
      print(`${[...textLines(document, paint)].join('\n')}\n`);
  }
}

function checkFile(path: string, options: CheckOptions, host: CheckHost): CheckedFile {
  try {
    const text = readFileSync(path, 'utf8');
    const found = check(path, text, host);
    if (!options.fix) return checkedFile(path, found, options);
    return checkedFile(path, fixFile(path, text, found, options, host), options);
  } catch (error) {
    return failed(path, reasonOf(error));
  }
}

/** Standard input under a file's name; fixes are not applied to it. */
function checkInput(path: string, options: CheckOptions, host: CheckHost): CheckedFile {
  try {
    return checkedFile(path, check(path, host.readStandardInput(), host), options);
  } catch (error) {
    return failed(path, reasonOf(error));
  }
}

/** Applies fixes until none is left, writes the file whole or not at all, and returns what remains to be said. */
function fixFile(
  path: string,
  text: string,
  found: FileReport,
  { fixUnsafe }: CheckOptions,
  host: CheckHost,
): FileReport {
  let current = text;
  let report = found;
  for (let round = 0; round < mostRounds; round++) {
    const fixed = programFile(path, current).fixed(report.findings, fixUnsafe);
    if (fixed.applied === 0) break;
    current = fixed.text;
    report = check(path, current, host);
  }
  if (current !== text) {
    const temporary = `${path}.global-step-${process.pid}`;
    writeFileSync(temporary, current);
    renameSync(temporary, path);
  }
  return report;
}

function check(path: string, content: string, { parser }: CheckHost): FileReport {
  const { source } = programFile(path, content);
  if (!canMatter(source.text)) return { calls: [], findings: [] };
  return checkFacts(analyze(parser.parse(source.text), source));
}

function failed(path: string, error: string): CheckedFile {
  return { path, calls: [], findings: [], error };
}

function checkedFile(path: string, { calls, findings }: FileReport, { severity }: CheckOptions): CheckedFile {
  const least = severities.indexOf(severity);
  return {
    path,
    calls: calls.map(checkedCall),
    findings: findings.filter((finding) => severities.indexOf(finding.severity) >= least).map(checkedFinding),
    error: null,
  };
}

function checkedCall({ range, call, optimizer, globalStep, verdict, dependents }: CallReport): CheckedCall {
  return {
    line: range.line,
    column: range.column,
    cell: range.cell,
    call,
    optimizer,
    globalStep,
    verdict,
    dependents: dependents.map(({ kind, range: { line } }) => ({ kind, line })),
  };
}

function checkedFinding({ rule, severity, range, message, related, fixes }: Finding): CheckedFinding {
  const [fix] = fixes;
  return {
    rule,
    severity,
    line: range.line,
    column: range.column,
    endLine: range.endLine,
    endColumn: range.endColumn,
    cell: range.cell,
    message,
    related: related.map((place) => ({ line: place.range.line, column: place.range.column, message: place.message })),
    fix:
      fix === undefined
        ? null
        : {
            title: fix.title,
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
