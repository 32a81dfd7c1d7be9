import * as vscode from 'vscode';
import { message } from '../../base/message';
import { fixOfCall } from '../../lint/call-fix';
import type { TrainingTarget } from '../../panel/saved-panel';
import { localized } from '../host/localize';
import { notify } from '../host/notify';
import type { ProgramChecker } from '../programs/program-checker';
import { openProgram, placeOfTarget } from '../programs/targets';
import { nearest } from '../../plan/nearest';
import { editOf } from './quick-fixes';

/** Applies the first fix of the training call nearest to a line; says so where there is none. Whether it was applied. */
export async function fixCall(target: TrainingTarget, checker: ProgramChecker): Promise<boolean> {
  const { uri, cell, file = uri } = target;
  const { parts } = await openProgram({ uri: file, cell });
  const document = (parts.find(({ cell }) => cell === target.cell) ?? parts[0])?.document;
  const checked = document === undefined ? null : await checker.refresh(document);
  const calls = checked?.report.calls.map(({ range }) => ({ call: range })) ?? [];
  // A panel that was opened by a command has the cursor's line.
  const place = nearest(calls, placeOfTarget(target))?.call ?? placeOfTarget(target);
  const fix = checked === null ? null : fixOfCall(checked.report.findings, place);
  if (checked === null || fix === null) {
    void notify('information', localized(message('Global Step: there is nothing to fix at line {0}.', place.line)));
    return false;
  }
  return vscode.workspace.applyEdit(editOf(fix.edits, checked.program));
}
