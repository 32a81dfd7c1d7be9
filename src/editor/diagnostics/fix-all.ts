import * as vscode from 'vscode';
import { message, type Message } from '../../base/message';
import type { Disposable } from '../../base/disposable';
import { localized } from '../host/localize';
import { notify } from '../host/notify';
import type { ProgramChecker } from '../programs/program-checker';
import { isEditable } from '../programs/programs';
import type { SafeFixer } from './safe-fixer';

/** Id of **Fix All Global Step Problems in File**. */
const fixAllCommand = 'globalStep.fixAll';

/** What the command did: safe fixes that were made, and whether they could not be written. */
interface Fixed {
  readonly applied: number;
  readonly isRefused: boolean;
}

/** Registers the command: every safe fix of the active editor's program, until none is left. */
export function registerFixAll(checker: ProgramChecker, fixer: SafeFixer): Disposable {
  return vscode.commands.registerCommand(fixAllCommand, async () => {
    const document = vscode.window.activeTextEditor?.document;
    const { applied, isRefused } =
      document === undefined ? { applied: 0, isRefused: false } : await fixAll(document, checker, fixer);
    if (isRefused) void notify('error', localized(refusalOf(document)));
    else if (applied > 0)
      vscode.window.setStatusBarMessage(localized(message('Global Step: {0} fixed', applied)), 5000);
    else void notify('information', localized(message('Global Step: there is nothing here that can be fixed safely.')));
  });
}

async function fixAll(document: vscode.TextDocument, checker: ProgramChecker, fixer: SafeFixer): Promise<Fixed> {
  const checked = await checker.refresh(document);
  const fixes = checked === null ? null : await fixer.fixesOf(checked.program);
  if (fixes === null || fixes.applied === 0) return { applied: 0, isRefused: false };
  const isMade = isEditable(document) && (await vscode.workspace.applyEdit(fixes.edit));
  return isMade ? { applied: fixes.applied, isRefused: false } : { applied: 0, isRefused: true };
}

function refusalOf(document: vscode.TextDocument | undefined): Message {
  return document !== undefined && !isEditable(document)
    ? message('Global Step: this file is read-only, so that nothing was fixed.')
    : message('Global Step: VS Code did not make the change.');
}
