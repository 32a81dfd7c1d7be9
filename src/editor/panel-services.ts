import * as vscode from 'vscode';
import type { PanelServices } from '../panel/training-panel';
import type { LivePrograms } from './live-programs';
import { openTraining, type TrainingServices } from './open-training';
import type { PhaseHighlight } from './phase-highlight';
import { reveal } from './reveal';

/** What the panels get from the editor. */
export interface EditorSide extends TrainingServices {
  readonly extensionUri: vscode.Uri;
  readonly programs: LivePrograms;
  readonly phase: PhaseHighlight;
  readonly log: vscode.LogOutputChannel;
}

/** Joins the panels with the editor: where programs come from, and where the panels point back to. */
export function panelServices({ extensionUri, programs, phase, log, ...training }: EditorSide): PanelServices {
  return {
    extensionUri,
    language: vscode.env.language,
    openSource: (target, overrides) => openTraining(target, overrides, training),
    reveal: (location) => {
      reveal(location, log);
    },
    highlight: (location) => {
      phase.show(location);
    },
    onDidChangeProgram: programs.onDidChange,
    log: (message) => {
      log.info(message);
    },
  };
}
