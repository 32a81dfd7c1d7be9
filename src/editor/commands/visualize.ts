import * as vscode from 'vscode';
import { message } from '../../base/message';
import type { Disposable } from '../../base/disposable';
import type { TrainingTarget } from '../../panel/saved-panel';
import { visualizeCommand } from '../host/ids';
import { localized } from '../host/localize';
import { notify } from '../host/notify';
import { decodeTarget, targetAt, targetOfNotebook } from '../programs/targets';

/** Registers the command: from the palette and a notebook's toolbar for the active editor, from a lens for its call, from an editor's title for its document. */
export function registerVisualize(show: (target: TrainingTarget) => void): Disposable {
  return vscode.commands.registerCommand(visualizeCommand, (argument: unknown) => {
    const target = argument instanceof vscode.Uri ? targetOfUri(argument) : (decodeTarget(argument) ?? activeTarget());
    if (target !== null) show(target);
    else {
      void notify(
        'information',
        localized(message('Open a Python file or notebook that trains with TensorFlow 1, then run this again.')),
      );
    }
  });
}

/** The cursor of the active editor; of another visible one where a panel has the focus; else the notebook in front. */
function activeTarget(): TrainingTarget | null {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  return (
    editors.reduce<TrainingTarget | null>(
      (found, editor) => found ?? (editor === undefined ? null : targetAt(editor)),
      null,
    ) ?? targetOfNotebook()
  );
}

function targetOfUri(uri: vscode.Uri): TrainingTarget {
  const shown = vscode.window.visibleTextEditors
    .map(targetAt)
    .find((target) => target !== null && target.uri === uri.toString());
  return shown ?? { uri: uri.toString(), line: 1, cell: null };
}
