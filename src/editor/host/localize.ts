import * as vscode from 'vscode';
import { escapeLabel } from '../../base/escape/label';
import { Markdown } from '../../base/escape/markdown';
import { english, type Language, languageOf, type Message, say, tableFile } from '../../base/message';
import { chinese } from '../../texts/zh-cn';

/** Made once, with the first text: VS Code's language changes only with a restart. */
const made: { language: Language | null } = { language: null };

/** The language of VS Code's own texts, where there is a table of it. Only then is the table loaded: it is a file of its own. */
export const editorLanguage: Language = (text) => {
  made.language ??= tableFile(vscode.env.language) === null ? english : languageOf(chinese);
  return made.language(text);
};

/** A message in the language of VS Code's own texts. */
export function localized(said: Message): string {
  return say(said, editorLanguage);
}

/** As `localized`, as Markdown in which the parts are texts. */
export function localizedMarkdown(said: Message): Markdown {
  return Markdown.of(said, editorLanguage);
}

/** As `localized`, for a label of VS Code: only the message's own words may show icons. */
export function localizedLabel(said: Message): string {
  return say(said, editorLanguage, escapeLabel);
}
