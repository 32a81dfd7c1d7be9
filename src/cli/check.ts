import { dirname } from 'node:path';
import type { SourceModule } from '../analysis/walk/program';
import { say } from '../base/message';
import type { FileReport } from '../lint/finding';
import type { SourceText } from '../python/source-text';
import { canMatter, mayTrain } from '../analysis/meaning/prefilter';
import { folderOf } from '../engine/module-paths';
import { nothingToReport, Workspace } from '../engine/workspace';
import { filesByPath } from '../files/disk-files';
import { removeLeftovers } from '../files/replace-file';
import { rules } from '../lint/registry';
import { isRuleOrFramework } from '../lint/rule-groups';
import type { PythonParser } from '../python/parser';
import { withLevels } from '../lint/settings/levels';
import type { ProjectSettings } from '../lint/settings/project-settings';
import { Fixer } from './fix-file';
import { commandRoots, isTooWide, nameOfPath } from './command-roots';
import { findInputs, type Input, standardInput } from './inputs';
import { type CheckOptions, UsageError } from './options';
import { Projects } from './projects';
import { incompleteProblemOf, problemOf, syntaxProblemOf } from './problem';
import { type CheckDocument, type CheckedFile, type FileProblem, summarize } from './report/check-document';
import type { Paint } from './report/check-text';
import { checkedFile, uncheckedFile } from './report/checked-file';
import { diffText, reportText } from './report/report-text';

/** What the command needs of its surroundings. */
export interface CheckHost {
  readonly parser: PythonParser;
  readonly readStandardInput: () => Uint8Array;
  /** Writes to standard output. */
  readonly print: (text: string) => void;
  /** Writes a line to standard error. */
  readonly warn: (line: string) => void;
  readonly paint: Paint;
  readonly version: string;
}

/**
 * `global-step check`. Returns the exit status: 0 clean, 1 findings at warning or above, 2 a file or a project's settings could not be read.
 * Throws a UsageError for a rule that there is not.
 */
export function runCheck(options: CheckOptions, host: CheckHost): number {
  const started = performance.now();
  const unknown = [...(options.select ?? []), ...(options.ignore ?? [])].find((name) => !isRuleOrFramework(name));
  if (unknown !== undefined) throw new UsageError(`'${unknown}' is not a rule: \`global-step rule\` lists them`);
  const projects = new Projects();
  const files = checkFreshly(options, host, projects);
  const document: CheckDocument = { version: 1, files, summary: summarize(files, performance.now() - started) };
  for (const problem of projects.problems) host.warn(`global-step: ${problem}`);
  const described = rules.map(({ id, summary }) => ({ id, summary: say(summary) }));
  host.print(
    options.diff ? diffText(document, host.paint) : reportText(document, options.format, { ...host, rules: described }),
  );
  if (files.some(({ error }) => error !== null) || projects.problems.length > 0) return 2;
  if (options.exitZero) return 0;
  if (options.diff) return files.some(({ diff }) => diff !== null) ? 1 : 0;
  return document.summary.errors + document.summary.warnings > 0 ? 1 : 0;
}

/** A fix says something of files that were checked before it: with `--fix`, what is reported is what a fresh check of the same paths says. */
function checkFreshly(options: CheckOptions, host: CheckHost, projects: Projects): CheckedFile[] {
  const fixed = checkAll(options, host, projects);
  if (options.diff || fixed.every((file) => file.fixed === 0)) return fixed;
  return checkAll({ ...options, fix: false }, host, projects).map((file, index) => {
    const before = fixed[index];
    if (before === undefined) return file;
    const { diff, error, problem } = before;
    const own = problem?.kind === 'unwritten' ? { error, problem } : {};
    return { ...file, fixed: before.fixed, diff, ...own };
  });
}

function checkAll(options: CheckOptions, host: CheckHost, projects: Projects): CheckedFile[] {
  const { stdinFilename, paths } = options;
  const found = stdinFilename === null ? findInputs(paths) : [standardInput(stdinFilename, host.readStandardInput)];
  // A file that is named itself is checked whatever its project says.
  const inputs = found.filter(({ path, isNamed }) => isNamed || !projects.isExcluded(path));
  const workspace = new Workspace(host.parser, filesByPath());
  workspace.begin({ roots: commandRoots(stdinFilename === null ? paths : [stdinFilename]), unsaved: [] });
  // Who imports whom is known before the first file is checked. Their texts are not kept: few of them hold anything to check.
  const noted = inputs.map((input) => note(workspace, input));
  const check = new InputCheck(workspace, options, projects);
  if (check.fixes) for (const folder of new Set(inputs.map(({ path }) => dirname(path)))) removeLeftovers(folder);
  return noted.map(({ input, problem, isWorthChecking: isWorth }) => {
    if (problem !== null) return uncheckedFile(input.path, problem);
    if (!isWorth) return checkedFile(input.path, { report: nothingToReport, severity: 'hint', problem: null });
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
    private readonly projects: Projects,
  ) {
    this.fixes = options.fix && options.stdinFilename === null;
    this.fixer = new Fixer({ isUnsafe: options.fixUnsafe, isDiff: options.diff });
  }

  /** Throws what stands in the way of reading the file. */
  run(input: Input): CheckedFile {
    const { path, isNamed } = input;
    const project = this.projects.settingsOf(path);
    const severity = this.options.severity ?? project?.severity ?? 'hint';
    const own = this.workspace.programOf(nameOfPath(path));
    const isTraining = mayTrain(own.source.text);
    // Who names a file has not named those that import it.
    if (isNamed && isTraining) this.findImporters(own.source.file);
    const reportOf = this.leveled(project);
    const found = reportOf(own);
    const broken = isNamed || canMatter(own.source.text) ? syntaxProblemOf(own) : null;
    // What is no Python at one place may mean something else at another: it is not for a machine to change.
    if (broken !== null) return checkedFile(path, { report: found, severity, problem: broken });
    if (!this.fixes || found.findings.length === 0)
      return checkedFile(path, { report: found, severity, problem: incompleteProblemOf(found) });
    // A text that is fixed takes the place of the file's for all that is checked from here on.
    const check = (text: SourceText): FileReport => reportOf(this.workspace.openSource(text));
    const { report: left, problem, fixed, diff } = this.fixer.fix(input.read(), found, check);
    return {
      ...checkedFile(path, { report: left, severity, problem: problem ?? incompleteProblemOf(left) }),
      fixed,
      diff,
    };
  }

  /** What is found in a program, with the levels that its project and the options give the rules. */
  private leveled(project: ProjectSettings | null): (program: SourceModule) => FileReport {
    const select = this.options.select ?? project?.select ?? null;
    const ignore = this.options.ignore ?? project?.ignore ?? null;
    const rules = project?.rules ?? new Map<string, never>();
    const check = (program: SourceModule): FileReport => this.workspace.check(program).report;
    if (select === null && ignore === null && rules.size === 0) return check;
    return (program) => withLevels(check(program), [{ select, ignore, rules }]);
  }

  private findImporters(file: string): void {
    const root = this.workspace.modules.sharedRootOf(file);
    if (root === null || isTooWide(root)) this.workspace.prepareFolder(folderOf(file));
    else this.workspace.prepareRoot(root);
  }
}
