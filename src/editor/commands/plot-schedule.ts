import * as vscode from 'vscode';
import { message } from '../../base/message';
import { SpokenError } from '../../base/spoken-error';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { visible } from '../../base/escape/visible';
import type { TrainingTarget } from '../../panel/saved-panel';
import { makeNonce, setPage } from '../../panel/panel-html';
import type { ProgramOutlook, ScheduleOutlook } from '../../plan/outlook';
import type { LivePrograms } from '../programs/live-programs';
import { editorLanguage, localized } from '../host/localize';
import { readingFailure } from '../engine/failure-text';
import { notify } from '../host/notify';
import { plotHtml } from '../../present/plot-html';
import { decodeTarget, openProgram, placeOfTarget, targetAt, titleOf } from '../programs/targets';

// The command that plots a schedule.

const viewType = 'globalStep.plot';

/** One panel with the curve of the schedule that was asked for last. It follows the source while it is open. */
export class SchedulePlots implements Disposable {
  private readonly owned = new DisposableStore();
  private panel: vscode.WebviewPanel | null = null;
  private target: TrainingTarget | null = null;

  constructor(
    private readonly programs: LivePrograms,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.owned.add(
      programs.onDidChange(({ uri, outlook }) => {
        if (this.target?.uri === uri && outlook !== null) this.draw(this.target, outlook);
      }),
    );
  }

  /** Plots the schedule of a target, or the one at the cursor. */
  async show(argument: unknown): Promise<void> {
    try {
      await this.plot(decodeTarget(argument) ?? activeTarget());
    } catch (error) {
      this.log.warn('the schedule could not be plotted', error);
      void notify('error', localized(readingFailure(error, message('The program'))));
    }
  }

  dispose(): void {
    this.panel?.dispose();
    this.owned.dispose();
  }

  private async plot(target: TrainingTarget | null): Promise<void> {
    if (target === null)
      throw new SpokenError(message('Put the cursor on a learning rate decay in a Python file, then run this again.'));
    const program = await openProgram(target);
    const outlook = await this.programs.outlook(program);
    if (outlook === null || scheduleAt(outlook, target) === null) {
      throw new SpokenError(
        message(
          '{0} has no learning rate schedule at line {1}. Put the cursor on a decay, such as tf.train.exponential_decay or a Keras schedule, then run this again.',
          titleOf(program),
          target.line,
        ),
      );
    }
    this.target = target;
    this.panel ??= this.open();
    this.panel.reveal(undefined, true);
    this.draw(target, outlook);
  }

  private open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      viewType,
      localized(message('Learning Rate')),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: false, localResourceRoots: [] },
    );
    panel.onDidDispose(() => {
      this.panel = null;
      this.target = null;
    });
    return panel;
  }

  private draw(target: TrainingTarget, outlook: ProgramOutlook): void {
    if (this.panel === null) return;
    const schedule = scheduleAt(outlook, target);
    const { path } = vscode.Uri.parse(target.uri);
    const file = path.slice(path.lastIndexOf('/') + 1);
    this.panel.title = visible(
      localized(schedule === null ? message('Learning Rate') : message('{0} – Learning Rate', schedule.name)),
    );
    const page = plotHtml({
      schedule,
      place: localized(message('{0}, line {1}', file, schedule?.range.line ?? target.line)),
      calls: outlook.calls,
      nonce: makeNonce(),
      language: vscode.env.language,
      speaks: editorLanguage,
    });
    setPage(this.panel.webview, page);
  }
}

/** The schedule that stands on a target's line; of several, the innermost one. Only the schedule itself has to be there, no optimizer. */
function scheduleAt({ schedules }: ProgramOutlook, target: TrainingTarget): ScheduleOutlook | null {
  const { file, line, cell } = placeOfTarget(target);
  const here = schedules.filter(
    ({ range }) => range.file === file && range.cell === cell && range.line <= line && line <= range.endLine,
  );
  return here.reduce<ScheduleOutlook | null>(
    (best, schedule) => (best === null || schedule.range.start > best.range.start ? schedule : best),
    null,
  );
}

function activeTarget(): TrainingTarget | null {
  const editor = vscode.window.activeTextEditor;
  return editor === undefined ? null : targetAt(editor);
}
