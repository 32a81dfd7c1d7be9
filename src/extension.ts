import * as vscode from 'vscode';
import { trackCalls } from './editor/calls-context';
import { CodeLenses } from './editor/code-lenses';
import { Diagnostics } from './editor/diagnostics';
import { LivePrograms } from './editor/live-programs';
import { createEngines } from './editor/load-engine';
import { openTraining } from './editor/open-training';
import { PhaseHighlight } from './editor/phase-highlight';
import { ProgramChecker } from './editor/program-checker';
import { QuickFixes } from './editor/quick-fixes';
import { reveal } from './editor/reveal';
import { RuleDocs } from './editor/rule-docs';
import { SettingsReader } from './editor/settings-reader';
import { registerVisualize } from './editor/visualize';
import { TrainingPanels } from './panel/training-panels';
import { startWorker } from './training/worker-port';

/** Creates the services and registers the surfaces; the parser and the training come when they are asked for. */
export function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Global Step', { log: true });
  const engines = createEngines(extensionUri);
  const startThread = startWorker(vscode.Uri.joinPath(extensionUri, 'dist', 'worker.js').fsPath);
  const settings = new SettingsReader(log);
  const checker = new ProgramChecker(engines.checks, settings, log);
  const programs = new LivePrograms(checker, engines.plans, log);
  const phase = new PhaseHighlight();
  const panels = new TrainingPanels({
    extensionUri,
    openSource: (target) => openTraining(target, { engine: engines.plans, settings, startThread }),
    reveal: (location) => {
      reveal(location).then(undefined, (error: unknown) => {
        log.warn(`${location.file} could not be shown`, error);
      });
    },
    highlight: (location) => {
      phase.show(location);
    },
    onDidChangeProgram: programs.onDidChange,
    log: (message) => {
      log.info(message);
    },
  });
  subscriptions.push(
    log,
    engines,
    settings,
    checker,
    programs,
    phase,
    panels,
    new Diagnostics(checker, settings, new RuleDocs(extensionUri)),
    new CodeLenses(checker, settings),
    trackCalls(checker),
    vscode.languages.registerCodeActionsProvider({ language: 'python' }, new QuickFixes(checker, settings), {
      providedCodeActionKinds: QuickFixes.kinds,
    }),
    registerVisualize((target) => {
      panels.show(target);
    }),
  );
}
