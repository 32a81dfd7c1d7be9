import * as vscode from 'vscode';
import type { Finding, Fix } from '../lint/finding';
import { toRange, toUri } from './convert';
import { diagnosticSource } from './diagnostics';
import type { DocumentChecker } from './document-checker';

/** Offers the fixes of the findings under the cursor, against the very text that they were found in. */
export class QuickFixes implements vscode.CodeActionProvider {
  /** What VS Code may ask for. */
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(private readonly checker: DocumentChecker) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const checked = await this.checker.refresh(document);
    if (checked?.version !== document.version) return [];
    return checked.report.findings
      .filter((finding) => toRange(finding.range).intersection(range) !== undefined)
      .flatMap((finding) => finding.fixes.map((fix, index) => actionOf(finding, fix, index === 0, context)));
  }
}

function actionOf(
  finding: Finding,
  fix: Fix,
  isFirst: boolean,
  { diagnostics }: vscode.CodeActionContext,
): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const { range, text } of fix.edits) action.edit.replace(toUri(range.file), toRange(range), text);
  action.isPreferred = isFirst && fix.safe;
  action.diagnostics = diagnostics.filter(
    ({ source, range }) => source === diagnosticSource && range.isEqual(toRange(finding.range)),
  );
  return action;
}
