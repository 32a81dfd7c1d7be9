import * as vscode from 'vscode';
import { type Message, message } from '../../base/message';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { mayTrainByClock } from '../../frameworks/clock-texts';
import type { ScheduleOutlook } from '../../plan/outlook';
import type { CallReport } from '../../lint/finding';
import { lensTitle } from '../../present/call-text';
import { withGap } from '../../present/check-gap';
import type { TrainingTarget } from '../../panel/saved-panel';
import { schedulerLens } from '../../present/scheduler-text';
import { toRange } from '../programs/convert';
import { fixCallCommand, plotCommand, visualizeCommand } from '../host/ids';
import { isSamePlace } from '../../lint/of-call';
import { withLevels } from '../../lint/settings/levels';
import type { LivePrograms } from '../programs/live-programs';
import { localized, localizedLabel } from '../host/localize';
import type { CheckedProgram, ProgramChecker } from '../programs/program-checker';
import { documentOf, type Program } from '../programs/programs';
import type { SettingsReader } from '../host/settings-reader';
import { targetOf } from '../programs/targets';

/** A lens on every training call of a file: what counts its steps, and a way to see it. A notebook's cells have status bar items. */
export class CodeLenses implements vscode.CodeLensProvider, Disposable {
  private readonly owned = new DisposableStore();
  private readonly changes = this.owned.add(new Emitter<undefined>());

  /** VS Code asks again after each. */
  readonly onDidChangeCodeLenses = this.changes.event;

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
    this.owned.add(vscode.languages.registerCodeLensProvider({ language: 'python' }, this));
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const settings = this.settings.of(document.uri);
    if (!settings.lens) return [];
    // While somebody types, the report may be a version behind; asking for a new check here would be one for each keystroke.
    const checked = this.checker.get(document) ?? (await this.checker.refresh(document));
    if (checked === null || checked.program.parts.some(({ cell }) => cell !== null)) return [];
    const { program, report } = checked;
    const { calls, findings } = withLevels(report, settings.levels);
    // The numbers come later, and with them this question again: a lens does not wait for them.
    if (calls.length > 0 || mayTrainByClock(document.getText())) void this.programs.outlook(program);
    const { calls: outlooks = [], schedules = [] } = this.programs.last(program) ?? {};
    const ofSchedulers = schedules
      .filter(({ range, pace }) => pace !== undefined && documentOf(program, range) === document)
      .flatMap((schedule) => schedulerLenses(schedule, schedulerLens(schedule, findings), program));
    const gap = this.programs.gapOf(checked);
    if (calls.length === 0) return [...gapLenses(checked, document), ...ofSchedulers];
    const ofCalls = calls
      .filter(({ range }) => documentOf(program, range) === document)
      .flatMap((call) => {
        const outlook = outlooks.find(({ range }) => isSamePlace(range, call.range)) ?? null;
        return lensesOf(call, withGap(lensTitle(call, outlook), gap), program);
      });
    return [...ofCalls, ...ofSchedulers];
  }

  dispose(): void {
    this.owned.dispose();
  }
}

/** A program that the check gave up on may train all the same: that is said where it gave up. Pressing the lens does nothing. */
function gapLenses(
  { program, report: { incomplete } }: CheckedProgram,
  document: vscode.TextDocument,
): vscode.CodeLens[] {
  if (incomplete === null) return [];
  const { message: why, range } = incomplete;
  if (range !== null && documentOf(program, range) !== document) return [];
  const place = range === null ? new vscode.Range(0, 0, 0, 0) : toRange(range);
  const title = localizedLabel(message('$(info) {0}', message('Incomplete check: {0}.', why)));
  return [new vscode.CodeLens(place, { title, command: '' })];
}

/** What becomes of a scheduler, its curve, and its clock as it runs. */
function schedulerLenses(
  { range: place }: ScheduleOutlook,
  title: Message | null,
  program: Program,
): vscode.CodeLens[] {
  if (title === null) return [];
  const range = toRange(place);
  const target = targetOf(program, place);
  const plot = { command: plotCommand, arguments: [target] };
  const tooltip = localized(message('Plot Learning Rate Schedule'));
  return [
    new vscode.CodeLens(range, { title: localizedLabel(title), tooltip, ...plot }),
    new vscode.CodeLens(range, { title: localized(message('$(graph-line) {0}', message('Plot'))), ...plot }),
    visualizeLens(range, target),
  ];
}

function visualizeLens(range: vscode.Range, target: TrainingTarget): vscode.CodeLens {
  const title = localized(message('$(graph-line) {0}', message('Visualize')));
  return new vscode.CodeLens(range, { title, command: visualizeCommand, arguments: [target] });
}

/** The answer, what mends it, and the way to see it. */
function lensesOf({ range: place, verdict, fix }: CallReport, title: Message, program: Program): vscode.CodeLens[] {
  const range = toRange(place);
  const target = targetOf(program, place);
  const fixes =
    fix === null || verdict !== 'warning'
      ? []
      : [new vscode.CodeLens(range, { title: localizedLabel(fix), command: fixCallCommand, arguments: [target] })];
  return [
    new vscode.CodeLens(range, {
      title: localizedLabel(title),
      tooltip: localized(message('Visualize Global Step: train this program with and without the step')),
      command: visualizeCommand,
      arguments: [target],
    }),
    ...fixes,
    visualizeLens(range, target),
  ];
}
