import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { canMatter } from '../analysis/meaning/prefilter';
import { type Files, Workspace } from '../engine/workspace';
import { escapeJson } from '../base/escape/terminal';
import { readProgramText } from '../files/read-file';
import { removeLeftovers } from '../files/replace-file';
import { checkFacts } from '../lint/check-facts';
import type { FileReport } from '../lint/finding';
import { rules } from '../lint/registry';
import type { PythonParser } from '../python/parser';
import type { SourceText } from '../python/source-text';
import { Fixer } from './fix-file';
import { readInput, type ReadInput, readInputs } from './inputs';
import type { CheckOptions } from './options';
import { incompleteProblemOf, problemOf, syntaxProblemOf } from './problem';
import { type CheckDocument, type CheckedFile, summarize } from './report/check-document';
import { type Paint, textLines } from './report/check-text';
import { checkedFile, uncheckedFile } from './report/checked-file';
import { sarifLog } from './report/sarif';

/** What the command needs of its surroundings. */
export interface CheckHost {
  readonly parser: PythonParser;
  readonly readStandardInput: () => Uint8Array;
  /** Writes to standard output. */
  readonly print: (text: string) => void;
  readonly paint: Paint;
  readonly version: string;
}

/** Modules that the checked files import, from the disk. */
const disk: Files = {
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
  read: (path) => readProgramText(path),
};

/** `global-step check`. Returns the exit status: 0 clean, 1 findings at warning or above, 2 a file could not be read. */
export function runCheck(options: CheckOptions, host: CheckHost): number {
  const started = performance.now();
  const files = checkAll(options, host);
  const document: CheckDocument = { version: 1, files, summary: summarize(files, performance.now() - started) };
  report(document, options, host);
  if (files.some(({ error }) => error !== null)) return 2;
  return document.summary.errors + document.summary.warnings > 0 ? 1 : 0;
}

function checkAll(options: CheckOptions, { parser, readStandardInput }: CheckHost): CheckedFile[] {
  const { stdinFilename, fixUnsafe, severity } = options;
  const inputs = stdinFilename === null ? readInputs(options.paths) : [readInput(stdinFilename, readStandardInput)];
  const workspace = new Workspace(parser, disk);
  workspace.add(inputs.flatMap(({ source }) => (source === null ? [] : [source])));
  const check = (source: SourceText): FileReport => checkFacts(source.file, workspace.factsOf(source), source.parts);
  let fixer: Fixer | null = null;
  if (options.fix && stdinFilename === null) {
    for (const folder of new Set(inputs.map(({ path }) => dirname(path)))) removeLeftovers(folder);
    fixer = new Fixer(fixUnsafe, (source) => {
      workspace.replace(source);
      return check(source);
    });
  }
  return inputs.map((input) => {
    if (input.source === null) return uncheckedFile(input.path, input.problem);
    try {
      const found = check(input.source);
      const broken = isRead(input, options) ? syntaxProblemOf(parser, input.source) : null;
      // What is no Python at one place may mean something else at another: it is not for a machine to change.
      if (broken !== null) return checkedFile(input.path, found, severity, broken);
      const { report, problem } = fixer?.fix(input, found) ?? { report: found, problem: null };
      return checkedFile(input.path, report, severity, problem ?? incompleteProblemOf(report));
    } catch (error) {
      return uncheckedFile(input.path, problemOf(error));
    }
  });
}

/**
 * Whether a file's syntax is looked at: it may train, or was named itself. Of thousands of other files below a folder, nothing is read
 * beyond what tells that they do not train.
 */
function isRead({ path, source }: ReadInput, { paths, stdinFilename }: CheckOptions): boolean {
  return path === stdinFilename || paths.includes(path) || canMatter(source.text);
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
