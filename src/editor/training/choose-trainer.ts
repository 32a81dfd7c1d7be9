import * as vscode from 'vscode';
import { message } from '../../base/message';
import { nameOfFile } from '../../base/file-name';
import type { ProgramTexts } from '../../engine/engine';
import type { TrainingTarget } from '../../panel/saved-panel';
import type { EngineThread } from '../engine/engine-thread';
import { localized } from '../host/localize';

/** Several programs are read. */
const longestSearchMs = 60_000;

/** The program that trains by a call of a module: the user says which, where there are several. Null where there is none, or none is chosen. */
export async function chooseTrainer(
  { uri, line, cell, file }: TrainingTarget,
  texts: ProgramTexts,
  engine: EngineThread,
): Promise<TrainingTarget | null> {
  // The program of a module's call was found before.
  if (file !== undefined) return null;
  const [first, ...others] = await engine.request('trainers', [texts], { deadlineMs: longestSearchMs });
  if (first === undefined) return null;
  const chosen = others.length === 0 ? first : await pick([first, ...others], nameOfFile(uri));
  return chosen === null ? null : { uri: chosen, line, cell, file: uri };
}

async function pick(programs: readonly string[], module: string): Promise<string | null> {
  const items = programs.map((program) => ({
    label: nameOfFile(program),
    description: vscode.workspace.asRelativePath(vscode.Uri.parse(program)),
    program,
  }));
  const placeHolder = localized(
    message('{0} does not train by itself. Which of these programs is to be trained?', module),
  );
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  return chosen?.program ?? null;
}
