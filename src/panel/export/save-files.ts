import * as vscode from 'vscode';
import { localized } from '../../editor/host/localize';
import { message } from '../../base/message';
import { SpokenError } from '../../base/spoken-error';
import { escapeFileName } from '../../base/escape/label';
import type { PictureFormat, RowsFormat } from '../../protocol/training-messages';
import type { TrainingSource } from '../training-source';
import { eventFileParts, joined } from './event-file';
import { exportedRuns } from './exported-run';
import { csvParts, jsonParts } from './rows-text';

// Saves pictures and rows of the panel to files that the user chooses.

const labels: Readonly<Record<PictureFormat | Exclude<RowsFormat, 'tensorboard'>, string>> = {
  png: 'PNG',
  svg: 'SVG',
  csv: 'CSV',
  json: 'JSON',
};

/** Asks where to put a picture of a chart and writes it; resolves to where, or null where the user thought better of it. */
export async function savePicture(
  document: string | null,
  name: string,
  format: PictureFormat,
  content: string,
): Promise<vscode.Uri | null> {
  const bytes = format === 'svg' ? new TextEncoder().encode(content) : pngBytes(content);
  const uri = await askForFile(document, name, format);
  if (uri === null) return null;
  await vscode.workspace.fs.writeFile(uri, bytes);
  return uri;
}

/** Asks where to put all rows and writes them: one file, or for TensorBoard a folder with an event file for each run. */
export async function saveRows(
  document: string | null,
  name: string,
  format: RowsFormat,
  source: TrainingSource,
): Promise<vscode.Uri | null> {
  if (format === 'tensorboard') return saveEventFiles(document, source);
  const uri = await askForFile(document, name, format);
  if (uri === null) return null;
  const runs = exportedRuns(source);
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (const part of format === 'csv' ? csvParts(runs) : jsonParts(source.snapshot.title, runs)) {
    parts.push(encoder.encode(part));
    await turn();
  }
  await vscode.workspace.fs.writeFile(uri, joined(parts));
  return uri;
}

async function saveEventFiles(document: string | null, source: TrainingSource): Promise<vscode.Uri | null> {
  const options: vscode.OpenDialogOptions = {
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: localized(message('Save event files here')),
    title: localized(message('Log folder for TensorBoard')),
    ...defaultUri(folderOf(document)),
  };
  const folder = (await vscode.window.showOpenDialog(options))?.[0];
  if (folder === undefined) return null;
  const seconds = Date.now() / 1000;
  for (const run of exportedRuns(source)) {
    const parts: Uint8Array[] = [];
    for (const part of eventFileParts(run, seconds)) {
      parts.push(part);
      await turn();
    }
    const runFolder = vscode.Uri.joinPath(folder, escapeFileName(run.view.id));
    await vscode.workspace.fs.createDirectory(runFolder);
    const file = `events.out.tfevents.${Math.floor(seconds)}.global-step`;
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(runFolder, file), joined(parts));
  }
  return folder;
}

async function askForFile(
  document: string | null,
  name: string,
  format: keyof typeof labels,
): Promise<vscode.Uri | null> {
  const folder = folderOf(document);
  const suggested = folder === null ? null : vscode.Uri.joinPath(folder, `${escapeFileName(name)}.${format}`);
  const chosen = await vscode.window.showSaveDialog({
    filters: { [labels[format]]: [format] },
    ...defaultUri(suggested),
  });
  return chosen ?? null;
}

function defaultUri(uri: vscode.Uri | null): { readonly defaultUri?: vscode.Uri } {
  return uri === null ? {} : { defaultUri: uri };
}

/** The folder of the program, where it is in one that can be written to by name. */
function folderOf(document: string | null): vscode.Uri | null {
  if (document === null) return null;
  const uri = vscode.Uri.parse(document);
  return uri.scheme === 'untitled' ? null : vscode.Uri.joinPath(uri, '..');
}

function pngBytes(address: string): Uint8Array {
  const prefix = 'data:image/png;base64,';
  if (!address.startsWith(prefix)) throw new SpokenError(message('the page sent no picture'));
  return Uint8Array.from(atob(address.slice(prefix.length)), (character) => character.charCodeAt(0));
}

/** Lets the extension host do something else between two parts. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
