import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { ActiveProgram } from './calls-context';
import { withLevels } from './levels';
import type { CheckedProgram, ProgramChecker } from './program-checker';
import type { SettingsReader } from './settings-reader';

/** A status bar item while the active editor's program trains with TensorFlow 1: how many calls there are, and how many warn. */
export class StatusBar implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly item = this.owned.add(
    vscode.window.createStatusBarItem('globalStep.status', vscode.StatusBarAlignment.Right, 90),
  );
  private shown: CheckedProgram | null = null;

  constructor(
    checker: ProgramChecker,
    private readonly settings: SettingsReader,
  ) {
    this.item.name = 'Global Step';
    this.owned.add(
      new ActiveProgram(checker, (checked) => {
        this.shown = checked;
        this.show();
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
    const { calls, findings } = withLevels(this.shown.report, settings);
    const warned = calls.filter(({ verdict }) => verdict === 'warning').length;
    const text = statusText(calls.length, warned);
    this.item.text = warned > 0 ? `$(warning) ${text}` : `$(graph-line) ${text}`;
    this.item.tooltip = `Global Step: ${text}. Press to ${findings.length > 0 ? 'go to the next problem' : 'visualize'}.`;
    this.item.command = findings.length > 0 ? 'editor.action.marker.next' : 'globalStep.visualize';
    this.item.show();
  }
}

/** What the item says of a program's training calls. */
export function statusText(calls: number, warned: number): string {
  const trained = `${calls} training ${calls === 1 ? 'call' : 'calls'}`;
  return warned === 0 ? trained : `${trained}, ${warned} without a step that counts`;
}
