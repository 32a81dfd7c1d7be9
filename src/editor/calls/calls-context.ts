import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { notebookProgram } from '../programs/programs';
import type { CheckedProgram, ProgramChecker } from '../programs/program-checker';

/** The program of the active editor, with its report; null where that is no TensorFlow 1 training. It outlasts a focus elsewhere. */
export class ActiveProgram implements Disposable {
  private readonly owned = new DisposableStore();

  constructor(
    private readonly checker: ProgramChecker,
    private readonly show: (checked: CheckedProgram | null) => void,
    /** Whether it is also one that the check gave up on before it came to a call. */
    private readonly takesIncomplete = false,
  ) {
    const update = (): void => {
      this.update();
    };
    this.owned.add(checker.onDidCheck(update));
    this.owned.add(checker.onDidClose(update));
    this.owned.add(vscode.window.onDidChangeActiveTextEditor(update));
    this.owned.add(vscode.window.onDidChangeActiveNotebookEditor(update));
    update();
  }

  dispose(): void {
    this.owned.dispose();
  }

  private update(): void {
    const document = vscode.window.activeTextEditor?.document ?? cellOf(vscode.window.activeNotebookEditor?.notebook);
    // A panel has the focus: everything stays as it was.
    if (document === undefined && vscode.window.visibleTextEditors.length > 0) return;
    const checked = document === undefined ? null : this.checker.get(document);
    const { calls = [], incomplete = null } = checked?.report ?? {};
    this.show(calls.length > 0 || (this.takesIncomplete && incomplete !== null) ? checked : null);
  }
}

/** A cell of a notebook that its program is read from: no cell need be written in. */
function cellOf(notebook: vscode.NotebookDocument | undefined): vscode.TextDocument | undefined {
  return notebook === undefined ? undefined : notebookProgram(notebook)?.parts[0]?.document;
}

/** Keeps the context key that the title's button depends on: whether the active editor's program trains with TensorFlow 1. */
export function trackCalls(checker: ProgramChecker): Disposable {
  let known: boolean | null = null;
  return new ActiveProgram(checker, (checked) => {
    const hasCalls = checked !== null;
    if (hasCalls !== known) void vscode.commands.executeCommand('setContext', 'globalStep.hasCalls', hasCalls);
    known = hasCalls;
  });
}
