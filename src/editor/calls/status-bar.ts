import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { ActiveProgram } from './calls-context';
import { gapTitle } from '../../present/check-gap';
import { visualizeCommand } from '../host/ids';
import { withLevels } from '../../lint/settings/levels';
import { translated } from '../host/localize';
import type { CheckedProgram, ProgramChecker } from '../programs/program-checker';
import type { LivePrograms } from '../programs/live-programs';
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
    const { calls, findings } = withLevels(this.shown.report, settings);
    const gap = this.programs.gapOf(this.shown);
    const hasProblems = findings.length > 0;
    const english = statusText(calls.length, findings.length, gapTitle(gap));
    const [icon, invitation, command] = hasProblems
      ? ['$(warning)', 'Press to go to the next problem.', 'editor.action.marker.next']
      : gap.incomplete !== null
        ? ['$(warning)', 'Press to see where.', 'editor.action.marker.next']
        : ['$(graph-line)', 'Press to visualize the training.', visualizeCommand];
    this.item.text = `${icon} ${translated(english)}`;
    this.item.tooltip = translated(`${english}. ${invitation}`);
    this.item.command = command;
    this.item.show();
  }
}

/** What the item says of a program: its problems, or how many calls train; and what of it the check does not speak of. */
export function statusText(calls: number, problems: number, gap: string | null): string {
  const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
  const found = `Global Step: ${problems > 0 ? count(problems, 'problem') : count(calls, 'training call')}`;
  if (gap === null) return found;
  return calls === 0 && problems === 0 ? `Global Step: ${gap}` : `${found} · ${gap}`;
}
