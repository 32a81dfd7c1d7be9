import * as vscode from 'vscode';
import { type Message, message } from '../../base/message';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { ActiveProgram } from './calls-context';
import { gapTitle } from '../../present/check-gap';
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
    const { calls, findings } = withLevels(this.shown.report, settings);
    const gap = this.programs.gapOf(this.shown);
    const hasProblems = findings.length > 0;
    const said = statusText(calls.length, findings.length, gapTitle(gap));
    const [text, tooltip, command] = hasProblems
      ? [message('$(warning) {0}', said), message('{0}. Press to go to the next problem.', said), nextProblemCommand]
      : gap.incomplete !== null
        ? [message('$(warning) {0}', said), message('{0}. Press to see where.', said), nextProblemCommand]
        : [
            message('$(graph-line) {0}', said),
            message('{0}. Press to visualize the training.', said),
            visualizeCommand,
          ];
    this.item.text = localizedLabel(text);
    this.item.tooltip = localized(tooltip);
    this.item.command = command;
    this.item.show();
  }
}

/** What the item says of a program: its problems, or how many calls train; and what of it the check does not speak of. */
function statusText(calls: number, problems: number, gap: Message | null): Message {
  if (gap !== null && calls === 0 && problems === 0) return message('Global Step: {0}', gap);
  const found = countText(calls, problems);
  return gap === null ? found : message('{0} · {1}', found, gap);
}

function countText(calls: number, problems: number): Message {
  if (problems === 1) return message('Global Step: {0} problem', problems);
  if (problems > 0) return message('Global Step: {0} problems', problems);
  return calls === 1
    ? message('Global Step: {0} training call', calls)
    : message('Global Step: {0} training calls', calls);
}
