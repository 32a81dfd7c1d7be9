import * as vscode from 'vscode';
import type { SourceRange } from '../../base/source-range';
import { toRange } from './convert';

/** A text of a program: a file's document, or a Python cell of a notebook. */
export interface ProgramPart {
  /** Index among all cells of the notebook, or null in a file. */
  readonly cell: number | null;
  readonly document: vscode.TextDocument;
}

/** What is read as one Python program: a file, or all Python cells of a notebook in their order. */
export interface Program {
  /** The file's or the notebook's own address. */
  readonly uri: vscode.Uri;
  /** `uri` as text: the name of the program, and of the file in every range that is found in it. */
  readonly key: string;
  readonly parts: readonly ProgramPart[];
  /** Equal for equal texts: it changes with every edit of any part, and when cells come, go or move. */
  readonly stamp: string;
}

/** The scheme of a notebook cell's own address. */
export const cellScheme = 'vscode-notebook-cell';

/** The program that a document is, or is a cell of; null for another language, a closed document, or a cell without its notebook. */
export function programOf(document: vscode.TextDocument): Program | null {
  if (document.languageId !== 'python' || document.isClosed) return null;
  if (document.uri.scheme !== cellScheme) return programFrom(document.uri, [{ cell: null, document }]);
  const notebook = vscode.workspace.notebookDocuments.find((candidate) =>
    candidate.getCells().some((cell) => cell.document === document),
  );
  return notebook === undefined ? null : notebookProgram(notebook);
}

/** A notebook's Python cells as one program; null where it has none. */
export function notebookProgram(notebook: vscode.NotebookDocument): Program | null {
  const parts = notebook.getCells().flatMap(({ index, kind, document }): ProgramPart[] => {
    const isCode = kind === vscode.NotebookCellKind.Code && document.languageId === 'python';
    return isCode ? [{ cell: index, document }] : [];
  });
  return parts.length === 0 ? null : programFrom(notebook.uri, parts);
}

function programFrom(uri: vscode.Uri, parts: readonly ProgramPart[]): Program {
  const stamp = parts.map(({ cell, document }) => `${cell ?? ''}:${document.version}:${document.uri.fragment}`).join();
  return { uri, key: uri.toString(), parts, stamp };
}

/** The document in which a range of a program stands; null for a range of another file. */
export function documentOf(
  program: Program,
  { file, cell }: Pick<SourceRange, 'file' | 'cell'>,
): vscode.TextDocument | null {
  if (file !== program.key) return null;
  return program.parts.find((part) => part.cell === cell)?.document ?? null;
}

/** Where VS Code finds a range: in its file, or in the notebook cell's own document. */
export function locationIn(program: Program, range: SourceRange): vscode.Location {
  const uri = documentOf(program, range)?.uri ?? vscode.Uri.parse(range.file, true);
  return new vscode.Location(uri, toRange(range));
}

/** Whether a document can be edited: not a commit's version of a file, nor anything else that only can be read. */
export function isEditable({ uri }: vscode.TextDocument): boolean {
  return isWritable(uri);
}

/** Whether files can be written where one lies. VS Code would change a document's text elsewhere, too, and fail when it is saved. */
export function isWritable({ scheme }: vscode.Uri): boolean {
  return vscode.workspace.fs.isWritableFileSystem(scheme) !== false;
}
