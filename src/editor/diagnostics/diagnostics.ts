import * as vscode from 'vscode';
import { message } from '../../base/message';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { FileReport, Finding, Severity } from '../../lint/finding';
import { toRange } from '../programs/convert';
import { withLevels } from '../../lint/settings/levels';
import { localized } from '../host/localize';
import type { CheckedProgram, ProgramChecker } from '../programs/program-checker';
import { documentOf, isEditable, locationIn, type Program } from '../programs/programs';
import type { RuleDocs } from './rule-docs';
import type { SettingsReader } from '../host/settings-reader';

/** What VS Code shows as the origin of our diagnostics. */
export const diagnosticSource = 'Global Step';

/** Underlines the findings of every open program, but for versions of a file that cannot be edited. */
export class Diagnostics implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly collection = this.owned.add(vscode.languages.createDiagnosticCollection('global-step'));
  /** The documents that a program's diagnostics were set for: a cell that is gone takes its own along. */
  private readonly shown = new Map<string, readonly vscode.Uri[]>();

  constructor(
    checker: ProgramChecker,
    private readonly settings: SettingsReader,
    private readonly docs: RuleDocs,
  ) {
    this.owned.add(
      checker.onDidCheck((checked) => {
        this.show(checked);
      }),
    );
    this.owned.add(
      checker.onDidClose((key) => {
        this.clear(key);
      }),
    );
  }

  dispose(): void {
    this.owned.dispose();
  }

  private show({ program, report }: CheckedProgram): void {
    this.clear(program.key);
    const settings = this.settings.of(program.uri);
    const parts = program.parts.filter(({ document }) => isEditable(document));
    if (!settings.diagnostics || parts.length === 0) return;
    const { findings } = withLevels(report, settings.levels);
    this.shown.set(
      program.key,
      parts.map(({ document }) => document.uri),
    );
    for (const [index, { document }] of parts.entries()) {
      const own = findings.filter(({ range }) => documentOf(program, range) === document);
      this.collection.set(document.uri, [
        ...own.map((finding) => toDiagnostic(finding, program, this.docs)),
        ...incompleteIn(report, program, document, index === 0),
      ]);
    }
  }

  private clear(key: string): void {
    for (const uri of this.shown.get(key) ?? []) this.collection.delete(uri);
    this.shown.delete(key);
  }
}

/** What the check gave up on, where it begins; at the head of the program where it is at no place. */
function incompleteIn(
  { incomplete }: FileReport,
  program: Program,
  document: vscode.TextDocument,
  isFirst: boolean,
): vscode.Diagnostic[] {
  if (incomplete === null) return [];
  const { message: why, range } = incomplete;
  if (range === null ? !isFirst : documentOf(program, range) !== document) return [];
  const place = range === null ? new vscode.Range(0, 0, 0, 0) : toRange(range);
  const text = localized(message('Incomplete check: {0}.', why));
  const diagnostic = new vscode.Diagnostic(place, text, vscode.DiagnosticSeverity.Information);
  diagnostic.source = diagnosticSource;
  return [diagnostic];
}

/** A finding as VS Code has it: the rule's id links to its page, and what explains it is related information. */
export function toDiagnostic(finding: Finding, program: Program, docs: RuleDocs): vscode.Diagnostic {
  const { rule, severity, range, message: said, related } = finding;
  const diagnostic = new vscode.Diagnostic(toRange(range), localized(said), severityOf(severity));
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: rule, target: docs.uri(rule) };
  diagnostic.relatedInformation = related.map(
    (place) => new vscode.DiagnosticRelatedInformation(locationIn(program, place.range), localized(place.message)),
  );
  return diagnostic;
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
