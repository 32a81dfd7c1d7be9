import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { leftOutFolders } from '../../engine/files';
import type { OnDemandModule } from '../commands/on-demand';
import { excludedGlobs, projectFile, type ProjectSettings } from '../../lint/settings/project-settings';

/** Loads the reader of TOML, with all that only some windows need. */
export type LoadDecoder = () => Promise<Pick<OnDemandModule, 'decodeProjectSettings'>>;

/** A workspace with more projects is one of other people's; then their settings are not looked for. */
const mostProjects = 500;

const leftOut = `**/{${leftOutFolders.join(',')}}/**`;

/** The settings that projects of the workspace have in their pyproject.toml: read when the window opens, and when such a file changes. */
export class ProjectFiles implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly changes = this.owned.add(new Emitter<undefined>());
  /** By the folder's address. */
  private readonly known = new Map<string, ProjectSettings>();

  /** Tells that the settings of some project are others than before. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly ruleIds: readonly string[],
    private readonly log: { warn(message: string): void },
    private readonly load: LoadDecoder,
  ) {
    const watcher = this.owned.add(vscode.workspace.createFileSystemWatcher(`**/${projectFile}`));
    const read = (uri: vscode.Uri): void => void this.read([uri]);
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) this.owned.add(event(read));
    const find = async (): Promise<void> => {
      await this.read(await vscode.workspace.findFiles(`**/${projectFile}`, leftOut, mostProjects));
    };
    this.owned.add(vscode.workspace.onDidChangeWorkspaceFolders(() => void find()));
    void find();
  }

  /** The settings of the project that a file belongs to: those of the nearest folder above it that has some; null where none has. */
  of(uri: vscode.Uri): ProjectSettings | null {
    for (let folder = uri.toString(); folder.includes('/');) {
      folder = folder.slice(0, folder.lastIndexOf('/'));
      const found = this.known.get(folder);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** Globs of what the projects in a folder of the workspace leave alone, below that folder. */
  excludedIn(folder: vscode.Uri): string[] {
    const root = folder.toString();
    return [...this.known].flatMap(([project, { exclude }]) => {
      if (project !== root && !project.startsWith(`${root}/`)) return [];
      const prefix = decodeURIComponent(project.slice(root.length + 1));
      return excludedGlobs(exclude).map((glob) => (prefix === '' ? glob : `${prefix}/${glob}`));
    });
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async read(files: readonly vscode.Uri[]): Promise<void> {
    const before = this.known.size;
    const changed = await Promise.all(files.map((file) => this.readOne(file)));
    if (changed.some(Boolean) || this.known.size !== before) this.changes.fire(undefined);
  }

  /** Whether the file has, or had, settings of ours. */
  private async readOne(file: vscode.Uri): Promise<boolean> {
    const address = file.toString();
    const folder = address.slice(0, address.lastIndexOf('/'));
    const had = this.known.delete(folder);
    const bytes = await Promise.resolve(vscode.workspace.fs.readFile(file)).catch(() => null);
    if (bytes === null) return had;
    const text = new TextDecoder().decode(bytes);
    // Most projects say nothing of ours, and the reader of TOML is not loaded for them.
    if (!text.includes('global-step')) return had;
    const { decodeProjectSettings } = await this.load();
    const { settings, problems } = decodeProjectSettings(text, this.ruleIds);
    for (const problem of problems) this.log.warn(`${vscode.workspace.asRelativePath(file)}: ${problem}`);
    if (settings !== null) this.known.set(folder, settings);
    return had || settings !== null;
  }
}
