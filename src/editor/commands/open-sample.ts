import * as vscode from 'vscode';
import { type Message, message } from '../../base/message';
import type { Disposable } from '../../base/disposable';
import { localized } from '../host/localize';

/** Id of **Open Sample Program**. */
const openSampleCommand = 'globalStep.openSample';

/** A bundled program, with what it shows. */
interface Sample {
  readonly folder: 'samples' | 'kinds';
  readonly file: string;
  readonly label: Message;
  readonly description: Message;
}

const samples: readonly Sample[] = [
  {
    folder: 'samples',
    file: 'without_global_step.py',
    label: message('Step not passed'),
    description: message('minimize() is not passed the step that the decay reads'),
  },
  {
    folder: 'kinds',
    file: 'counted_twice.py',
    label: message('Counted twice'),
    description: message('the decay is over after half of the training'),
  },
  {
    folder: 'kinds',
    file: 'moving_average.py',
    label: message('Moving average'),
    description: message('its decay stays 0.1 while the step stays 0'),
  },
  {
    folder: 'kinds',
    file: 'saver.py',
    label: message('Saver'),
    description: message('all checkpoints have one name'),
  },
  {
    folder: 'kinds',
    file: 'warm_up.py',
    label: message('Warm-up'),
    description: message('a rate that is multiplied by a step of 0'),
  },
  {
    folder: 'kinds',
    file: 'piecewise.py',
    label: message('Piecewise constant'),
    description: message('a program that counts its step as it should'),
  },
];

/** Registers the command: a bundled program as a new, unsaved file, so that it can be edited and nothing of the extension's is. */
export function registerOpenSample(extensionUri: vscode.Uri): Disposable {
  return vscode.commands.registerCommand(openSampleCommand, async () => {
    const items = samples.map((sample) => ({
      label: localized(sample.label),
      description: localized(sample.description),
      sample,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: localized(message('Open Sample Program')),
      matchOnDescription: true,
    });
    if (picked !== undefined) await open(extensionUri, picked.sample);
  });
}

async function open(extensionUri: vscode.Uri, { folder, file }: Sample): Promise<void> {
  const address = vscode.Uri.joinPath(extensionUri, 'media', folder, file);
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(address));
  const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'untitled', path: file }));
  if (document.getText() === '') {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), content);
    await vscode.workspace.applyEdit(edit);
  }
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
}
