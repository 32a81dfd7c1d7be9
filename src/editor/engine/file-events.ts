import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { FileChanges } from '../../engine/files';

/** A change of branch touches more; then everything is looked at anew. */
const mostKept = 200;

/** The window's file events, counted from the first time that somebody asks: who has seen them up to a number gets those after it. */
export class FileEvents implements Disposable {
  private readonly owned = new DisposableStore();
  private watcher: vscode.FileSystemWatcher | null = null;
  private files: string[] = [];
  private first = 0;

  /** The newest events. */
  changes(): FileChanges {
    if (this.watcher === null) this.watch();
    return { first: this.first, files: this.files };
  }

  dispose(): void {
    this.owned.dispose();
  }

  private watch(): void {
    this.watcher = this.owned.add(vscode.workspace.createFileSystemWatcher('**/*.{py,pyi,ipynb}'));
    const add = (uri: vscode.Uri): void => {
      this.files = [...this.files, uri.toString()];
      const tooMany = this.files.length - mostKept;
      if (tooMany <= 0) return;
      this.files = this.files.slice(tooMany);
      this.first += tooMany;
    };
    this.owned.add(this.watcher.onDidCreate(add));
    this.owned.add(this.watcher.onDidChange(add));
    this.owned.add(this.watcher.onDidDelete(add));
  }
}
