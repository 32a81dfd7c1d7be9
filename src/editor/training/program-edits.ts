import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { SourceText } from '../../protocol/training-messages';

/** Calls back with the address of each Python file and each notebook that is edited. */
export function onDidEditProgram(listener: (uri: string) => void): Disposable {
  const texts = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    // A cell's own address ends in its fragment; what counts is its notebook.
    const notebook = vscode.workspace.notebookDocuments.find((one) =>
      one.getCells().some((cell) => cell.document === document),
    );
    if (notebook !== undefined) listener(notebook.uri.toString());
    else if (document.languageId === 'python') listener(document.uri.toString());
  });
  const cells = vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
    if (contentChanges.length > 0) listener(notebook.uri.toString());
  });
  return {
    dispose: () => {
      texts.dispose();
      cells.dispose();
    },
  };
}

/** Whether a program's own texts are still what their editors hold; a text whose editor was closed is. */
export function isAsRead(uri: string, sources: readonly SourceText[]): boolean {
  return sources.every(({ file, cell, text }) => {
    // Modules may be decoded otherwise in their editors.
    if (file !== uri) return true;
    const document = documentAt(file, cell);
    return document === null || document.getText() === text;
  });
}

function documentAt(file: string, cell: number | null): vscode.TextDocument | null {
  const { notebookDocuments, textDocuments } = vscode.workspace;
  if (cell === null) return textDocuments.find(({ uri }) => uri.toString() === file) ?? null;
  const notebook = notebookDocuments.find(({ uri }) => uri.toString() === file);
  if (notebook === undefined || cell >= notebook.cellCount) return null;
  return notebook.cellAt(cell).document;
}
