import * as vscode from 'vscode';
import type { SourceLocation } from '../../protocol/training-messages';
import { toRange, toUri } from './convert';
import { documentOf } from './programs';
import { openProgram } from './targets';

/** Shows a place of the user's source: in the editor that has it, else in the first column, beside the panel. */
export function reveal(location: SourceLocation, log: vscode.LogOutputChannel): void {
  show(location).then(undefined, (error: unknown) => {
    log.warn(`${location.file} could not be shown`, error);
  });
}

async function show(location: SourceLocation): Promise<void> {
  const uri = toUri(location.file);
  if (location.cell !== null) {
    await revealInCell(location, location.cell);
    return;
  }
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, open?.viewColumn ?? vscode.ViewColumn.One);
  select(editor, location);
}

async function revealInCell(location: SourceLocation, cell: number): Promise<void> {
  const program = await openProgram({ uri: location.file, cell });
  const cellDocument = documentOf(program, location);
  const notebook = await vscode.workspace.openNotebookDocument(program.uri);
  const open = vscode.window.visibleNotebookEditors.find((editor) => editor.notebook === notebook);
  const shown = new vscode.NotebookRange(cell, cell + 1);
  const viewColumn = open?.viewColumn ?? vscode.ViewColumn.One;
  const editor = await vscode.window.showNotebookDocument(notebook, { viewColumn, selections: [shown] });
  editor.revealRange(shown, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
  const text = vscode.window.visibleTextEditors.find(({ document }) => document === cellDocument);
  if (text !== undefined) select(text, location);
}

function select(editor: vscode.TextEditor, location: SourceLocation): void {
  const range = editor.document.validateRange(toRange(location));
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
