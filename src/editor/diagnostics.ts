import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../base/disposable';
import type { Finding, Severity } from '../lint/finding';
import { toRange, toUri } from './convert';
import type { DocumentChecker } from './document-checker';
import { readSettings } from './settings';

/** What VS Code shows as the origin of our diagnostics. */
export const diagnosticSource = 'Global Step';

/** Underlines the findings of every open document. */
export class Diagnostics implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly collection = this.owned.add(vscode.languages.createDiagnosticCollection('global-step'));

  constructor(
    private readonly checker: DocumentChecker,
    private readonly docs: vscode.Uri,
  ) {
    this.owned.add(
      checker.onDidCheck((document) => {
        this.show(document);
      }),
    );
    this.owned.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration('globalStep')) return;
        for (const document of vscode.workspace.textDocuments) this.show(document);
      }),
    );
    for (const document of vscode.workspace.textDocuments) this.show(document);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private show(document: vscode.TextDocument): void {
    const checked = this.checker.get(document);
    const isOn = readSettings(document).diagnostics;
    const findings = checked === null || !isOn ? [] : checked.report.findings;
    this.collection.set(
      document.uri,
      findings.map((finding) => this.toDiagnostic(finding)),
    );
  }

  private toDiagnostic(finding: Finding): vscode.Diagnostic {
    const { rule, severity, range, message, related } = finding;
    const diagnostic = new vscode.Diagnostic(toRange(range), message, severityOf(severity));
    diagnostic.source = diagnosticSource;
    diagnostic.code = { value: rule, target: vscode.Uri.joinPath(this.docs, `${rule}.md`) };
    diagnostic.relatedInformation = related.map(
      (place) =>
        new vscode.DiagnosticRelatedInformation(
          new vscode.Location(toUri(place.range.file), toRange(place.range)),
          place.message,
        ),
    );
    return diagnostic;
  }
}

function severityOf(severity: Severity): vscode.DiagnosticSeverity {
  switch (severity) {
    case 'error':
      return vscode.DiagnosticSeverity.Error;
    case 'warning':
      return vscode.DiagnosticSeverity.Warning;
    case 'info':
      return vscode.DiagnosticSeverity.Information;
    case 'hint':
      return vscode.DiagnosticSeverity.Hint;
  }
}
