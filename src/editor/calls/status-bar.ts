import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { ActiveProgram } from './calls-context';
import { visualizeCommand } from '../host/ids';
import { withLevels } from '../../lint/settings/levels';
import { translated } from '../host/localize';
import type { CheckedProgram, ProgramChecker } from '../programs/program-checker';
import type { SettingsReader } from '../host/settings-reader';

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
    const hasProblems = findings.length > 0;
    const english = statusText(calls.length, findings.length);
    const text = translated(english);
    this.item.text = `${hasProblems ? '$(warning)' : '$(graph-line)'} ${text}`;
    this.item.tooltip = translated(
      hasProblems ? `${english}. Press to go to the next problem.` : `${english}. Press to visualize the training.`,
    );
    this.item.command = hasProblems ? 'editor.action.marker.next' : visualizeCommand;
    this.item.show();
  }
}

/** What the item says of a program: its problems, or how many calls train. */
export function statusText(calls: number, problems: number): string {
  const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
  return `Global Step: ${problems > 0 ? count(problems, 'problem') : count(calls, 'training call')}`;
}
