import * as vscode from 'vscode';
import type { SourceLocation } from '../protocol/training-messages';
import { toRange, toUri } from './convert';

/** Shows a place of the user's source: in the editor that has it, else in the first column, beside the panel. */
export async function reveal(location: SourceLocation): Promise<void> {
  const uri = toUri(location.file);
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, open?.viewColumn ?? vscode.ViewColumn.One);
  const range = document.validateRange(toRange(location));
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
