import * as vscode from 'vscode';
import { trackCalls } from './editor/calls-context';
import { CellStatus } from './editor/cell-status';
import { CodeLenses } from './editor/code-lenses';
import { Diagnostics } from './editor/diagnostics';
import { registerFixAll } from './editor/fix-all';
import { Hovers } from './editor/hovers';
import { LivePrograms } from './editor/live-programs';
import { createEngines } from './editor/load-engine';
import { registerOpenSample } from './editor/open-sample';
import { OnDemandCommands } from './editor/on-demand-commands';
import { ProgramChecker } from './editor/program-checker';
import { QuickFixes } from './editor/quick-fixes';
import { RuleDocs } from './editor/rule-docs';
import { SettingsReader } from './editor/settings-reader';
import { StatusBar } from './editor/status-bar';

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
    new StatusBar(checker, settings),
    new QuickFixes(checker, settings),
    new OnDemandCommands({ extensionUri, engines, checker, programs, settings, docs, log }),
    trackCalls(checker),
    registerOpenSample(extensionUri),
    registerFixAll(checker, settings),
  );
}
