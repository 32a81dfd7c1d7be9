import * as vscode from 'vscode';
import { trackCalls } from './editor/calls-context';
import { CellStatus } from './editor/cell-status';
import { CodeLenses } from './editor/code-lenses';
import { registerCopySchedule } from './editor/copy-schedule';
import { Diagnostics } from './editor/diagnostics';
import { Explanations } from './editor/explain-warning';
import { registerFixAll } from './editor/fix-all';
import { Hovers } from './editor/hovers';
import { LivePrograms } from './editor/live-programs';
import { createEngines } from './editor/load-engine';
import { registerOpenSample } from './editor/open-sample';
import { panelServices } from './editor/panel-services';
import { PhaseHighlight } from './editor/phase-highlight';
import { SchedulePlots } from './editor/plot-schedule';
import { ProgramChecker } from './editor/program-checker';
import { QuickFixes } from './editor/quick-fixes';
import { RuleDocs } from './editor/rule-docs';
import { SettingsReader } from './editor/settings-reader';
import { StatusBar } from './editor/status-bar';
import { registerVisualize } from './editor/visualize';
import { WorkspaceCheck } from './editor/workspace-check';
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
  const training = { engine: engines.plans, settings, startThread };
  const panels = new TrainingPanels(panelServices({ extensionUri, phase, log, ...training }));
  const docs = new RuleDocs(extensionUri);
  subscriptions.push(
    log,
    engines,
    settings,
    checker,
    programs,
    phase,
    panels,
    new Diagnostics(checker, settings, docs),
    new CodeLenses(checker, programs, settings),
    new CellStatus(checker, programs, settings),
    new Hovers({ checker, programs, settings, docs }),
    new StatusBar(checker, settings),
    new QuickFixes(checker, settings),
    new SchedulePlots(programs, log),
    new WorkspaceCheck({ engine: engines.checks, checker, settings, docs, log }),
    new Explanations({ engine: engines.plans, log }),
    trackCalls(checker),
    registerCopySchedule(engines.plans, log),
    registerOpenSample(extensionUri),
    registerFixAll(checker, settings),
    registerVisualize((target) => {
      panels.show(target);
    }),
  );
}
