import * as vscode from 'vscode';
import { translated } from '../editor/host/localize';
import { notify } from '../editor/host/notify';

/** Tells how a saving ended: silently where the user called it off. */
export function reportSaving(saving: Promise<vscode.Uri | null>): void {
  saving.then(
    (uri) => {
      if (uri !== null) void notify('information', translated(`Saved ${vscode.workspace.asRelativePath(uri)}`));
    },
    (error: unknown) => {
      void notify('error', translated(`It could not be saved: ${reasonOf(error)}`));
    },
  );
}

/** What an error says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
