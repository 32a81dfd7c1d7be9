import * as vscode from 'vscode';
import type { PanelServices } from '../../panel/panel-services';
import { applyVariation } from './apply-variation';
import { copyVariation } from '../commands/copy-schedule';
import { fixCall } from '../diagnostics/fix-call';
import type { ProgramChecker } from '../programs/program-checker';
import { inWords } from '../engine/failure-text';
import { openTraining, type TrainingServices } from './open-training';
import type { PhaseHighlight } from './phase-highlight';
import { isAsRead, onDidEditProgram } from './program-edits';
import { reveal } from '../programs/reveal';

/** What the panels get from the editor. */
export interface EditorSide extends TrainingServices {
  readonly extensionUri: vscode.Uri;
  readonly phase: PhaseHighlight;
  readonly checker: ProgramChecker;
  readonly log: vscode.LogOutputChannel;
}

/** Joins the panels with the editor: where programs come from, and where the panels point back to. */
export function panelServices({ extensionUri, phase, log, checker, ...training }: EditorSide): PanelServices {
  return {
    extensionUri,
    language: vscode.env.language,
    openSource: (target, changes) => inWords(openTraining(target, changes, training), target.uri, log),
    applyVariation: (target, changes) => inWords(applyVariation(target, changes, training.engine), target.uri, log),
    fixCall: (target) => inWords(fixCall(target, checker), target.uri, log),
    copySchedule: copyVariation,
    reveal: (location) => {
      reveal(location, log);
    },
    highlight: (location) => {
      phase.show(location);
    },
    onDidEditProgram,
    isAsRead,
    log: (message) => {
      log.info(message);
    },
  };
}
