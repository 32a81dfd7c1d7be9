import * as vscode from 'vscode';
import { type Program, programOf } from './programs';

/** The Python program that somebody is at: of the active editor, else of another that can be seen; null where there is none. */
export function activeProgram(): Program | null {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  for (const editor of editors) {
    const program = editor === undefined ? null : programOf(editor.document);
    if (program !== null) return program;
  }
  return null;
}
