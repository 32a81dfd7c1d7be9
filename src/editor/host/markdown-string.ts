import * as vscode from 'vscode';
import { Markdown } from '../../base/escape/markdown';

/** What a hover says, as VS Code takes it. It may hold names of a program: no command is trusted in it, no icon and no HTML is looked for. */
export function hoverText(paragraphs: readonly Markdown[]): vscode.MarkdownString {
  return new vscode.MarkdownString(Markdown.joined(paragraphs, '\n\n').source, false);
}

/**
 * A link of a hover that runs one of our commands, behind one of VS Code's icons. It is a text of its own, which holds nothing of a
 * program but the command's argument as data, and in which no other command is trusted.
 */
export function hoverCommand(icon: string, title: string, command: string, argument: unknown): vscode.MarkdownString {
  const address = `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
  const link = Markdown.link(title, address).source.replace(/^\[/, `[$(${icon}) `);
  const text = new vscode.MarkdownString(link, true);
  text.isTrusted = { enabledCommands: [command] };
  return text;
}

/** The address that runs a command, for a link that is no Markdown. */
export function commandUri(command: string, argument: number): vscode.Uri {
  return vscode.Uri.parse(`command:${command}?${argument}`);
}
