import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { ActiveProgram } from './calls-context';
import { statusOf } from '../../present/status-text';
import { visualizeCommand } from '../host/ids';
import { withLevels } from '../../lint/settings/levels';
import { localized, localizedLabel } from '../host/localize';
import type { CheckedProgram, ProgramChecker } from '../programs/program-checker';
import type { LivePrograms } from '../programs/live-programs';
import type { SettingsReader } from '../host/settings-reader';

const nextProblemCommand = 'editor.action.marker.next';

/** A status bar item while the active editor's program trains with TensorFlow 1: how many calls there are, and how many warn. */
export class StatusBar implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly item = this.owned.add(
    vscode.window.createStatusBarItem('globalStep.status', vscode.StatusBarAlignment.Right, 90),
  );
  private shown: CheckedProgram | null = null;

  constructor(
    checker: ProgramChecker,
    private readonly programs: LivePrograms,
    private readonly settings: SettingsReader,
  ) {
    this.item.name = 'Global Step';
    this.owned.add(
      new ActiveProgram(
        checker,
        (checked) => {
          this.shown = checked;
          this.show();
        },
        true,
      ),
    );
    this.owned.add(
      programs.onDidChange(({ uri }) => {
        if (this.shown?.program.key === uri) this.show();
      }),
    );
    this.owned.add(
      settings.onDidChange(() => {
        this.show();
      }),
    );
  }

  dispose(): void {
    this.owned.dispose();
  }

  private show(): void {
    const settings = this.shown === null ? null : this.settings.of(this.shown.program.uri);
    if (this.shown === null || settings === null || !settings.statusBar) {
      this.item.hide();
      return;
    }
    const said = statusOf(withLevels(this.shown.report, settings.levels), this.programs.gapOf(this.shown));
    this.item.text = localizedLabel(said.text);
    this.item.tooltip = localized(said.tooltip);
    this.item.command = said.goesTo === 'training' ? visualizeCommand : nextProblemCommand;
    this.item.show();
  }
}
