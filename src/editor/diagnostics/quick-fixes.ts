import * as vscode from 'vscode';
import { type Message, message } from '../../base/message';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { chooseFixes } from '../../lint/apply-fixes';
import type { Edit, Finding } from '../../lint/finding';
import { toRange } from '../programs/convert';
import { diagnosticSource } from './diagnostics';
import { disableAtLine, disableInFile, type LineInsertion } from '../../lint/settings/disable-edits';
import { withLevels } from '../../lint/settings/levels';
import { localized } from '../host/localize';
import type { ProgramChecker } from '../programs/program-checker';
import { documentOf, isEditable, locationIn, type Program } from '../programs/programs';
import type { SettingsReader } from '../host/settings-reader';
import type { SafeFixer } from './safe-fixer';

/** Kind of the action that applies every safe fix of a file, as `editor.codeActionsOnSave` names it. */
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('globalStep');

/** Offers the fixes of the findings under the cursor, and to silence them, against the very text that they were found in. */
export class QuickFixes implements vscode.CodeActionProvider, Disposable {
  private readonly owned = new DisposableStore();

  constructor(
    private readonly checker: ProgramChecker,
    private readonly settings: SettingsReader,
    private readonly fixer: SafeFixer,
  ) {
    this.owned.add(
      vscode.languages.registerCodeActionsProvider({ language: 'python' }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
      }),
    );
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    if (!isEditable(document)) return [];
    const checked = await this.checker.refresh(document);
    if (checked === null) return [];
    const { program, report } = checked;
    const { findings } = withLevels(report, this.settings.of(program.uri).levels);
    const { only } = context;
    if (only?.contains(fixAllKind) === true) return fixAllActions(findings, program);
    if (only !== undefined && !only.contains(vscode.CodeActionKind.QuickFix)) return [];
    const here = findings.filter(
      (finding) =>
        documentOf(program, finding.range) === document && toRange(finding.range).intersection(range) !== undefined,
    );
    const actions = here.flatMap((finding) => actionsOf({ finding, program, document }, context));
    const safe = chooseFixes(findings, false);
    if (here.length === 0 || safe.applied < 2) return actions;
    const title = message('Fix all global step problems that have a safe fix');
    return [...actions, new FixAllAction(localized(title), vscode.CodeActionKind.QuickFix, program)];
  }

  /** What all fixes come to is only found where somebody wants it: the program is checked again after each round. */
  async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    const fixes = action instanceof FixAllAction ? await this.fixer.fixesOf(action.program) : null;
    if (fixes !== null) action.edit = fixes.edit;
    return action;
  }

  dispose(): void {
    this.owned.dispose();
  }
}

interface Found {
  readonly finding: Finding;
  readonly program: Program;
  readonly document: vscode.TextDocument;
}

/** Applies every safe fix of a program. */
class FixAllAction extends vscode.CodeAction {
  constructor(
    title: string,
    kind: vscode.CodeActionKind,
    readonly program: Program,
  ) {
    super(title, kind);
  }
}

function fixAllActions(findings: readonly Finding[], program: Program): vscode.CodeAction[] {
  if (chooseFixes(findings, false).applied === 0) return [];
  return [new FixAllAction(localized(message('Fix all global step problems')), fixAllKind, program)];
}

function actionsOf(found: Found, { diagnostics }: vscode.CodeActionContext): vscode.CodeAction[] {
  const { finding, program, document } = found;
  const own = diagnostics.filter(
    ({ source, range }) => source === diagnosticSource && range.isEqual(toRange(finding.range)),
  );
  const fixes = finding.fixes.map((fix, index) => {
    const action = new vscode.CodeAction(localized(fix.title), vscode.CodeActionKind.QuickFix);
    action.edit = editOf(fix.edits, program);
    action.isPreferred = index === 0 && fix.safe;
    return action;
  });
  const line = toRange(finding.range).start.line;
  const atLine = disableAtLine(finding.rule, line, document.lineAt(line).text);
  const disables = [
    ...(atLine === null ? [] : [insertAction(message('Disable {0} for this line', finding.rule), atLine, document)]),
    disableFileAction(found),
  ];
  return [...fixes, ...disables].map((action) => {
    action.diagnostics = own;
    return action;
  });
}

/** A notebook is one program: what is disabled in its first cell is so in all of them. */
function disableFileAction({ finding, program, document }: Found): vscode.CodeAction {
  const first = program.parts[0]?.document ?? document;
  const lines = first.getText().split(/\r?\n/);
  const isNotebook = program.parts.some(({ cell }) => cell !== null);
  const title = isNotebook
    ? message('Disable {0} for this notebook', finding.rule)
    : message('Disable {0} for this file', finding.rule);
  return insertAction(title, disableInFile(finding.rule, lines), first);
}

function insertAction(
  title: Message,
  { line, column, text }: LineInsertion,
  to: vscode.TextDocument,
): vscode.CodeAction {
  const action = new vscode.CodeAction(localized(title), vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.insert(to.uri, new vscode.Position(line, column), text);
  return action;
}

/** Edits of a program's texts as one of its documents. */
export function editOf(edits: readonly Edit[], program: Program): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { range, text } of edits) {
    const { uri, range: place } = locationIn(program, range);
    edit.replace(uri, place, text);
  }
  return edit;
}
