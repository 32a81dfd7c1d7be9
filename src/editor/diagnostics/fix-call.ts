import * as vscode from 'vscode';
import { message } from '../../base/message';
import { fixOfCall } from '../../lint/call-fix';
import type { TrainingTarget } from '../../panel/saved-panel';
import { localized } from '../host/localize';
import { notify } from '../host/notify';
import type { ProgramChecker } from '../programs/program-checker';
import { openProgram } from '../programs/targets';
import { editOf } from './quick-fixes';

/** Applies the first fix of the training call on a line; says so where there is none. Whether it was applied. */
export async function fixCall(target: TrainingTarget, checker: ProgramChecker): Promise<boolean> {
  const { parts } = await openProgram(target);
  const document = (parts.find(({ cell }) => cell === target.cell) ?? parts[0])?.document;
  const checked = document === undefined ? null : await checker.refresh(document);
  const fix = checked === null ? null : fixOfCall(checked.report.findings, target);
  if (checked === null || fix === null) {
    void notify('information', localized(message('Global Step: there is nothing to fix at line {0}.', target.line)));
    return false;
  }
  return vscode.workspace.applyEdit(editOf(fix.edits, checked.program));
}
