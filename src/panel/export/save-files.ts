import * as vscode from 'vscode';
import { localized } from '../../editor/host/localize';
import { isWritable } from '../../editor/programs/programs';
import { message } from '../../base/message';
import { SpokenError } from '../../base/spoken-error';
import { escapeFileName } from '../../base/escape/label';
import type { PictureFormat, RowsFormat } from '../../protocol/training-messages';
import type { TrainingSource } from '../training-source';
import { eventFileParts, joined } from './event-file';
import { type ExportedRun, exportedRuns } from './exported-run';
import { csvParts, jsonParts } from './rows-text';

// Saves pictures and rows of the panel to files that the user chooses.

const labels: Readonly<Record<PictureFormat | Exclude<RowsFormat, 'tensorboard'>, string>> = {
  png: 'PNG',
  svg: 'SVG',
  csv: 'CSV',
  json: 'JSON',
};

/** What is saved, and for whom. */
export interface Saving {
  /** The program's address; null where that is not known. */
  readonly document: string | null;
  /** The file's name, without its ending. */
  readonly name: string;
  /** Gives the user the file where there is no file system to write to. */
  readonly download: (name: string, bytes: Uint8Array) => void;
}

/** Asks where to put a picture of a chart and writes it; resolves to where, or null where the user thought better of it or downloads it. */
export async function savePicture(saving: Saving, format: PictureFormat, content: string): Promise<vscode.Uri | null> {
  const bytes = format === 'svg' ? new TextEncoder().encode(content) : pngBytes(content);
  return save(saving, format, () => Promise.resolve(bytes));
}

/** Asks where to put all rows and writes them: one file, or for TensorBoard a folder with an event file for each run. */
export async function saveRows(saving: Saving, format: RowsFormat, source: TrainingSource): Promise<vscode.Uri | null> {
  return format === 'tensorboard' ? saveEventFiles(saving, source) : save(saving, format, () => rowsOf(format, source));
}

async function rowsOf(format: 'csv' | 'json', source: TrainingSource): Promise<Uint8Array> {
  const runs = exportedRuns(source);
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (const part of format === 'csv' ? csvParts(runs) : jsonParts(source.snapshot.title, runs)) {
    parts.push(encoder.encode(part));
    await turn();
  }
  return joined(parts);
}

async function save(
  { document, name, download }: Saving,
  format: keyof typeof labels,
  content: () => Promise<Uint8Array>,
): Promise<vscode.Uri | null> {
  if (isOnlyDownloaded(document)) {
    download(`${escapeFileName(name)}.${format}`, await content());
    return null;
  }
  const uri = await askForFile(document, name, format);
  if (uri !== null) await vscode.workspace.fs.writeFile(uri, await content());
  return uri;
}

/** Whether the window is a browser's without a server, and the program lies in nothing that can be written. */
function isOnlyDownloaded(document: string | null): boolean {
  if (vscode.env.uiKind !== vscode.UIKind.Web || vscode.env.remoteName !== undefined) return false;
  const folder = folderOf(document);
  return folder === null || !isWritable(folder);
}

async function saveEventFiles({ document, download }: Saving, source: TrainingSource): Promise<vscode.Uri | null> {
  const seconds = Date.now() / 1000;
  const file = `events.out.tfevents.${Math.floor(seconds)}.global-step`;
  if (isOnlyDownloaded(document)) {
    // A folder of its own each, as TensorBoard has them, is the user's to make.
    for (const run of exportedRuns(source))
      download(`${escapeFileName(run.view.id)}.${file}`, await eventsOf(run, seconds));
    return null;
  }
  const options: vscode.OpenDialogOptions = {
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: localized(message('Save event files here')),
    title: localized(message('Log folder for TensorBoard')),
    ...defaultUri(folderOf(document)),
  };
  const folder = (await vscode.window.showOpenDialog(options))?.[0];
  if (folder === undefined) return null;
  for (const run of exportedRuns(source)) {
    const runFolder = vscode.Uri.joinPath(folder, escapeFileName(run.view.id));
    await vscode.workspace.fs.createDirectory(runFolder);
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(runFolder, file), await eventsOf(run, seconds));
  }
  return folder;
}

async function eventsOf(run: ExportedRun, seconds: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const part of eventFileParts(run, seconds)) {
    parts.push(part);
    await turn();
  }
  return joined(parts);
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
