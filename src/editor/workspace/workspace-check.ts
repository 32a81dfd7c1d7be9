import * as vscode from 'vscode';
import { type Message, message, say } from '../../base/message';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { CheckedFile } from '../../engine/engine';
import { leftOutFolders } from '../../engine/files';
import { type CheckedBatch, checkInBatches } from '../engine/check-in-batches';
import { CancelledError, type EngineThread } from '../engine/engine-thread';
import { withLevels } from '../../lint/settings/levels';
import { localized } from '../host/localize';
import { notify } from '../host/notify';
import type { ProgramChecker } from '../programs/program-checker';
import { toUri } from '../programs/convert';
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

const include = '**/*.{py,pyi,ipynb}';
/** Jupyter's own copies of notebooks are left out besides: nobody edits them. */
const exclude = `{${[...leftOutFolders, '.ipynb_checkpoints'].map((folder) => `**/${folder}/**`).join(',')}}`;
const longestRequestMs = 60_000;

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
        title: localized(message('Checking the workspace for global step problems')),
        cancellable: true,
      };
      const told = await vscode.window.withProgress(options, (progress, token) => this.check(progress, token));
      this.tell(told);
    } catch (error) {
      this.services.log.error('the workspace could not be checked', error);
      void notify('error', localized(message('Global Step: the workspace could not be checked; the log says why.')));
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
    const add = (size: number, findings: number): void => {
      result.files += size;
      result.findings += findings;
      progress.report({
        message: localized(progressText(result, files.length)),
        increment: (100 * size) / files.length,
      });
    };
    try {
      const closed: vscode.Uri[] = [];
      for (const uri of files) {
        const open = openDocument(uri);
        if (open === undefined) closed.push(uri);
        else add(1, await this.checkOpen(uri, open));
      }
      for await (const { size, checked } of this.checkClosed(closed, abort.signal)) {
        let findings = 0;
        for (const file of checked) findings += await this.show(file);
        add(size, findings);
      }
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
    }
    return { ...result, isCancelled: token.isCancellationRequested };
  }

  private checkClosed(closed: readonly vscode.Uri[], signal: AbortSignal): AsyncGenerator<CheckedBatch> {
    const files = { files: closed.map(String), view: () => workspaceView('') };
    return checkInBatches(this.services.engine, files, { deadlineMs: longestRequestMs, signal });
  }

  /** The Python files of every folder, but for those that the folder's own settings leave alone. */
  private async findFiles(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
    const find = (folder: vscode.WorkspaceFolder, glob: string, without: string | null): Thenable<vscode.Uri[]> =>
      vscode.workspace.findFiles(new vscode.RelativePattern(folder, glob), without, undefined, token);
    const found = (vscode.workspace.workspaceFolders ?? []).map(async (folder) => {
      const globs = this.services.settings.excludedIn(folder);
      const left = (await Promise.all(globs.map((glob) => find(folder, glob, null)))).flat().map(String);
      const alone = new Set(left);
      return (await find(folder, include, exclude)).filter((uri) => !alone.has(uri.toString()));
    });
    const all = (await Promise.all(found)).flat();
    // A folder of the window may lie within another.
    return [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
  }

  private async checkOpen(uri: vscode.Uri, document: vscode.TextDocument): Promise<number> {
    const { checker, settings } = this.services;
    const checked = await checker.refresh(document);
    return checked === null ? 0 : withLevels(checked.report, settings.of(uri).levels).findings.length;
  }

  /** Shows what was found in a file. The number of findings. */
  private async show({ file, report, problem }: CheckedFile): Promise<number> {
    const { settings, log } = this.services;
    // One file that cannot be read must not hide the others.
    const failure = problem ?? report?.incomplete?.message ?? null;
    if (failure !== null) log.warn(`${file}: ${say(failure)}`);
    if (report === null) return 0;
    const uri = toUri(file);
    const { findings } = withLevels(report, settings.of(uri).levels);
    if (findings.length > 0) await this.results.add(uri, findings);
    return findings.length;
  }

  private tell({ files, findings, isCancelled }: WorkspaceResult): void {
    const problems =
      findings === 1 ? message('{0} global step problem', findings) : message('{0} global step problems', findings);
    const checked =
      files === 1 ? message('{0} in {1} file', problems, files) : message('{0} in {1} files', problems, files);
    if (findings > 0) void vscode.commands.executeCommand('workbench.actions.view.problems');
    void notify(
      'information',
      localized(isCancelled ? message('Cancelled: so far {0}.', checked) : message('Found {0}.', checked)),
    );
  }
}

/** A document of the program at an address, where it is open. */
function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const isHere = (document: { readonly uri: vscode.Uri }): boolean => document.uri.toString() === uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find(isHere);
  const [cell] = notebook === undefined ? [] : (notebookProgram(notebook)?.parts ?? []);
  return cell?.document ?? vscode.workspace.textDocuments.find(isHere);
}

function progressText({ files, findings }: WorkspaceResult, all: number): Message {
  return findings === 1
    ? message('{0} of {1} files, {2} problem', files, all, findings)
    : message('{0} of {1} files, {2} problems', files, all, findings);
}

interface WorkspaceResult {
  files: number;
  findings: number;
  isCancelled: boolean;
}
