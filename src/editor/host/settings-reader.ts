import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { rules } from '../../lint/registry';
import { decodeSettings, type Settings } from '../../lint/settings/settings';

const section = 'globalStep';
const ruleIds = rules.map(({ id }) => id);

/** The settings of documents, checked, and read anew only after a change. A wrong one is logged once a change. */
export class SettingsReader implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly changes = this.owned.add(new Emitter<undefined>());
  private readonly known = new Map<string, Settings>();
  private readonly told = new Set<string>();

  /** Tells that any setting may have changed. */
  readonly onDidChange = this.changes.event;

  constructor(private readonly log: { warn(message: string): void }) {
    const forget = (): void => {
      this.known.clear();
      this.told.clear();
      this.changes.fire(undefined);
    };
    this.owned.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(section)) forget();
      }),
    );
    this.owned.add(vscode.workspace.onDidChangeWorkspaceFolders(forget));
  }

  /** The settings that hold for a resource: those of its folder, or of the window where it is in none. */
  of(uri: vscode.Uri): Settings {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    const key = folder?.uri.toString() ?? '';
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const values = vscode.workspace.getConfiguration(section, folder?.uri ?? null);
    const { settings, problems } = decodeSettings((name) => values.get(name), ruleIds);
    for (const problem of problems) {
      if (!this.told.has(problem)) this.log.warn(problem);
      this.told.add(problem);
    }
    this.known.set(key, settings);
    return settings;
  }

  /** Whether a document is one that the user wants left alone. A glob is matched below the document's folder. */
  isExcluded(document: vscode.TextDocument): boolean {
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    return this.of(document.uri).exclude.some((glob) => {
      const pattern = folder === undefined ? glob : new vscode.RelativePattern(folder, glob);
      return vscode.languages.match({ pattern }, document) > 0;
    });
  }

  dispose(): void {
    this.owned.dispose();
  }
}
