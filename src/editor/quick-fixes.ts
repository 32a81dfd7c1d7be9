import * as vscode from 'vscode';
import type { Finding, Fix } from '../lint/finding';
import { toRange } from './convert';
import { diagnosticSource } from './diagnostics';
import { withLevels } from './levels';
import type { ProgramChecker } from './program-checker';
import { documentOf, locationIn, type Program } from './programs';
import type { SettingsReader } from './settings-reader';

/** Offers the fixes of the findings under the cursor, against the very text that they were found in. */
export class QuickFixes implements vscode.CodeActionProvider {
  /** What VS Code may ask for. */
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(
    private readonly checker: ProgramChecker,
    private readonly settings: SettingsReader,
  ) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const checked = await this.checker.refresh(document);
    if (checked === null) return [];
    const { program, report } = checked;
    const { findings } = withLevels(report, this.settings.of(program.uri));
    return findings
      .filter(
        (finding) =>
          documentOf(program, finding.range) === document && toRange(finding.range).intersection(range) !== undefined,
      )
      .flatMap((finding) =>
        finding.fixes.map((fix, index) => actionOf({ finding, fix, isFirst: index === 0, program }, context)),
      );
  }
}

interface OfferedFix {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly isFirst: boolean;
  readonly program: Program;
}

function actionOf(
  { finding, fix, isFirst, program }: OfferedFix,
  context: vscode.CodeActionContext,
): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.edit = editOf([fix], program);
  action.isPreferred = isFirst && fix.safe;
  action.diagnostics = context.diagnostics.filter(
    ({ source, range }) => source === diagnosticSource && range.isEqual(toRange(finding.range)),
  );
  return action;
}

/** Fixes as one edit of the program's documents. */
export function editOf(fixes: readonly Fix[], program: Program): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, text } of fixes.flatMap(({ edits }) => edits)) {
    const { uri, range: place } = locationIn(program, range);
    edit.replace(uri, place, text);
  }
  return edit;
}
