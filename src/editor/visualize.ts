import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable';
import type { TrainingTarget } from '../panel/saved-panel';

/** Id of **Visualize Global Step**. */
export const visualizeCommand = 'globalStep.visualize';

/** Registers the command: from the palette for the active editor, from a lens for its call, from an editor's title for its document. */
export function registerVisualize(show: (target: TrainingTarget) => void): Disposable {
  return vscode.commands.registerCommand(visualizeCommand, (argument: unknown) => {
    const target = targetOf(argument);
    if (target === null) {
      void vscode.window.showInformationMessage(
        'Open a Python file that trains with TensorFlow 1, then run this again.',
      );
    } else show(target);
  });
}

function targetOf(argument: unknown): TrainingTarget | null {
  const fromLens = decodeLensArgument(argument);
  if (fromLens !== null) return fromLens;
  const wanted = argument instanceof vscode.Uri ? argument.toString() : null;
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  const editor = editors.find(
    (candidate) =>
      candidate?.document.languageId === 'python' && (wanted === null || candidate.document.uri.toString() === wanted),
  );
  if (editor === undefined) return wanted === null ? null : { uri: wanted, line: 1, cell: null };
  return { uri: editor.document.uri.toString(), line: editor.selection.active.line + 1, cell: null };
}

/** Anybody may run the command, with anything. */
function decodeLensArgument(argument: unknown): TrainingTarget | null {
  if (typeof argument !== 'object' || argument === null || argument instanceof vscode.Uri) return null;
  const { uri, line } = argument as Readonly<Record<string, unknown>>;
  if (typeof uri !== 'string' || typeof line !== 'number' || !Number.isSafeInteger(line) || line < 1) return null;
  return { uri, line, cell: null };
}
