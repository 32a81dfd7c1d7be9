import * as vscode from 'vscode';
import { escapeNotice } from '../../base/escape/label';

/**
 * Shows a notification, in which no text of a program, a path or an error is a link. Resolves to the action that the user chose; nobody
 * should wait for that, for it may never come.
 */
export function notify(
  kind: 'information' | 'warning' | 'error',
  text: string,
  ...actions: readonly string[]
): Thenable<string | undefined> {
  const { window } = vscode;
  switch (kind) {
    case 'information':
      return window.showInformationMessage(escapeNotice(text), ...actions);
    case 'warning':
      return window.showWarningMessage(escapeNotice(text), ...actions);
    case 'error':
      return window.showErrorMessage(escapeNotice(text), ...actions);
  }
}
