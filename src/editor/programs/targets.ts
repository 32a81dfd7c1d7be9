import * as vscode from 'vscode';
import { message } from '../../base/message';
import { SpokenError } from '../../base/spoken-error';
import type { TrainingTarget } from '../../panel/saved-panel';
import type { ChosenPlace } from '../../plan/nearest';
import type { ProgramTexts } from '../../engine/engine';
import type { WorkspaceView } from '../../engine/files';
import { cellScheme, notebookProgram, type Program, programOf } from './programs';

/** The training call at a place of a program, as a panel remembers it. */
export function targetOf(
  { key }: Program,
  { cell, line, file = key }: Omit<ChosenPlace, 'file'> & { readonly file?: string },
): TrainingTarget {
  return { uri: key, line, cell, ...(file !== key && { file }) };
}

/** Where the call of a target stood when it was chosen. */
export function placeOfTarget({ uri, line, cell, file = uri }: TrainingTarget): ChosenPlace {
  return { file, line, cell };
}

/** What an editor's cursor points at; null in anything but Python. */
export function targetAt({ document, selection }: vscode.TextEditor): TrainingTarget | null {
  const program = programOf(document);
  const part = program?.parts.find((candidate) => candidate.document === document);
  if (program === null || part === undefined) return null;
  return targetOf(program, { cell: part.cell, line: selection.active.line + 1 });
}

/** The beginning of the notebook that is open in front, where no cell of it is written in; null where none is. */
export function targetOfNotebook(): TrainingTarget | null {
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  const program = notebook === undefined ? null : notebookProgram(notebook);
  const [part] = program?.parts ?? [];
  return program === null || part === undefined ? null : targetOf(program, { cell: part.cell, line: 1 });
}

/** Anybody may run a command, with anything: null for what is no target. */
export function decodeTarget(argument: unknown): TrainingTarget | null {
  if (typeof argument !== 'object' || argument === null) return null;
  const { uri, line, cell = null, file } = argument as Readonly<Record<string, unknown>>;
  if (typeof uri !== 'string' || !isCount(line) || line === 0) return null;
  return cell === null || isCount(cell) ? { uri, line, cell, ...(typeof file === 'string' && { file }) } : null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Opens the program of a target, without showing it. Rejects where there is none any more. */
export async function openProgram({ uri, cell }: Pick<TrainingTarget, 'uri' | 'cell'>): Promise<Program> {
  const address = vscode.Uri.parse(uri, true);
  const isNotebook = cell !== null || /\.ipynb$/i.test(address.path);
  const program = isNotebook
    ? notebookProgram(await vscode.workspace.openNotebookDocument(address))
    : programOf(await vscode.workspace.openTextDocument(address));
  if (program === null)
    throw new SpokenError(message('{0} holds no Python.', vscode.workspace.asRelativePath(address)));
  return program;
}

/** A program as the engine takes it: its own texts, and what it may import. */
export function textsOf(program: Program): ProgramTexts {
  return {
    file: program.key,
    title: titleOf(program),
    parts: program.parts.map(({ cell, document }) => ({ cell, text: document.getText() })),
    view: workspaceView(program.key),
  };
}

/** What a program sees of the window's folders: files as they are in their editors, where these are not saved. */
export function workspaceView(key: string): WorkspaceView {
  const { workspaceFolders = [], textDocuments } = vscode.workspace;
  const unsaved = textDocuments.filter(({ isDirty, languageId, uri }) => {
    return isDirty && languageId === 'python' && hasFile(uri) && uri.toString() !== key;
  });
  return {
    roots: workspaceFolders.map(({ uri }) => uri.toString()),
    unsaved: unsaved.map((document) => ({ file: document.uri.toString(), text: document.getText() })),
  };
}

/** Whether a document is a file's text, which others can import. */
function hasFile({ scheme }: vscode.Uri): boolean {
  return scheme !== 'untitled' && scheme !== cellScheme;
}

/** What a reader calls a program: its file's name. */
export function titleOf({ uri }: Program): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
