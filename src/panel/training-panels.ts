import * as vscode from 'vscode';
import type { Disposable } from '../base/disposable';
import { trainingViewType } from '../editor/host/ids';
import type { PanelServices } from './panel-services';
import { decodeSavedPanel, type TrainingTarget } from './saved-panel';
import { resourceRoot } from './load-page';
import { TrainingPanel } from './training-panel';

/** The open panels, at most one a document. */
export class TrainingPanels implements vscode.WebviewPanelSerializer, Disposable {
  private readonly panels = new Set<TrainingPanel>();

  constructor(private readonly services: PanelServices) {}

  /** Shows a call's training beside the code, in its document's panel where there is one. The editor keeps the focus. */
  show(target: TrainingTarget): void {
    const open = [...this.panels].find((panel) => panel.current?.uri === target.uri);
    if (open !== undefined) {
      open.show(target);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      trainingViewType,
      'Global Step',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      this.options(),
    );
    this.adopt(panel, target);
  }

  /** Called by VS Code for each panel that a closed window left behind. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    panel.webview.options = this.options();
    this.adopt(panel, decodeSavedPanel(state));
    return Promise.resolve();
  }

  dispose(): void {
    for (const panel of [...this.panels]) panel.dispose();
    this.panels.clear();
  }

  private options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [resourceRoot(this.services.extensionUri)] };
  }

  private adopt(panel: vscode.WebviewPanel, target: TrainingTarget | null): void {
    panel.iconPath = vscode.Uri.joinPath(this.services.extensionUri, 'media', 'icon.png');
    this.panels.add(
      new TrainingPanel(panel, this.services, target, (closed) => {
        this.panels.delete(closed);
      }),
    );
  }
}
