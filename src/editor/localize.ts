import * as vscode from 'vscode';
import { type Message, say } from '../base/message';

/** A message of the pure folders in the language of VS Code's own texts; English where a text has no translation. */
export function localized(message: Message): string {
  return say(message, (text) => vscode.l10n.t(text));
}
