import * as vscode from 'vscode';
import { canMatter } from '../../analysis/meaning/prefilter';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { FileReport } from '../../lint/finding';
import type { EngineThread } from '../engine/engine-thread';
import { withLevels } from '../../lint/settings/levels';
import { translated } from '../host/localize';
import { notify } from '../host/notify';
import type { ProgramChecker } from '../programs/program-checker';
import { notebookProgram } from '../programs/programs';
import type { RuleDocs } from '../diagnostics/rule-docs';
import type { SettingsReader } from '../host/settings-reader';
import { workspaceView } from '../programs/targets';
import { WorkspaceResults } from './workspace-results';

/** What the check needs. */
export interface WorkspaceCheckServices {
  readonly engine: EngineThread;
  readonly checker: ProgramChecker;
  readonly settings: SettingsReader;
  readonly docs: RuleDocs;
  readonly log: vscode.LogOutputChannel;
}

const include = '**/*.{py,ipynb}';
const skipped = ['.git', '.ipynb_checkpoints', 'node_modules', '.venv', 'venv', '__pycache__', 'site-packages'];
const exclude = `{${skipped.map((folder) => `**/${folder}/**`).join(',')}}`;
/** A larger file is data. */
const largestBytes = 8_000_000;
const longestCheckMs = 30_000;
/** So many files are read at once; a cancel is honoured after as many at the latest. */
const batchSize = 64;
const ascii = new TextDecoder('latin1');

/** Checks the Python files and notebooks of every folder of the window. Open files have their own diagnostics; these are of the others. */
export class WorkspaceCheck implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly results: WorkspaceResults;
  private isRunning = false;

  constructor(private readonly services: WorkspaceCheckServices) {
    const { checker, settings, docs } = services;
    this.results = this.owned.add(new WorkspaceResults(checker, settings, docs));
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** Checks, unless it does already, and says what it found. */
  async run(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    try {
      const options = {
        location: vscode.ProgressLocation.Notification,
        title: translated('Checking the workspace for global step problems'),
        cancellable: true,
      };
      const told = await vscode.window.withProgress(options, (progress, token) => this.check(progress, token));
      this.tell(told);
    } catch (error) {
      this.services.log.error('the workspace could not be checked', error);
      void notify('error', translated('Global Step: the workspace could not be checked; the log says why.'));
    } finally {
      this.isRunning = false;
    }
  }

  private async check(
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<WorkspaceResult> {
    const files = await this.findFiles(token);
    this.results.clear();
    const result: WorkspaceResult = { files: 0, findings: 0, isCancelled: false };
    const abort = new AbortController();
    token.onCancellationRequested(() => {
      abort.abort();
    });
    for (let first = 0; first < files.length; first += batchSize) {
      const batch = files.slice(first, first + batchSize);
      // A file system's answer takes milliseconds, whoever waits: many are asked for at once.
      const found = await Promise.all(batch.map((uri) => this.checkFile(uri, abort.signal)));
      if (token.isCancellationRequested) return { ...result, isCancelled: true };
      result.findings += found.reduce((sum, count) => sum + count, 0);
      result.files += batch.length;
      progress.report({
        message: `${result.files} of ${files.length} files, ${result.findings} ${result.findings === 1 ? 'problem' : 'problems'}`,
        increment: (100 * batch.length) / files.length,
      });
    }
    return { ...result, isCancelled: token.isCancellationRequested };
  }

  /** The Python files of every folder, but for those that the folder's own settings leave alone. */
  private async findFiles(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
    const find = (folder: vscode.WorkspaceFolder, glob: string, without: string | null): Thenable<vscode.Uri[]> =>
      vscode.workspace.findFiles(new vscode.RelativePattern(folder, glob), without, undefined, token);
    const found = (vscode.workspace.workspaceFolders ?? []).map(async (folder) => {
      const globs = this.services.settings.of(folder.uri).exclude;
      const left = (await Promise.all(globs.map((glob) => find(folder, glob, null)))).flat().map(String);
      const alone = new Set(left);
      return (await find(folder, include, exclude)).filter((uri) => !alone.has(uri.toString()));
    });
    const all = (await Promise.all(found)).flat();
    // A folder of the window may lie within another.
    return [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
  }

  /** The number of findings in a file. Each wait lets the host do other work; the check itself runs in the engine's thread. */
  private async checkFile(uri: vscode.Uri, signal: AbortSignal): Promise<number> {
    const { engine, settings, log } = this.services;
    const open = openDocument(uri);
    if (open !== undefined) {
      const checked = await this.services.checker.refresh(open);
      return checked === null ? 0 : withLevels(checked.report, settings.of(uri)).findings.length;
    }
    try {
      const bytes = await vscode.workspace.fs.readFile(uri);
      // The words that matter are ASCII in every encoding that Python takes.
      if (signal.aborted || bytes.length > largestBytes || !canMatter(ascii.decode(bytes))) return 0;
      const key = uri.toString();
      const file = { file: key, title: key, bytes, view: workspaceView(key) };
      const report: FileReport = await engine.request('checkFile', [file], { deadlineMs: longestCheckMs, signal });
      if (report.incomplete !== null) log.warn(`${key}: ${report.incomplete.message}`);
      const { findings } = withLevels(report, settings.of(uri));
      if (findings.length > 0) await this.results.add(uri, findings);
      return findings.length;
    } catch (error) {
      // One file that cannot be read must not hide the others.
      if (!signal.aborted) log.warn(`${uri.toString()} could not be checked`, error);
      return 0;
    }
  }

  private tell({ files, findings, isCancelled }: WorkspaceResult): void {
    const problems = findings === 1 ? '1 global step problem' : `${findings} global step problems`;
    const checked = `${problems} in ${files} ${files === 1 ? 'file' : 'files'}`;
    const message = isCancelled ? `Cancelled: so far ${checked}.` : `Found ${checked}.`;
    if (findings > 0) void vscode.commands.executeCommand('workbench.actions.view.problems');
    void notify('information', translated(message));
  }
}

/** A document of the program at an address, where it is open. */
function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const isHere = (document: { readonly uri: vscode.Uri }): boolean => document.uri.toString() === uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find(isHere);
  const [cell] = notebook === undefined ? [] : (notebookProgram(notebook)?.parts ?? []);
  return cell?.document ?? vscode.workspace.textDocuments.find(isHere);
}

interface WorkspaceResult {
  files: number;
  findings: number;
  isCancelled: boolean;
}
