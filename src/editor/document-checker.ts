import * as vscode from 'vscode';
import { canMatter } from '../analysis/prefilter';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/emitter';
import type { FileReport } from '../lint/finding';
import { readSettings } from './settings';

/** Checks one text. It comes with the first Python document, so that activation does not wait for the parser. */
export interface Checker {
  check(file: string, text: string): FileReport;
}

/** A document's report, with the version of the text that it is about. */
export interface CheckedDocument {
  readonly version: number;
  readonly report: FileReport;
}

const nothing: FileReport = { calls: [], findings: [] };

/** Keeps a report a Python document up to date, some time after each edit, off the typing path. */
export class DocumentChecker implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly checked = new Map<string, CheckedDocument>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly changes = this.owned.add(new Emitter<vscode.TextDocument>());
  private checker: Promise<Checker> | null = null;

  /** Tells of each document whose report is new, or gone because the document was closed. */
  readonly onDidCheck = this.changes.event;

  constructor(
    private readonly loadChecker: () => Promise<Checker>,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.owned.add(vscode.workspace.onDidOpenTextDocument((document) => void this.refresh(document)));
    this.owned.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.schedule(document);
      }),
    );
    this.owned.add(
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.cancel(document);
        if (this.checked.delete(document.uri.toString())) this.changes.fire(document);
      }),
    );
    for (const document of vscode.workspace.textDocuments) void this.refresh(document);
  }

  /** The newest report of a document, or null before the first; it may be of an older version of the text. */
  get(document: vscode.TextDocument): CheckedDocument | null {
    return this.checked.get(document.uri.toString()) ?? null;
  }

  /** Checks a document now, unless its report is of this very text already. */
  async refresh(document: vscode.TextDocument): Promise<CheckedDocument | null> {
    if (document.languageId !== 'python' || document.isClosed) return null;
    this.cancel(document);
    const known = this.get(document);
    if (known?.version === document.version) return known;
    const { version } = document;
    const report = await this.check(document);
    // While the parser was loading, the text may have changed: the newer check has the last word.
    if (isClosed(document) || (this.get(document)?.version ?? -1) > version) return this.get(document);
    const checked = { version, report };
    this.checked.set(document.uri.toString(), checked);
    this.changes.fire(document);
    return checked;
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.owned.dispose();
  }

  private async check(document: vscode.TextDocument): Promise<FileReport> {
    const text = document.getText();
    // Most files are not about training: for them, not even the parser is loaded.
    if (!canMatter(text)) return nothing;
    try {
      this.checker ??= this.loadChecker();
      return (await this.checker).check(document.uri.toString(), text);
    } catch (error) {
      this.log.error(`${document.uri.toString()} could not be checked`, error);
      return nothing;
    }
  }

  private schedule(document: vscode.TextDocument): void {
    if (document.languageId !== 'python') return;
    this.cancel(document);
    const { delayMs } = readSettings(document);
    const timer = setTimeout(() => void this.refresh(document), delayMs);
    this.timers.set(document.uri.toString(), timer);
  }

  private cancel(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
  }
}

/** Asked anew after every wait: the type checker would take the first answer for good. */
function isClosed(document: vscode.TextDocument): boolean {
  return document.isClosed;
}
