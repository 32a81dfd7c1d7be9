import * as vscode from 'vscode';
import { activateOn } from './editor/activate';
import { engineThread, trainingThread } from './host/node/node-thread';

/** The extension in Node: of a desktop's VS Code, or of a remote machine. */
export function activate(context: vscode.ExtensionContext): void {
  const bundle = (name: string): string => vscode.Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
  activateOn(
    {
      engine: engineThread(bundle('engine.js')),
      training: trainingThread(bundle('worker.js')),
      loadOnDemand: () => import('./editor/commands/on-demand'),
    },
    context,
  );
}
