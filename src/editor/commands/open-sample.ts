import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';

/** Id of **Open Sample Program**. */
const openSampleCommand = 'globalStep.openSample';

const sample = 'without_global_step.py';

/** Registers the command: the bundled program as a new, unsaved file, so that it can be edited and nothing of the extension's is. */
export function registerOpenSample(extensionUri: vscode.Uri): Disposable {
  return vscode.commands.registerCommand(openSampleCommand, async () => {
    const address = vscode.Uri.joinPath(extensionUri, 'media', 'samples', sample);
    const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(address));
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'untitled', path: sample }));
    if (document.getText() === '') {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), content);
      await vscode.workspace.applyEdit(edit);
    }
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
  });
}
