import type * as vscode from 'vscode';
import { Emitter } from '../../src/base/emitter';
import type { HostMessage } from '../../src/protocol/training-messages';

/** A webview panel without VS Code: it keeps what is posted to it, and a test speaks for its page. */
export class FakeWebviewPanel {
  readonly posted: HostMessage[] = [];
  readonly revealed: (boolean | undefined)[] = [];
  title = '';
  visible = true;
  isDisposed = false;
  iconPath: unknown;
  /** Whether the page is there to receive. */
  delivers = true;
  private readonly messages = new Emitter<unknown>();
  private readonly viewStates = new Emitter<undefined>();
  private readonly disposals = new Emitter<undefined>();
  readonly onDidChangeViewState = this.viewStates.event;
  readonly onDidDispose = this.disposals.event;
  readonly webview = {
    html: '',
    options: {},
    cspSource: 'https://webview.test',
    onDidReceiveMessage: this.messages.event,
    asWebviewUri: (uri: vscode.Uri): string => `https://webview.test${uri.path}`,
    postMessage: (message: HostMessage): Promise<boolean> => {
      if (this.delivers) this.posted.push(message);
      return Promise.resolve(this.delivers);
    },
  };

  /** The page posts a message. */
  post(message: unknown): void {
    this.messages.fire(message);
  }

  show(visible: boolean): void {
    this.visible = visible;
    this.viewStates.fire(undefined);
  }

  reveal(_column: unknown, preserveFocus?: boolean): void {
    this.revealed.push(preserveFocus);
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.disposals.fire(undefined);
  }
}
