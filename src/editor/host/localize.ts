import * as vscode from 'vscode';
import { Markdown } from '../../base/escape/markdown';
import { type Message, message, say } from '../../base/message';
import { type PhraseBook, phraseBook } from '../../base/phrase-book';

/** Made once, with the first text: VS Code's language changes only with a restart. English has no book. */
const book: { lookUp: PhraseBook | null } = { lookUp: null };

/** A sentence of the pure folders in the language of VS Code's own texts; English where the book does not have it. */
export function translated(text: string): string {
  book.lookUp ??= vscode.l10n.bundle === undefined ? (same) => same : phraseBook(vscode.l10n.bundle);
  return book.lookUp(text);
}

/** A message of the pure folders in the language of VS Code's own texts. */
export function localized(message: Message): string {
  // A message that is all part is another folder's sentence.
  return message.text === '{0}' ? translated(say(message)) : say(message, (text) => vscode.l10n.t(text));
}

/** As `localized`, as Markdown in which the parts are texts. */
export function localizedMarkdown(said: Message): Markdown {
  if (said.text === '{0}') return Markdown.of(message('{0}', localized(said)));
  return Markdown.of(said, (text) => vscode.l10n.t(text));
}
