import * as vscode from 'vscode';
import { type Message, message } from '../../base/message';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { mayTrainByClock } from '../../frameworks/clock-texts';
import type { SourceRange } from '../../base/source-range';
import { isWorthChecking } from '../../engine/imports-index';
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
import { type LivePrograms, mayHoldOutlook } from '../programs/live-programs';
import { localized, localizedLabel } from '../host/localize';
import type { CheckedProgram, ProgramChecker } from '../programs/program-checker';
import { documentOf, type Program, programOf } from '../programs/programs';
import type { SettingsReader } from '../host/settings-reader';
import { targetOf } from '../programs/targets';

/** What stands above a line. */
interface Row {
  readonly place: SourceRange;
  readonly answer: vscode.Command;
  readonly actions: readonly vscode.Command[];
}

/** Numbers that take longer come into an answer behind the actions, which then stay where they are. */
const longestWaitMs = 1000;

/** A lens on every training call of a file: what counts its steps, and a way to see it. A notebook's cells have status bar items. */
export class CodeLenses implements vscode.CodeLensProvider, Disposable {
  private readonly owned = new DisposableStore();
  private readonly changes = this.owned.add(new Emitter<undefined>());
  /** By program: whether the answer stands first in the rows of a text. */
  private readonly orders = new Map<string, { readonly stamp: string; readonly isAnswerFirst: Promise<boolean> }>();

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
    this.owned.add(checker.onDidClose((key) => this.orders.delete(key)));
    this.owned.add(programs.onDidChange(ask));
    this.owned.add(settings.onDidChange(ask));
    this.owned.add(vscode.languages.registerCodeLensProvider({ language: 'python' }, this));
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const settings = this.settings.of(document.uri);
    if (!settings.lens) return [];
    // While somebody types, the report may be a version behind; asking for a new check here would be one for each keystroke.
    const checked = this.checker.get(document) ?? (await this.firstCheck(document));
    if (checked === null || checked.program.parts.some(({ cell }) => cell !== null)) return [];
    const { program, report } = checked;
    const { calls, findings } = withLevels(report, settings.levels);
    const isHere = ({ range }: { readonly range: SourceRange }): boolean => documentOf(program, range) === document;
    const mayHaveNumbers = calls.length > 0 || mayTrainByClock(document.getText());
    const isAnswerFirst = mayHaveNumbers && (await this.settlesSoon(program));
    const { calls: outlooks = [], schedules = [] } = this.programs.last(program) ?? {};
    const gap = this.programs.gapOf(checked);
    const ofCalls = calls.filter(isHere).map((call) => {
      const outlook = outlooks.find(({ range }) => isSamePlace(range, call.range)) ?? null;
      return callRow(call, withGap(lensTitle(call, outlook), gap), program);
    });
    const ofSchedulers = schedules
      .filter((schedule) => schedule.pace !== undefined && isHere(schedule))
      .flatMap((schedule) => schedulerRow(schedule, schedulerLens(schedule, findings), program));
    return [
      ...(calls.length === 0 ? gapLenses(checked, document) : []),
      ...[...ofCalls, ...ofSchedulers].flatMap((row) => lensesOf(row, isAnswerFirst)),
    ];
  }

  /** The check of a file that was opened just now; its numbers are read beside it. */
  private firstCheck(document: vscode.TextDocument): Promise<CheckedProgram | null> {
    const program = programOf(document);
    const text = document.getText();
    if (program?.uri === document.uri && !this.settings.isExcluded(document)) {
      if (isWorthChecking(text) && mayHoldOutlook(text)) void this.programs.outlook(program);
    }
    return this.checker.refresh(document);
  }

  /** Whether the numbers of a text come in a moment, in which VS Code shows the lenses as they were. What is said once of a text holds for it. */
  private settlesSoon(program: Program): Promise<boolean> {
    const { key, stamp } = program;
    const known = this.orders.get(key);
    if (known?.stamp === stamp) return known.isAnswerFirst;
    const isAnswerFirst = this.programs.settlesWithin(program, longestWaitMs);
    this.orders.set(key, { stamp, isAnswerFirst });
    return isAnswerFirst;
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
function schedulerRow({ range: place }: ScheduleOutlook, title: Message | null, program: Program): Row[] {
  if (title === null) return [];
  const target = targetOf(program, place);
  const plot = { command: plotCommand, arguments: [target] };
  const tooltip = localized(message('Plot Learning Rate Schedule'));
  const answer = { title: localizedLabel(title), tooltip, ...plot };
  const plotting = { title: localized(message('$(graph-line) {0}', message('Plot'))), ...plot };
  return [{ place, answer, actions: [plotting, visualizing(target)] }];
}

/** The answer, what mends it, and the way to see it. */
function callRow({ range: place, verdict, fix }: CallReport, title: Message, program: Program): Row {
  const target = targetOf(program, place);
  const answer = {
    title: localizedLabel(title),
    tooltip: localized(message('Visualize Global Step: train this program with and without the step')),
    command: visualizeCommand,
    arguments: [target],
  };
  const fixes =
    fix === null || verdict !== 'warning'
      ? []
      : [{ title: localizedLabel(fix), command: fixCallCommand, arguments: [target] }];
  return { place, answer, actions: [...fixes, visualizing(target)] };
}

function visualizing(target: TrainingTarget): vscode.Command {
  const title = localized(message('$(graph-line) {0}', message('Visualize')));
  return { title, command: visualizeCommand, arguments: [target] };
}

function lensesOf({ place, answer, actions }: Row, isAnswerFirst: boolean): vscode.CodeLens[] {
  const range = toRange(place);
  const commands = isAnswerFirst ? [answer, ...actions] : [...actions, answer];
  return commands.map((command) => new vscode.CodeLens(range, command));
}
