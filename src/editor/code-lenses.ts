import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/emitter';
import type { CallReport } from '../lint/finding';
import type { CallOutlook } from '../plan/outlook';
import { lensTitle } from './call-text';
import { toRange } from './convert';
import { visualizeCommand } from './ids';
import { isSamePlace, withLevels } from './levels';
import type { LivePrograms } from './live-programs';
import { translated } from './localize';
import type { ProgramChecker } from './program-checker';
import { documentOf, type Program } from './programs';
import type { SettingsReader } from './settings-reader';
import { targetOf } from './targets';

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
    const { calls } = withLevels(report, settings);
    // The numbers come later, and with them this question again: a lens does not wait for them.
    if (calls.length > 0) void this.programs.outlook(program);
    const outlooks = this.programs.last(program)?.calls ?? [];
    return calls
      .filter(({ range }) => documentOf(program, range) === document)
      .flatMap((call) => lensesOf(call, outlooks.find(({ range }) => isSamePlace(range, call.range)) ?? null, program));
  }

  dispose(): void {
    this.owned.dispose();
  }
}

function lensesOf(call: CallReport, outlook: CallOutlook | null, program: Program): vscode.CodeLens[] {
  const range = toRange(call.range);
  const target = targetOf(program, call.range);
  return [
    new vscode.CodeLens(range, {
      title: translated(lensTitle(call, outlook)),
      tooltip: translated('Visualize Global Step: train this program with and without the step'),
      command: visualizeCommand,
      arguments: [target],
    }),
    new vscode.CodeLens(range, {
      title: translated('$(graph-line) Visualize'),
      command: visualizeCommand,
      arguments: [target],
    }),
  ];
}
