import * as vscode from 'vscode';
import { trackCalls } from './editor/calls/calls-context';
import { CellStatus } from './editor/calls/cell-status';
import { CodeLenses } from './editor/calls/code-lenses';
import { Diagnostics } from './editor/diagnostics/diagnostics';
import { registerFixAll } from './editor/diagnostics/fix-all';
import { Hovers } from './editor/calls/hovers';
import { LivePrograms } from './editor/programs/live-programs';
import { createEngines } from './editor/engine/load-engine';
import { registerOpenSample } from './editor/commands/open-sample';
import { OnDemandCommands } from './editor/commands/on-demand-commands';
import { ProgramChecker } from './editor/programs/program-checker';
import { QuickFixes } from './editor/diagnostics/quick-fixes';
import { RuleDocs } from './editor/diagnostics/rule-docs';
import { SettingsReader } from './editor/host/settings-reader';
import { StatusBar } from './editor/calls/status-bar';

/** Creates the services and registers the surfaces; the parser, the panels and the training come when they are asked for. */
export function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Global Step', { log: true });
  const engines = createEngines(extensionUri);
  const settings = new SettingsReader(log);
  const checker = new ProgramChecker(engines.checks, settings, log);
  const programs = new LivePrograms(checker, engines.plans, log);
  const docs = new RuleDocs(extensionUri);
  subscriptions.push(
    log,
    engines,
    settings,
    checker,
    programs,
    new Diagnostics(checker, settings, docs),
    new CodeLenses(checker, programs, settings),
    new CellStatus(checker, programs, settings),
    new Hovers({ checker, programs, settings, docs }),
    new StatusBar(checker, programs, settings),
    new QuickFixes(checker, settings),
    new OnDemandCommands({ extensionUri, engines, checker, programs, settings, docs, log }),
    trackCalls(checker),
    registerOpenSample(extensionUri),
    registerFixAll(checker, settings),
  );
}
