import * as vscode from 'vscode';
import { SpokenError } from '../../base/spoken-error';
import { escapeLabel } from '../../base/escape/label';
import { message } from '../../base/message';
import type { ProgramChanges } from '../../panel/panel-services';
import type { TrainingTarget } from '../../panel/saved-panel';
import type { SourceEdit } from '../../rewrite/places';
import { toRange, toUri } from '../programs/convert';
import type { EngineThread } from '../engine/engine-thread';
import { localized } from '../host/localize';
import { notify } from '../host/notify';
import { nearest } from '../../plan/nearest';
import { documentOf, type Program } from '../programs/programs';
import { openProgram, placeOfTarget, textsOf } from '../programs/targets';

/** The program is read twice: as it is, and as it would be. */
const longestChangeMs = 30_000;

/**
 * Writes a variation into a program's source, by an edit that VS Code shows before it is made and that one Undo takes back. Resolves to
 * whether the user made it; rejects with the reason where the source has no place for it.
 */
export async function applyVariation(
  target: TrainingTarget,
  { overrides, variation }: ProgramChanges,
  engine: EngineThread,
): Promise<boolean> {
  const program = await openProgram(target);
  const texts = textsOf(program);
  const plans = await engine.request('plans', [texts, overrides], { deadlineMs: longestChangeMs });
  const plan = nearest(plans, placeOfTarget(target));
  if (plan === null) throw new SpokenError(message('The call is not where it was: the program has changed.'));
  const change = await engine.request('change', [texts, plans.indexOf(plan), overrides, variation], {
    deadlineMs: longestChangeMs,
  });
  if (change.kind === 'refused') throw new SpokenError(change.reason);
  if (change.edits.length === 0) throw new SpokenError(message('The program says this already.'));
  const edit = new vscode.WorkspaceEdit();
  for (const one of change.edits) await add(edit, program, one);
  const before = change.edits.map(({ range }) => textOf(program, range.cell));
  const isAnswered = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  // VS Code says that an edit was made also where nothing of it was ticked in the preview.
  const isMade =
    isAnswered &&
    change.edits.some(
      ({ range }, index) => range.file !== program.key || textOf(program, range.cell) !== before[index],
    );
  if (!isMade)
    void notify('information', localized(message('Nothing was changed: tick an edit in the preview to have it made.')));
  return isMade;
}

async function add(edit: vscode.WorkspaceEdit, program: Program, { range, text, what }: SourceEdit): Promise<void> {
  const document = documentOf(program, range) ?? (await vscode.workspace.openTextDocument(toUri(range.file)));
  edit.replace(document.uri, toRange(range), text, {
    needsConfirmation: true,
    label: localized(message('Global Step: values of the playground')),
    description: escapeLabel(what),
  });
}

function textOf(program: Program, cell: number | null): string {
  return program.parts.find((part) => part.cell === cell)?.document.getText() ?? '';
}
