import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import type { DocumentChecker } from './document-checker';

/** Keeps the context key that the title's button depends on: whether the active editor's program trains with TensorFlow 1. */
export function trackCalls(checker: DocumentChecker): Disposable {
  const owned = new DisposableStore();
  let known: boolean | null = null;
  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    // A panel has the focus: the editor's buttons stay as they were.
    if (document === undefined && vscode.window.visibleTextEditors.length > 0) return;
    const hasCalls = document !== undefined && (checker.get(document)?.report.calls.length ?? 0) > 0;
    if (hasCalls !== known) void vscode.commands.executeCommand('setContext', 'globalStep.hasCalls', hasCalls);
    known = hasCalls;
  };
  owned.add(checker.onDidCheck(update));
  owned.add(vscode.window.onDidChangeActiveTextEditor(update));
  update();
  return owned;
}
