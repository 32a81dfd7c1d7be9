import * as vscode from 'vscode';
import { message, type Message } from '../base/message';
import { spokenOf } from '../base/spoken-error';
import { localized } from '../editor/host/localize';
import { notify } from '../editor/host/notify';

/** Tells how a saving ended: silently where the user called it off. What VS Code says of a failure goes to the log. */
export function reportSaving(saving: Promise<vscode.Uri | null>, log: (message: string) => void): void {
  saving.then(
    (uri) => {
      if (uri !== null)
        void notify('information', localized(message('Saved {0}', vscode.workspace.asRelativePath(uri))));
    },
    (error: unknown) => {
      log(
        `a file could not be saved: ${error instanceof Error ? (error.stack ?? error.message) : 'no reason is given'}`,
      );
      void notify('error', localized(message('It could not be saved: {0}', writingFailure(error))));
    },
  );
}

/** Why VS Code did not write a file, by its codes. */
const reasons: ReadonlyMap<string, Message> = new Map([
  ['FileNotFound', message('the folder is not there')],
  ['FileNotADirectory', message('the folder is not there')],
  ['FileIsADirectory', message('it is a folder')],
  ['NoPermissions', message('no permission to write it')],
  ['Unavailable', message('the file system does not answer')],
]);

function writingFailure(error: unknown): Message {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return spokenOf(error, reasons.get(code) ?? message('the log of Global Step says why'));
}

/** What the user is told of an error of the services, which word their own. */
export function reasonOf(error: unknown): Message {
  return spokenOf(error, message('Global Step could not do that: its log (Output, Global Step) says why.'));
}
