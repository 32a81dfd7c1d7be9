import { message } from '../../base/message';
import * as vscode from 'vscode';
import { nameOfFile } from '../../base/file-name';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { isWorthChecking } from '../../engine/imports-index';
import type { FileReport } from '../../lint/finding';
import { CancelledError, type EngineThread } from '../engine/engine-thread';
import { notebookProgram, type Program, programOf } from './programs';
import type { SettingsReader } from '../host/settings-reader';
import { textsOf } from './targets';

/** A report, with the very program that it is about. */
export interface CheckedProgram {
  readonly program: Program;
  readonly report: FileReport;
}

const nothing: FileReport = { calls: [], schedulers: 0, findings: [], incomplete: null };
/** What stands for the report of a program whose check failed: it is not called clean. */
const failed = (key: string): FileReport => ({
  ...nothing,
  incomplete: {
    message: message('{0} could not be checked: the log of Global Step says why', nameOfFile(key)),
    range: null,
  },
});
/** Only a hang takes so long: five megabytes of numbers take five seconds. */
const longestCheckMs = 60_000;

/** Keeps a report for each open Python program up to date: some time after the last edit, in the engine's thread. */
export class ProgramChecker implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly checked = new Map<string, CheckedProgram>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly running = new Map<
    string,
    { readonly stamp: string; readonly abort: AbortController; readonly done: Promise<void> }
  >();
  private readonly checks = this.owned.add(new Emitter<CheckedProgram>());
  private readonly closings = this.owned.add(new Emitter<string>());

  /** Tells of each new report. */
  readonly onDidCheck = this.checks.event;
  /** Tells the key of each program that is not open any more. */
  readonly onDidClose = this.closings.event;

  constructor(
    private readonly engine: EngineThread,
    private readonly settings: SettingsReader,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const { workspace } = vscode;
    this.owned.add(workspace.onDidOpenTextDocument((document) => void this.refresh(document)));
    this.owned.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.schedule(document);
      }),
    );
    this.owned.add(
      workspace.onDidChangeNotebookDocument(({ notebook }) => {
        this.scheduleProgram(notebookProgram(notebook));
      }),
    );
    this.owned.add(
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.forget(uri.toString());
      }),
    );
    this.owned.add(
      workspace.onDidCloseNotebookDocument(({ uri }) => {
        this.forget(uri.toString());
      }),
    );
    this.owned.add(
      workspace.onDidSaveTextDocument((saved) => {
        if (saved.languageId === 'python') this.refreshOthers(saved.uri.toString());
      }),
    );
    this.owned.add(
      settings.onDidChange(() => {
        // Levels, surfaces, files to be left alone: what is shown is shown anew, and of an excluded program nothing.
        for (const key of [...this.checked.keys()]) this.forget(key);
        this.refreshAll();
      }),
    );
    // After activation: to start the engine's thread takes longer than everything that activation does.
    const first = setTimeout(() => {
      this.refreshAll();
    });
    this.owned.add({
      dispose: () => {
        clearTimeout(first);
      },
    });
  }

  /** The newest report of a document's program, or null before the first; it may be of an older version of the text. */
  get(document: vscode.TextDocument): CheckedProgram | null {
    const program = programOf(document);
    return program === null ? null : (this.checked.get(program.key) ?? null);
  }

  /** The report of a document's program as it stands now, or null where there is none: it is excluded, or was edited meanwhile. */
  async refresh(document: vscode.TextDocument): Promise<CheckedProgram | null> {
    const program = programOf(document);
    if (program === null || this.isExcluded(program)) return null;
    await this.check(program);
    const known = this.checked.get(program.key);
    return known?.program.stamp === program.stamp ? known : null;
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const { abort } of this.running.values()) abort.abort();
    this.timers.clear();
    this.owned.dispose();
  }

  private refreshAll(): void {
    for (const document of vscode.workspace.textDocuments) void this.refresh(document);
  }

  /** A module was saved: programs that train may import it. */
  private refreshOthers(key: string): void {
    for (const [other, { program, report }] of [...this.checked]) {
      const [first] = program.parts;
      if (other === key || report.calls.length + report.schedulers === 0 || first === undefined) continue;
      this.checked.delete(other);
      void this.refresh(first.document);
    }
  }

  private isExcluded({ parts }: Program): boolean {
    return parts.some(({ document }) => this.settings.isExcluded(document));
  }

  private schedule(document: vscode.TextDocument): void {
    // For another language's document nothing is even looked up.
    if (document.languageId === 'python') this.scheduleProgram(programOf(document));
  }

  private scheduleProgram(program: Program | null): void {
    if (program === null) return;
    const { key, uri, parts } = program;
    this.cancel(key);
    const [first] = parts;
    if (first === undefined) return;
    const timer = setTimeout(() => void this.refresh(first.document), this.settings.of(uri).delayMs);
    this.timers.set(key, timer);
  }

  /** Ends what is under way for an older text. */
  private cancel(key: string): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.running.get(key)?.abort.abort();
    this.running.delete(key);
  }

  private forget(key: string): void {
    this.cancel(key);
    if (this.checked.delete(key)) this.closings.fire(key);
  }

  /** Resolves when the report is of this text, or when there will be none; it never rejects. */
  private check(program: Program): Promise<void> {
    const { key, stamp } = program;
    if (this.checked.get(key)?.program.stamp === stamp) return Promise.resolve();
    const current = this.running.get(key);
    if (current?.stamp === stamp) return current.done;
    this.cancel(key);
    const abort = new AbortController();
    const show = (report: FileReport): void => {
      // A document that was closed meanwhile has no report.
      if (abort.signal.aborted || program.parts.some(({ document }) => document.isClosed)) return;
      const checked = { program, report };
      this.checked.set(key, checked);
      this.checks.fire(checked);
    };
    const done = this.report(program, abort.signal, show).then((report) => {
      if (!abort.signal.aborted) this.running.delete(key);
      show(report);
    });
    this.running.set(key, { stamp, abort, done });
    return done;
  }

  /** What is known of the program alone is shown at once; it may take several requests until all that import it are known. */
  private async report(program: Program, signal: AbortSignal, show: (report: FileReport) => void): Promise<FileReport> {
    // Most files are not about training: for them, not even the parser is loaded.
    if (!program.parts.some(({ document }) => isWorthChecking(document.getText()))) return nothing;
    try {
      for (let time = 0; ; time++) {
        const { report, isWhole } = await this.engine.request('check', [textsOf(program)], {
          deadlineMs: longestCheckMs,
          signal,
        });
        if (isWhole) return report;
        if (time === 0) show(report);
      }
    } catch (error) {
      if (error instanceof CancelledError) return nothing;
      this.log.error(`${program.key} could not be checked`, error);
      return failed(program.key);
    }
  }
}
