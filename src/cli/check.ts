import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { programFile } from '../engine/program-file';
import { type Files, Workspace } from '../engine/workspace';
import { escapeJson } from '../base/escape/terminal';
import { checkFacts } from '../lint/check-facts';
import type { CallReport, FileReport, Finding } from '../lint/finding';
import { rules } from '../lint/registry';
import type { PythonParser } from '../python/parser';
import type { SourceText } from '../python/source-text';
import { findFiles, reasonOf } from './find-files';
import { type CheckOptions, severities } from './options';
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

/** Modules that the checked files import, from the disk. */
const disk: Files = {
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
  read: (path) => readFileSync(path, 'utf8'),
};

/** Fixes can uncover others; after so many rounds what is left is reported. */
const mostRounds = 10;

/** `global-step check`. Returns the exit status: 0 clean, 1 findings at warning or above, 2 a file could not be read. */
export function runCheck(options: CheckOptions, host: CheckHost): number {
  const started = performance.now();
  const files = checkAll(options, host);
  const document: CheckDocument = { version: 1, files, summary: summarize(files, performance.now() - started) };
  report(document, options, host);
  if (files.some(({ error }) => error !== null)) return 2;
  return document.summary.errors + document.summary.warnings > 0 ? 1 : 0;
}

function checkAll(options: CheckOptions, host: CheckHost): CheckedFile[] {
  const workspace = new Workspace(host.parser, disk);
  const inputs = options.stdinFilename === null ? readFiles(options.paths) : [readInput(options.stdinFilename, host)];
  workspace.add(inputs.flatMap(({ source }) => (source === null ? [] : [source])));
  return inputs.map(({ path, text, source, error }) => {
    if (source === null) return failed(path, error);
    try {
      const found = check(source, workspace);
      return checkedFile(
        path,
        options.fix && options.stdinFilename === null ? fixFile(source, text, found, options, workspace) : found,
        options,
      );
    } catch (reason) {
      return failed(path, reasonOf(reason));
    }
  });
}

/** A file as it was read, or why it could not be. */
interface Input {
  readonly path: string;
  readonly text: string;
  readonly source: SourceText | null;
  readonly error: string;
}

function readFiles(paths: readonly string[]): Input[] {
  return findFiles(paths).map(({ path, error }) => {
    if (error !== null) return { path, text: '', source: null, error };
    return readOne(path, () => readFileSync(path, 'utf8'));
  });
}

function readInput(path: string, { readStandardInput }: CheckHost): Input {
  return readOne(path, readStandardInput);
}

function readOne(path: string, read: () => string): Input {
  try {
    const text = read();
    return { path, text, source: programFile(path, text).source, error: '' };
  } catch (error) {
    return { path, text: '', source: null, error: reasonOf(error) };
  }
}

function report(document: CheckDocument, { format }: CheckOptions, { print, paint, version }: CheckHost): void {
  switch (format) {
    case 'json':
      print(`${escapeJson(document, 2)}\n`);
      return;
    case 'sarif':
      print(`${escapeJson(sarifLog(document, rules, version), 2)}\n`);
      return;
    case 'text':
      print(`${[...textLines(document, paint)].join('\n')}\n`);
  }
}

/** Applies fixes until none is left, writes the file whole or not at all, and returns what remains to be said. */
function fixFile(
  source: SourceText,
  text: string,
  found: FileReport,
  { fixUnsafe }: CheckOptions,
  workspace: Workspace,
): FileReport {
  let current = text;
  let report = found;
  for (let round = 0; round < mostRounds; round++) {
    const fixed = programFile(source.file, current).fixed(report.findings, fixUnsafe);
    if (fixed.applied === 0) break;
    current = fixed.text;
    const changed = programFile(source.file, current).source;
    workspace.replace(changed);
    report = check(changed, workspace);
  }
  if (current !== text) {
    const temporary = `${source.file}.global-step-${process.pid}`;
    writeFileSync(temporary, current);
    renameSync(temporary, source.file);
  }
  return report;
}

function check(source: SourceText, workspace: Workspace): FileReport {
  return checkFacts(source.file, workspace.factsOf(source), source.parts);
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
    message,
    related: related.map(({ range: place, message: text }) => ({
      ...(place.file === range.file ? {} : { path: place.file }),
      ...(place.cell === range.cell || place.cell === null ? {} : { cell: place.cell }),
      line: place.line,
      column: place.column,
      message: text,
    })),
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
