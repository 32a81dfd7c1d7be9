import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/emitter';
import type { CallReport } from '../lint/finding';
import { toRange } from './convert';
import type { DocumentChecker } from './document-checker';
import { readSettings } from './settings';
import { visualizeCommand } from './visualize';

/** A lens on every training call: what counts its steps, and a way to see it. */
export class CodeLenses implements vscode.CodeLensProvider, Disposable {
  private readonly owned = new DisposableStore();
  private readonly changes = this.owned.add(new Emitter<undefined>());

  /** VS Code asks again after each. */
  readonly onDidChangeCodeLenses = this.changes.event;

  constructor(private readonly checker: DocumentChecker) {
    this.owned.add(
      checker.onDidCheck(() => {
        this.changes.fire(undefined);
      }),
    );
    this.owned.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('globalStep')) this.changes.fire(undefined);
      }),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!readSettings(document).lens) return [];
    // While somebody types, the report may be a version behind; asking for a new check here would be one for each keystroke.
    const checked = this.checker.get(document) ?? (await this.checker.refresh(document));
    return (checked?.report.calls ?? []).flatMap((call) => lensesOf(document, call));
  }

  dispose(): void {
    this.owned.dispose();
  }
}

function lensesOf(document: vscode.TextDocument, call: CallReport): vscode.CodeLens[] {
  const range = toRange(call.range);
  const argument = { uri: document.uri.toString(), line: call.range.line };
  return [
    new vscode.CodeLens(range, {
      title: lensTitle(call),
      tooltip: 'Visualize Global Step: train this program with and without the step',
      command: visualizeCommand,
      arguments: [argument],
    }),
    new vscode.CodeLens(range, { title: '$(graph-line) Visualize', command: visualizeCommand, arguments: [argument] }),
  ];
}

/** What a lens says: short, and of this call alone. */
export function lensTitle({ verdict, globalStep, dependents }: CallReport): string {
  switch (verdict) {
    case 'warning': {
      const [first] = dependents;
      if (globalStep !== null) return `$(warning) global step: ${globalStep}, but see the warning`;
      if (first === undefined) return '$(warning) no global step passed';
      return `$(warning) no global step passed, but ${first.kind} on line ${first.range.line} reads one`;
    }
    case 'hint':
      return 'no global step; nothing here reads one';
    case 'ok':
      return globalStep === null ? 'global step counted elsewhere' : `counts ${globalStep}`;
  }
}
