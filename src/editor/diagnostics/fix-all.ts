import * as vscode from 'vscode';
import { message, type Message } from '../../base/message';
import type { Disposable } from '../../base/disposable';
import { chooseFixes } from '../../lint/apply-fixes';
import { withLevels } from '../../lint/settings/levels';
import { localized } from '../host/localize';
import { notify } from '../host/notify';
import type { ProgramChecker } from '../programs/program-checker';
import { isEditable } from '../programs/programs';
import { editOf } from './quick-fixes';
import type { SettingsReader } from '../host/settings-reader';

/** Id of **Fix All Global Step Problems in File**. */
const fixAllCommand = 'globalStep.fixAll';

/** A fix may uncover another finding; after so many rounds what is left is left. */
const mostRounds = 10;

/** What the command did: safe fixes that were made, and whether one was left that could not be written. */
interface Fixed {
  readonly applied: number;
  readonly isRefused: boolean;
}

/** Registers the command: every safe fix of the active editor's program, until none is left. */
export function registerFixAll(checker: ProgramChecker, settings: SettingsReader): Disposable {
  return vscode.commands.registerCommand(fixAllCommand, async () => {
    const document = vscode.window.activeTextEditor?.document;
    const { applied, isRefused } =
      document === undefined ? { applied: 0, isRefused: false } : await fixAll(document, checker, settings);
    if (isRefused) void notify('error', localized(refusalOf(document)));
    else if (applied > 0)
      vscode.window.setStatusBarMessage(localized(message('Global Step: {0} fixed', applied)), 5000);
    else void notify('information', localized(message('Global Step: there is nothing here that can be fixed safely.')));
  });
}

async function fixAll(
  document: vscode.TextDocument,
  checker: ProgramChecker,
  settings: SettingsReader,
): Promise<Fixed> {
  let applied = 0;
  for (let round = 0; round < mostRounds; round++) {
    const checked = await checker.refresh(document);
    if (checked === null) break;
    const { program, report } = checked;
    const chosen = chooseFixes(withLevels(report, settings.of(program.uri)).findings, false);
    if (chosen.applied === 0) break;
    if (!isEditable(document) || !(await vscode.workspace.applyEdit(editOf(chosen.edits, program))))
      return { applied, isRefused: true };
    applied += chosen.applied;
  }
  return { applied, isRefused: false };
}

function refusalOf(document: vscode.TextDocument | undefined): Message {
  return document !== undefined && !isEditable(document)
    ? message('Global Step: this file is read-only, so that nothing was fixed.')
    : message('Global Step: VS Code did not make the change.');
}
