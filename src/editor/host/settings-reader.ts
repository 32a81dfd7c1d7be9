import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { ruleIds } from '../../lint/rule-summaries';
import { decodeSettings, type Settings } from '../../lint/settings/settings';
import { type LoadDecoder, ProjectFiles } from './project-files';

const section = 'globalStep';

/** The settings of documents, checked, and read anew only after a change. A wrong one is logged once a change. */
export class SettingsReader implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly changes = this.owned.add(new Emitter<undefined>());
  private readonly known = new Map<string, Settings>();
  private readonly told = new Set<string>();
  private readonly projects: ProjectFiles;

  /** Tells that any setting may have changed. */
  readonly onDidChange = this.changes.event;

  /** `load` gives what reads a project's file. */
  constructor(
    private readonly log: { warn(message: string): void },
    load: LoadDecoder,
  ) {
    this.projects = this.owned.add(new ProjectFiles(ruleIds, log, load));
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
    this.owned.add(
      this.projects.onDidChange(() => {
        this.changes.fire(undefined);
      }),
    );
  }

  /**
   * The settings that hold for a resource: those of its folder, or of the window where it is in none. Rules have the levels of its project
   * where the user has chosen none.
   */
  of(uri: vscode.Uri): Settings {
    const own = this.ofFolder(vscode.workspace.getWorkspaceFolder(uri));
    const project = this.projects.of(uri);
    if (project === null) return own;
    return { ...own, levels: [...own.levels, project] };
  }

  /** Globs of what the user, or a project, wants left alone in a folder of the workspace. */
  excludedIn(folder: vscode.WorkspaceFolder): readonly string[] {
    return [...this.ofFolder(folder).exclude, ...this.projects.excludedIn(folder.uri)];
  }

  /** Whether a document is one that the user, or its project, wants left alone. A glob is matched below the document's folder. */
  isExcluded(document: vscode.TextDocument): boolean {
    const folder = vscode.workspace.getWorkspaceFolder(document.uri);
    const globs = folder === undefined ? this.ofFolder(undefined).exclude : this.excludedIn(folder);
    return globs.some((glob) => {
      const pattern = folder === undefined ? glob : new vscode.RelativePattern(folder, glob);
      return vscode.languages.match({ pattern }, document) > 0;
    });
  }

  private ofFolder(folder: vscode.WorkspaceFolder | undefined): Settings {
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

  dispose(): void {
    this.owned.dispose();
  }
}
