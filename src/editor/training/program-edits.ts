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

/** Whether the texts of a program and its modules are still what their editors hold; a text whose editor was closed is. */
export function isAsRead(uri: string, texts: readonly SourceText[]): boolean {
  return texts.every(({ file, cell, text }) => {
    const now = documentAt(file, cell)?.getText() ?? text;
    return now === text || (file !== uri && sameInAscii(now) === sameInAscii(text));
  });
}

/** What of a text is there however it was decoded: a module is read by the encoding that it declares, an editor may hold it in another. */
function sameInAscii(text: string): string {
  return text.replace(/[^\x20-\x7e\n]+/g, '');
}

function documentAt(file: string, cell: number | null): vscode.TextDocument | null {
  const { notebookDocuments, textDocuments } = vscode.workspace;
  if (cell === null) return textDocuments.find(({ uri }) => uri.toString() === file) ?? null;
  const notebook = notebookDocuments.find(({ uri }) => uri.toString() === file);
  if (notebook === undefined || cell >= notebook.cellCount) return null;
  return notebook.cellAt(cell).document;
}
