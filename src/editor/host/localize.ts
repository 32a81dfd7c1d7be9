import * as vscode from 'vscode';
import { escapeLabel } from '../../base/escape/label';
import { Markdown } from '../../base/escape/markdown';
import { english, type Language, languageOf, type Message, say, tableFile } from '../../base/message';
import { type PhraseBook, phraseBook } from '../../base/phrase-book';
import { chinese } from '../../texts/zh-cn';

/** Made once, with the first text: VS Code's language changes only with a restart. */
const made: { language: Language | null; lookUp: PhraseBook | null } = { language: null, lookUp: null };

/** The language of VS Code's own texts, where there is a table of it. Only then is the table loaded: it is a file of its own. */
export const editorLanguage: Language = (text) => {
  made.language ??= tableFile(vscode.env.language) === null ? english : languageOf(chinese);
  return made.language(text);
};

/** A finished sentence of the pure folders, taken apart again; what says messages does not come here. */
export function translated(text: string): string {
  made.lookUp ??= vscode.l10n.bundle === undefined ? english : phraseBook(vscode.l10n.bundle);
  return made.lookUp(text);
}

/** A message in the language of VS Code's own texts. */
export function localized(said: Message): string {
  // A message that is all part is another folder's sentence.
  return said.text === '{0}' ? translated(say(said)) : say(said, editorLanguage);
}

/** As `localized`, as Markdown in which the parts are texts. */
export function localizedMarkdown(said: Message): Markdown {
  return Markdown.of(said, editorLanguage);
}

/** As `localized`, for a label of VS Code: only the message's own words may show icons. */
export function localizedLabel(said: Message): string {
  return say(said, editorLanguage, escapeLabel);
}
