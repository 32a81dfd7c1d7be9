import * as vscode from 'vscode';
import { tableFile } from '../base/message';
import { makeNonce, panelHtml, setPage } from './panel-html';
import type { TrainingTarget } from './saved-panel';

/** Where the page's files are, and all that the page may load. */
export function resourceRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist');
}

/** Gives a webview a new page, which holds the target that outlives the window. */
export function loadPage(
  webview: vscode.Webview,
  { extensionUri, language }: { readonly extensionUri: vscode.Uri; readonly language: string },
  target: TrainingTarget | null,
): void {
  const root = resourceRoot(extensionUri);
  const uri = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
  const table = tableFile(language);
  const assets = {
    cspSource: webview.cspSource,
    scriptUri: uri('webview.js'),
    styleUri: uri('webview.css'),
    tableUri: table === null ? null : uri(table),
    nonce: makeNonce(),
    language,
  };
  setPage(webview, panelHtml(assets, target));
}
