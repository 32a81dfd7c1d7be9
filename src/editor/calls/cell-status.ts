import * as vscode from 'vscode';
import { message } from '../../base/message';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import type { SourceRange } from '../../base/source-range';
import type { Finding } from '../../lint/finding';
import type { ScheduleOutlook } from '../../plan/outlook';
import { schedulerLens } from '../../present/scheduler-text';
import { callTitle, lensTitle } from '../../present/call-text';
import { withGap } from '../../present/check-gap';
import { visualizeCommand } from '../host/ids';
import { isSamePlace } from '../../lint/of-call';
import { withLevels } from '../../lint/settings/levels';
import { type LivePrograms, mayHoldOutlook } from '../programs/live-programs';
import { localized, localizedLabel } from '../host/localize';
import type { ProgramChecker } from '../programs/program-checker';
import { documentOf, type Program } from '../programs/programs';
import type { SettingsReader } from '../host/settings-reader';
import { targetOf } from '../programs/targets';

/** In a notebook, where a lens would push the code about: an item below each cell for every training call and every scheduler in it. */
export class CellStatus implements vscode.NotebookCellStatusBarItemProvider, Disposable {
  private readonly owned = new DisposableStore();
  private readonly changes = this.owned.add(new Emitter<undefined>());

  /** VS Code asks again after each. */
  readonly onDidChangeCellStatusBarItems = this.changes.event as unknown as vscode.Event<void>;

  constructor(
    private readonly checker: ProgramChecker,
    private readonly programs: LivePrograms,
    private readonly settings: SettingsReader,
  ) {
    const ask = (): void => {
      this.changes.fire(undefined);
    };
    this.owned.add(checker.onDidCheck(ask));
    this.owned.add(programs.onDidChange(ask));
    this.owned.add(settings.onDidChange(ask));
    this.owned.add(vscode.notebooks.registerNotebookCellStatusBarItemProvider('*', this));
  }

  async provideCellStatusBarItems({ document }: vscode.NotebookCell): Promise<vscode.NotebookCellStatusBarItem[]> {
    const settings = this.settings.of(document.uri);
    if (!settings.lens || document.languageId !== 'python') return [];
    const checked = this.checker.get(document) ?? (await this.checker.refresh(document));
    if (checked === null) return [];
    const { program, report } = checked;
    const { calls: all, findings } = withLevels(report, settings.levels);
    const isHere = ({ range }: { readonly range: SourceRange }): boolean => documentOf(program, range) === document;
    const calls = all.filter(isHere);
    if (mayHoldOutlook(document.getText())) void this.programs.outlook(program);
    const { calls: outlooks = [], schedules = [] } = this.programs.last(program) ?? {};
    const gap = this.programs.gapOf(checked);
    const ofSchedulers = schedules.filter(isHere).flatMap((schedule) => schedulerItem(schedule, findings, program));
    const ofCalls = calls.map((call) => {
      const outlook = outlooks.find(({ range }) => isSamePlace(range, call.range)) ?? null;
      const item = new vscode.NotebookCellStatusBarItem(
        localizedLabel(withGap(lensTitle(call, outlook), gap)),
        vscode.NotebookCellStatusBarAlignment.Left,
      );
      item.tooltip = localized(
        message('Line {0}: {1}. Press to visualize.', call.range.line, callTitle(call, outlook)),
      );
      item.command = {
        title: localized(message('Visualize Global Step')),
        command: visualizeCommand,
        arguments: [targetOf(program, call.range)],
      };
      return item;
    });
    return [...ofCalls, ...ofSchedulers];
  }

  dispose(): void {
    this.owned.dispose();
  }
}

/** What becomes of a scheduler that a cell makes, where that is known. */
function schedulerItem(
  schedule: ScheduleOutlook,
  findings: readonly Finding[],
  program: Program,
): vscode.NotebookCellStatusBarItem[] {
  const title = schedule.pace === undefined ? null : schedulerLens(schedule, findings);
  if (title === null) return [];
  const item = new vscode.NotebookCellStatusBarItem(localizedLabel(title), vscode.NotebookCellStatusBarAlignment.Left);
  item.tooltip = localized(message('Visualize Global Step'));
  item.command = {
    title: localized(message('Visualize Global Step')),
    command: visualizeCommand,
    arguments: [targetOf(program, schedule.range)],
  };
  return [item];
}
