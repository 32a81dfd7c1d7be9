import * as vscode from 'vscode';

/** Lines and columns counted from 1, as everything left of the editor has them. */
interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A place as VS Code has it: lines and columns from 0. */
export function toRange({ line, column, endLine, endColumn }: Place): vscode.Range {
  return new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);
}

/** The URI of a file as the checker names it: what a document's `uri.toString()` gave. */
export function toUri(file: string): vscode.Uri {
  return vscode.Uri.parse(file, true);
}
