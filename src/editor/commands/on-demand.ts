import type * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { decodeProjectSettings } from '../../lint/settings/decode-project-settings';
import { TrainingPanels } from '../../panel/training-panels';
import { startTrainingThread } from '../../training/worker-port';
import { copyScheduleOf } from './copy-schedule';
import { Explanations } from './explain-warning';
import type { LivePrograms } from '../programs/live-programs';
import type { Engines } from '../engine/load-engine';
import { panelServices } from '../training/panel-services';
import { PhaseHighlight } from '../training/phase-highlight';
import { SchedulePlots } from './plot-schedule';
import type { ProgramChecker } from '../programs/program-checker';
import type { RuleDocs } from '../diagnostics/rule-docs';
import type { Platform } from '../host/platform';
import type { SettingsReader } from '../host/settings-reader';
import { fixCall } from '../diagnostics/fix-call';
import { decodeTarget } from '../programs/targets';
import { WorkspaceCheck } from '../workspace/workspace-check';

export { decodeProjectSettings };

/** What activation has made, and the rest of the extension stands on. */
export interface OnDemandServices {
  readonly extensionUri: vscode.Uri;
  readonly platform: Platform;
  readonly engines: Engines;
  readonly checker: ProgramChecker;
  readonly programs: LivePrograms;
  readonly settings: SettingsReader;
  readonly docs: RuleDocs;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Everything that only a command or a restored panel needs. It is a bundle of its own, `dist/on-demand.js`, which `OnDemandCommands`
 * loads with the first of them: activation pays for none of it.
 */
export class OnDemand implements Disposable {
  private readonly owned = new DisposableStore();
  readonly panels: TrainingPanels;
  readonly explanations: Explanations;
  readonly plots: SchedulePlots;
  readonly workspaceCheck: WorkspaceCheck;
  readonly copySchedule: () => Promise<void>;
  readonly fixCall: (target: unknown) => Promise<void>;

  constructor({ extensionUri, platform, engines, checker, programs, settings, docs, log }: OnDemandServices) {
    const startThread = startTrainingThread(platform.training, (line) => {
      log.error(line);
    });
    const phase = this.owned.add(new PhaseHighlight());
    const training = { engine: engines.plans, checker, settings, startThread };
    this.panels = this.owned.add(new TrainingPanels(panelServices({ extensionUri, phase, log, ...training })));
    this.explanations = this.owned.add(new Explanations({ engine: engines.plans, log }));
    this.plots = this.owned.add(new SchedulePlots(programs, log));
    this.workspaceCheck = this.owned.add(new WorkspaceCheck({ engine: engines.checks, checker, settings, docs, log }));
    this.fixCall = async (argument) => {
      const target = decodeTarget(argument);
      if (target !== null) await fixCall(target, checker);
    };
    this.copySchedule = () => copyScheduleOf(engines.plans, log);
  }

  dispose(): void {
    this.owned.dispose();
  }
}

/** This bundle, as its loaders see it. */
export interface OnDemandModule {
  readonly OnDemand: typeof OnDemand;
  readonly decodeProjectSettings: typeof decodeProjectSettings;
}
