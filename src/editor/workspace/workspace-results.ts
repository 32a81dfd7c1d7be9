import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { Finding } from '../../lint/finding';
import { toDiagnostic } from '../diagnostics/diagnostics';
import { withLevels } from '../../lint/settings/levels';
import type { ProgramChecker } from '../programs/program-checker';
import { documentOf, notebookProgram, type Program } from '../programs/programs';
import type { RuleDocs } from '../diagnostics/rule-docs';
import type { SettingsReader } from '../host/settings-reader';

/** What a check found in one program, and where VS Code shows it. */
interface Result {
  readonly findings: string;
  readonly shown: readonly (readonly [vscode.Uri, readonly vscode.Diagnostic[]])[];
}

/**
 * The workspace check's entries in Problems, of programs that are not open: an open program has its own diagnostics, which are newer.
 * Closed again as it was found, it gets its entries back.
 */
export class WorkspaceResults implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly collection = this.owned.add(vscode.languages.createDiagnosticCollection('global-step-workspace'));
  private readonly results = new Map<string, Result>();

  constructor(
    checker: ProgramChecker,
    settings: SettingsReader,
    private readonly docs: RuleDocs,
  ) {
    this.owned.add(
      checker.onDidCheck(({ program, report }) => {
        const result = this.results.get(program.key);
        if (result === undefined) return;
        for (const [uri] of result.shown) this.collection.delete(uri);
        const { findings } = withLevels(report, settings.of(program.uri).levels);
        if (digest(findings) !== result.findings) this.results.delete(program.key);
      }),
    );
    this.owned.add(
      checker.onDidClose((key) => {
        this.show(key);
      }),
    );
    const deletions = this.owned.add(vscode.workspace.createFileSystemWatcher('**/*', true, true));
    this.owned.add(
      deletions.onDidDelete((uri) => {
        this.forget(uri.toString());
      }),
    );
  }

  /** Shows the findings of a program that is not open. A notebook's stand in its cells, whose addresses only an open one has. */
  async add(uri: vscode.Uri, findings: readonly Finding[]): Promise<void> {
    const key = uri.toString();
    const isNotebook = findings.some(({ range }) => range.cell !== null);
    const program: Program = (isNotebook ? await openCells(uri) : null) ?? { uri, key, parts: [], stamp: '' };
    const places = new Map<string, [vscode.Uri, vscode.Diagnostic[]]>();
    for (const finding of findings) {
      const place = documentOf(program, finding.range)?.uri ?? uri;
      const entry = places.get(place.toString()) ?? [place, []];
      places.set(place.toString(), entry);
      entry[1].push(toDiagnostic(finding, program, this.docs));
    }
    this.results.set(key, { findings: digest(findings), shown: [...places.values()] });
    this.show(key);
  }

  clear(): void {
    this.collection.clear();
    this.results.clear();
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** Takes the entries of a deleted file away, or those of all files in a deleted folder. */
  private forget(deleted: string): void {
    for (const [key, { shown }] of this.results) {
      if (key !== deleted && !key.startsWith(`${deleted}/`)) continue;
      for (const [uri] of shown) this.collection.delete(uri);
      this.results.delete(key);
    }
  }

  private show(key: string): void {
    for (const [uri, diagnostics] of this.results.get(key)?.shown ?? []) this.collection.set(uri, diagnostics);
  }
}

/** The notebook's cells, without showing it; null where nothing in this window opens notebooks. */
async function openCells(uri: vscode.Uri): Promise<Program | null> {
  try {
    return notebookProgram(await vscode.workspace.openNotebookDocument(uri));
  } catch {
    return null;
  }
}

/** Equal for equal findings. */
function digest(findings: readonly Finding[]): string {
  return JSON.stringify(
    findings.map(({ rule, range, message }) => [rule, range.cell, range.start, range.end, message]),
  );
}
