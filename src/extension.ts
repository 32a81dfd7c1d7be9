import * as vscode from 'vscode';
import { trackCalls } from './editor/calls-context';
import { CodeLenses } from './editor/code-lenses';
import { Diagnostics } from './editor/diagnostics';
import { DocumentChecker } from './editor/document-checker';
import { engineLoader } from './editor/load-engine';
import { openTraining } from './editor/open-training';
import { QuickFixes } from './editor/quick-fixes';
import { reveal } from './editor/reveal';
import { registerVisualize } from './editor/visualize';
import { TrainingPanels } from './panel/training-panels';
import { startWorker } from './training/worker-port';

/** Creates the services and registers the surfaces; the parser and the training come when they are asked for. */
export function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Global Step', { log: true });
  const loadEngine = engineLoader(extensionUri);
  const startThread = startWorker(vscode.Uri.joinPath(extensionUri, 'dist', 'worker.js').fsPath);
  const checker = new DocumentChecker(loadEngine, log);
  const lenses = new CodeLenses(checker);
  const panels = new TrainingPanels({
    extensionUri,
    openSource: (target) => openTraining(target, loadEngine, startThread),
    reveal: (location) => {
      reveal(location).then(undefined, (error: unknown) => {
        log.warn(`${location.file} could not be shown`, error);
      });
    },
    log: (message) => {
      log.info(message);
    },
  });
  const python: vscode.DocumentSelector = { language: 'python' };
  subscriptions.push(
    log,
    checker,
    lenses,
    panels,
    new Diagnostics(checker, vscode.Uri.joinPath(extensionUri, 'docs', 'rules')),
    trackCalls(checker),
    vscode.languages.registerCodeLensProvider(python, lenses),
    vscode.languages.registerCodeActionsProvider(python, new QuickFixes(checker), {
      providedCodeActionKinds: QuickFixes.kinds,
    }),
    registerVisualize((target) => {
      panels.show(target);
    }),
  );
}
