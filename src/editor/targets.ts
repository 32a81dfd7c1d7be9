import * as vscode from 'vscode';
import type { SourceRange } from '../base/source-range';
import type { TrainingTarget } from '../panel/saved-panel';
import type { PartText } from './engine';
import { notebookProgram, type Program, programOf } from './programs';

/** The training call at a place of a program, as a panel remembers it. */
export function targetOf({ key }: Program, { cell, line }: Pick<SourceRange, 'cell' | 'line'>): TrainingTarget {
  return { uri: key, line, cell };
}

/** What an editor's cursor points at; null in anything but Python. */
export function targetAt({ document, selection }: vscode.TextEditor): TrainingTarget | null {
  const program = programOf(document);
  const part = program?.parts.find((candidate) => candidate.document === document);
  if (program === null || part === undefined) return null;
  return targetOf(program, { cell: part.cell, line: selection.active.line + 1 });
}

/** Anybody may run a command, with anything: null for what is no target. */
export function decodeTarget(argument: unknown): TrainingTarget | null {
  if (typeof argument !== 'object' || argument === null) return null;
  const { uri, line, cell = null } = argument as Readonly<Record<string, unknown>>;
  if (typeof uri !== 'string' || !isCount(line) || line === 0) return null;
  return cell === null || isCount(cell) ? { uri, line, cell } : null;
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
  if (program === null) throw new Error(`${vscode.workspace.asRelativePath(address)} holds no Python.`);
  return program;
}

/** The texts of a program, as the engine takes them. */
export function textsOf({ parts }: Program): PartText[] {
  return parts.map(({ cell, document }) => ({ cell, text: document.getText() }));
}

/** What a reader calls a program: its file's name. */
export function titleOf({ uri }: Program): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
