import * as vscode from 'vscode';
import { message } from '../../base/message';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/emitter';
import { recognize } from '../../explain/kinds';
import { activeProgram } from '../programs/active-program';
import type { EngineThread } from '../engine/engine-thread';
import { type ExplanationText, explanationText } from '../../present/explanation-text';
import { localized, localizedMarkdown } from '../host/localize';
import { commandUri } from '../host/markdown-string';
import { readingFailure } from '../engine/failure-text';
import { notify } from '../host/notify';
import { type Program } from '../programs/programs';
import { reveal } from '../programs/reveal';
import { textsOf, titleOf } from '../programs/targets';

// The command that explains a pasted log.

const showPlaceCommand = 'globalStep.showPlace';

const scheme = 'global-step-explanation';
const longestExplainMs = 20_000;

/** What the explanations need. */
export interface ExplainServices {
  readonly engine: EngineThread;
  readonly log: vscode.LogOutputChannel;
}

/** Explains a warning of a log: one that is selected in an editor or a terminal, that is in the clipboard, or that is pasted. */
export class Explanations implements Disposable, vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider {
  private readonly owned = new DisposableStore();
  private readonly changes = this.owned.add(new Emitter<vscode.Uri>());
  private last: ExplanationText = { text: '', links: [] };

  /** VS Code reads the document again after each. */
  readonly onDidChange = this.changes.event;

  constructor(private readonly services: ExplainServices) {
    const { commands, languages, workspace } = vscode;
    this.owned.add(workspace.registerTextDocumentContentProvider(scheme, this));
    this.owned.add(languages.registerDocumentLinkProvider({ scheme }, this));
    this.owned.add(
      commands.registerCommand(showPlaceCommand, (index: unknown) => {
        const link = typeof index === 'number' ? this.last.links[index] : undefined;
        if (link !== undefined) reveal(link.range, services.log);
      }),
    );
  }

  /** Explains a text that is given, selected, in the clipboard, or pasted. */
  explainText(given: unknown): Promise<void> {
    return this.run(() => askForText(given));
  }

  /** Explains what is selected in the terminal. */
  explainTerminal(): Promise<void> {
    return this.run(selectedInTerminal);
  }

  provideTextDocumentContent(): string {
    return this.last.text;
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    return this.last.links.map(({ start, end }, index) => {
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      const link = new vscode.DocumentLink(range, commandUri(showPlaceCommand, index));
      link.tooltip = localized(message('Show the line'));
      return link;
    });
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async run(ask: () => Promise<string | null>): Promise<void> {
    // Asked for first: the box that takes a paste has the focus afterwards.
    const program = activeProgram();
    try {
      const text = await ask();
      if (text !== null && text.trim() !== '') await this.explain(text, program);
    } catch (error) {
      this.services.log.warn('the warning could not be explained', error);
      void notify('error', localized(readingFailure(error, message('The program'))));
    }
  }

  private async explain(text: string, program: Program | null): Promise<void> {
    if (recognize(text).length === 0) {
      void notify(
        'information',
        localized(
          message(
            'No warning about the training step was recognised in this text. Paste the whole message, such as “It seems that global step has not been increased”.',
          ),
        ),
      );
      return;
    }
    const texts = program === null ? null : textsOf(program);
    const explanations = await this.services.engine.request('explain', [text, texts], { deadlineMs: longestExplainMs });
    this.last = explanationText(explanations, program === null ? null : titleOf(program), localizedMarkdown);
    const uri = vscode.Uri.from({ scheme, path: `/${localized(message('Explanation'))}.md` });
    this.changes.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }
}

/** The text that a caller gives, else the selection that holds a warning, else what is pasted; null where nothing is. */
async function askForText(given: unknown): Promise<string | null> {
  if (typeof given === 'string') return given;
  const editor = vscode.window.activeTextEditor;
  const selected = editor === undefined ? '' : editor.document.getText(editor.selection);
  if (recognize(selected).length > 0) return selected;
  // A browser asks its user before it lets the clipboard be read: there, pasting is the quicker way.
  const clipboard = vscode.env.uiKind === vscode.UIKind.Desktop ? await vscode.env.clipboard.readText() : '';
  const answer = await vscode.window.showInputBox({
    title: localized(message('Explain This Warning')),
    prompt: localized(message('Paste the lines of the log.')),
    placeHolder: 'It seems that global step (tf.train.get_global_step) has not been increased…',
    value: recognize(clipboard).length > 0 ? clipboard.replace(/\s+/g, ' ') : '',
  });
  return answer ?? null;
}

/** A terminal's selection can only be had by way of the clipboard, which gets its own text back. */
async function selectedInTerminal(): Promise<string | null> {
  const before = await vscode.env.clipboard.readText();
  await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
  const selected = await vscode.env.clipboard.readText();
  await vscode.env.clipboard.writeText(before);
  return selected === '' ? null : selected;
}
