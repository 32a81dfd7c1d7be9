import * as vscode from 'vscode';
import { trackCalls } from './calls/calls-context';
import { CellStatus } from './calls/cell-status';
import { CodeLenses } from './calls/code-lenses';
import { Diagnostics } from './diagnostics/diagnostics';
import { registerFixAll } from './diagnostics/fix-all';
import { Hovers } from './calls/hovers';
import { LivePrograms } from './programs/live-programs';
import { createEngines } from './engine/load-engine';
import { registerOpenSample } from './commands/open-sample';
import { OnDemandCommands } from './commands/on-demand-commands';
import { ProgramChecker } from './programs/program-checker';
import { QuickFixes } from './diagnostics/quick-fixes';
import { registerRulePages, RuleDocs } from './diagnostics/rule-docs';
import type { Platform } from './host/platform';
import { SafeFixer } from './diagnostics/safe-fixer';
import { SettingsReader } from './host/settings-reader';
import { StatusBar } from './calls/status-bar';

/** Creates the services and registers the surfaces; the parser, the panels and the training come when they are asked for. */
export function activateOn(platform: Platform, { extensionUri, subscriptions }: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Global Step', { log: true });
  const engines = createEngines(platform.engine);
  const settings = new SettingsReader(log, platform.loadOnDemand);
  const checker = new ProgramChecker(engines.checks, settings, log);
  const programs = new LivePrograms(checker, engines.plans, log);
  const docs = new RuleDocs();
  const fixer = new SafeFixer(engines.checks, settings, log);
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
    new QuickFixes(checker, settings, fixer),
    new OnDemandCommands({ extensionUri, platform, engines, checker, programs, settings, docs, log }),
    trackCalls(checker),
    registerOpenSample(extensionUri),
    registerRulePages(extensionUri),
    registerFixAll(checker, fixer),
  );
}
