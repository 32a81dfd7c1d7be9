import { say } from '../base/message';
import { dirname } from 'node:path';
import { canMatter, mayTrain } from '../analysis/meaning/prefilter';
import { folderOf } from '../engine/module-paths';
import { nothingToReport, Workspace } from '../engine/workspace';
import { escapeJson } from '../base/escape/terminal';
import { filesByPath } from '../files/disk-files';
import { removeLeftovers } from '../files/replace-file';
import { rules } from '../lint/registry';
import type { PythonParser } from '../python/parser';
import { Fixer } from './fix-file';
import { commandRoots, isTooWide, nameOfPath } from './command-roots';
import { findInputs, type Input, standardInput } from './inputs';
import type { CheckOptions } from './options';
import { incompleteProblemOf, problemOf, syntaxProblemOf } from './problem';
import { type CheckDocument, type CheckedFile, type FileProblem, summarize } from './report/check-document';
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
  const { stdinFilename, paths } = options;
  const inputs = stdinFilename === null ? findInputs(paths) : [standardInput(stdinFilename, host.readStandardInput)];
  const workspace = new Workspace(host.parser, filesByPath());
  workspace.begin({ roots: commandRoots(stdinFilename === null ? paths : [stdinFilename]), unsaved: [] });
  // Who imports whom is known before the first file is checked. Their texts are not kept: few of them hold anything to check.
  const noted = inputs.map((input) => note(workspace, input));
  const check = new InputCheck(workspace, options);
  if (check.fixes) for (const folder of new Set(inputs.map(({ path }) => dirname(path)))) removeLeftovers(folder);
  return noted.map(({ input, problem, isWorthChecking: isWorth }) => {
    if (problem !== null) return uncheckedFile(input.path, problem);
    if (!isWorth) return checkedFile(input.path, nothingToReport, options.severity, null);
    try {
      return check.run(input);
    } catch (error) {
      return uncheckedFile(input.path, problemOf(error));
    }
  });
}

interface NotedInput {
  readonly input: Input;
  readonly problem: FileProblem | null;
  /** Of thousands of files below a folder, nothing is read beyond what tells that they do not train. */
  readonly isWorthChecking: boolean;
}

function note(workspace: Workspace, input: Input): NotedInput {
  if (input.problem !== null) return { input, problem: input.problem, isWorthChecking: false };
  try {
    const source = input.source();
    // What came by standard input is nowhere else.
    if (input.isGiven) workspace.openSource(source);
    const isWorthChecking = workspace.note(source) || input.isNamed;
    return { input, problem: null, isWorthChecking };
  } catch (error) {
    return { input, problem: problemOf(error), isWorthChecking: false };
  }
}

/** The check of one file of the command after another. */
class InputCheck {
  readonly fixes: boolean;
  private readonly fixer: Fixer;

  constructor(
    private readonly workspace: Workspace,
    private readonly options: CheckOptions,
  ) {
    this.fixes = options.fix && options.stdinFilename === null;
    // A text that is fixed takes the place of the file's for all that is checked from here on.
    this.fixer = new Fixer(options.fixUnsafe, (source) => workspace.check(workspace.openSource(source)).report);
  }

  /** Throws what stands in the way of reading the file. */
  run(input: Input): CheckedFile {
    const { path, isNamed } = input;
    const { severity } = this.options;
    const own = this.workspace.programOf(nameOfPath(path));
    const isTraining = mayTrain(own.source.text);
    // Who names a file has not named those that import it.
    if (isNamed && isTraining) this.findImporters(own.source.file);
    const found = this.workspace.check(own).report;
    const broken = isNamed || canMatter(own.source.text) ? syntaxProblemOf(own) : null;
    // What is no Python at one place may mean something else at another: it is not for a machine to change.
    if (broken !== null) return checkedFile(path, found, severity, broken);
    const { report: left, problem } =
      this.fixes && found.findings.length > 0 ? this.fixer.fix(input.read(), found) : { report: found, problem: null };
    return checkedFile(path, left, severity, problem ?? incompleteProblemOf(left));
  }

  private findImporters(file: string): void {
    const root = this.workspace.modules.sharedRootOf(file);
    if (root === null || isTooWide(root)) this.workspace.prepareFolder(folderOf(file));
    else this.workspace.prepareRoot(root);
  }
}

function report(document: CheckDocument, { format }: CheckOptions, { print, paint, version }: CheckHost): void {
  switch (format) {
    case 'json':
      print(`${escapeJson(document, 2)}\n`);
      return;
    case 'sarif': {
      const described = rules.map(({ id, summary }) => ({ id, summary: say(summary) }));
      print(`${escapeJson(sarifLog(document, described, version), 2)}\n`);
      return;
    }
    case 'text':
      print(`${[...textLines(document, paint)].join('\n')}\n`);
  }
}
